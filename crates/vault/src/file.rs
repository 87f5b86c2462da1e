//! Files: pictures, recordings and papers, sealed in chunks in constant memory.
//!
//! # Layout
//!
//! A file is a stream ([`crate::sealing`] has the layout of values) under a key of its own. What opens it is a value of its
//! record like any other: sealed under the content key of its group, covered by the record's digest, gone with its last
//! keyslot.
//!
//! | what | bytes |
//! |---|---|
//! | the value, before it is sealed | suite 1 ‖ file 16 ‖ prefix 7 ‖ key 32 ‖ length 8, big-endian ‖ kind of media, ASCII |
//! | a chunk | ciphertext, 1 MiB, in the last one 1 byte to 1 MiB ‖ tag 16 |
//! | its nonce | prefix ‖ number of the chunk 4, big-endian, from 0 ‖ 1 for the last chunk, else 0 |
//! | its associated data | the fields `"yinuo file 1"`, suite (1), product, cell (16), file (16) |
//!
//! Each file has a fresh key, so that nothing of one version of it opens in another, and its length is sealed with the key,
//! so that every chunk is known to be the last or not: moved, exchanged, cut off, repeated or put back from before, a chunk
//! is `tampered`.
//!
//! # Not provided
//!
//! - The length of the file is visible.
//! - What was given out before a chunk proves to be tampered was given out; each chunk is proved before it leaves.
//! - A file keeps the suite under which it came, when its record is sealed anew under another.

use crate::layout::{Fields, TAG};
use crate::opening::StoredRecord;
use crate::sealing::Kept;
use crate::stream::{CHUNK, PREFIX, Stream, draw_prefix, each_chunk};
use crate::{KeyError, OpenError, Secret, Suite, Vault};
use jiff::Timestamp;
use life::reference::{Cell, Record, Reference};
use life::{Opening, Permit, Personal};
use policy::{Form, Name};
use std::fmt;
use std::io::{self, Read};
use zeroize::Zeroizing;

const LABEL: &str = "yinuo file 1";

/// Which file; bound to each of its chunks.
#[derive(Debug, Clone, Copy)]
pub struct FileSite<'a> {
    /// The product: the id of its policy.
    pub product: &'a Name,
    /// The cell.
    pub cell: Cell,
    /// Its random reference.
    pub file: Reference,
}

impl FileSite<'_> {
    fn bound(&self, suite: Suite) -> Fields {
        let fields = Fields::new(LABEL).with(&[suite.byte()]).with(self.product.as_bytes());
        fields.with(self.cell.as_bytes()).with(self.file.as_bytes())
    }
}

/// A file that was sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedFile {
    /// Its reference.
    pub file: Reference,
    /// How many bytes it has in the clear.
    pub bytes: u64,
    /// In how many chunks.
    pub chunks: u32,
    value: Personal,
}

impl SealedFile {
    /// What opens it, to be sealed as a value of its record ([`Kept::File`]). It holds the key: it goes nowhere else.
    #[must_use]
    pub const fn value(&self) -> &Personal {
        &self.value
    }
}

impl fmt::Debug for SealedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("SealedFile");
        shown.field("file", &self.file).field("bytes", &self.bytes).field("chunks", &self.chunks).finish()
    }
}

/// A file was not sealed.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// More chunks than can be numbered.
    #[error("the file is larger than its stored form allows")]
    TooLarge,
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Reading or writing failed.
    #[error("file: {0}")]
    Io(#[from] io::Error),
}

/// Seals all of `from`, a file of kind `media`, and hands each sealed chunk to `keep` with its number.
///
/// Memory: two chunks and what `keep` holds, whatever the length.
///
/// # Errors
/// [`FileError`]; what was kept of it then is of no use.
pub fn seal_file(
    suite: Suite,
    site: &FileSite<'_>,
    media: &str,
    from: &mut dyn Read,
    keep: &mut dyn FnMut(u32, &[u8]) -> io::Result<()>,
) -> Result<SealedFile, FileError> {
    let (key, prefix) = (Secret::draw()?, draw_prefix()?);
    let stream = Stream::new(suite, prefix, &key, &site.bound(suite))?;
    let (mut bytes, mut chunks) = (0_u64, 0_u32);
    let numbered = each_chunk(from, CHUNK, |number, last, chunk| {
        if chunk.is_empty() {
            return Err(FileError::Empty);
        }
        bytes += chunk.len() as u64;
        chunks = number.checked_add(1).ok_or(FileError::TooLarge)?;
        let tag = stream.seal(number, last, chunk)?;
        chunk.extend_from_slice(&tag);
        Ok(keep(number, chunk)?)
    })?;
    if !numbered {
        return Err(FileError::TooLarge);
    }
    let length = bytes.to_be_bytes();
    let parts: [&[u8]; 6] = [&[suite.byte()], site.file.as_bytes(), &prefix, key.expose(), &length, media.as_bytes()];
    // With room for all of it at once: what grows leaves copies of the key behind.
    let mut value = Vec::with_capacity(parts.iter().map(|part| part.len()).sum());
    parts.iter().for_each(|part| value.extend_from_slice(part));
    Ok(SealedFile { file: site.file, bytes, chunks, value: Personal::new(value) })
}

/// A file that a permit opened, chunk by chunk.
#[derive(Debug)]
pub struct OpenedFile {
    stream: Stream,
    record: Record,
    item: Name,
    told: Told,
}

/// What the value of a file says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    suite: Suite,
    file: Reference,
    bytes: u64,
    media: String,
}

impl OpenedFile {
    /// The file of which this is the value.
    pub(crate) fn of(value: &[u8], (product, cell): (&Name, Cell), opening: &Opening) -> Result<Self, OpenError> {
        let (record, item) = (opening.record, opening.item.clone());
        let read = read_value(value);
        let (told, prefix, key) = read.ok_or_else(|| OpenError::Unknown { record, item: item.clone() })?;
        let site = FileSite { product, cell, file: told.file };
        let stream = Stream::new(told.suite, prefix, &key, &site.bound(told.suite))?;
        Ok(Self { stream, record, item, told })
    }

    /// Its reference.
    #[must_use]
    pub const fn file(&self) -> Reference {
        self.told.file
    }

    /// How many bytes it has.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.told.bytes
    }

    /// Its kind, such as `image/png`.
    #[must_use]
    pub fn media(&self) -> &str {
        &self.told.media
    }

    /// In how many chunks it lies.
    #[must_use]
    pub const fn chunks(&self) -> u64 {
        self.told.bytes.div_ceil(CHUNK as u64)
    }

    /// Opens the chunk that lies at `number`.
    ///
    /// # Errors
    /// [`OpenError::Tampered`] if it is not what was sealed at that place of this file.
    pub fn open_chunk(&self, number: u32, mut chunk: Vec<u8>) -> Result<Personal, OpenError> {
        let tampered = || OpenError::Tampered { record: self.record, item: Some(self.item.clone()) };
        let last = u64::from(number) + 1 == self.chunks();
        let before = u64::from(number).saturating_mul(CHUNK as u64);
        let length = self.told.bytes.saturating_sub(before).min(CHUNK as u64);
        if chunk.len() as u64 != length + TAG as u64 {
            return Err(tampered());
        }
        let opened = self.stream.open(number, last, &mut chunk).map(|plain| plain.len());
        chunk.truncate(opened.ok_or_else(tampered)?);
        Ok(Personal::new(chunk))
    }
}

impl Vault {
    /// Opens the file that the permit lists, the only value that it lists, as it is: chunks follow one by one.
    ///
    /// # Errors
    /// [`OpenError::NotOne`] for a permit that lists more or fewer; [`OpenError::Form`] if it is no file, or allowed in
    /// another form than `clear`; else as [`Vault::open`].
    pub fn open_file(
        &self,
        permit: Permit,
        now: Timestamp,
        product: &Name,
        stored: &StoredRecord,
    ) -> Result<OpenedFile, OpenError> {
        self.open_file_listed(permit.openings(), now, product, stored)
    }

    pub(crate) fn open_file_listed(
        &self,
        openings: &[Opening],
        now: Timestamp,
        product: &Name,
        stored: &StoredRecord,
    ) -> Result<OpenedFile, OpenError> {
        let [opening] = openings else {
            return Err(OpenError::NotOne(openings.len()));
        };
        let (record, item) = (opening.record, || opening.item.clone());
        let given =
            self.each_clear(openings, now, (product, std::slice::from_ref(stored)), |(_, _, value), clear| {
                if opening.form != Form::Clear || value.sealed.kept() != Some(Kept::File) {
                    return Err(OpenError::Form { record, item: item(), form: opening.form });
                }
                OpenedFile::of(&clear, (product, stored.cell), opening)
            })?;
        given.into_iter().next().ok_or(OpenError::NotOne(0))
    }
}

/// What a file's value says of it, and what opens it; nothing of a form that is not known here.
fn read_value(value: &[u8]) -> Option<(Told, [u8; PREFIX], Secret)> {
    let (suite, rest) = value.split_first()?;
    let (file, rest) = rest.split_first_chunk::<16>()?;
    let (prefix, rest) = rest.split_first_chunk::<PREFIX>()?;
    let (key, rest) = rest.split_first_chunk::<32>()?;
    let (bytes, media) = rest.split_first_chunk::<8>()?;
    let told = Told {
        suite: Suite::of_byte(*suite)?,
        file: Reference::from_bytes(*file),
        bytes: u64::from_be_bytes(*bytes),
        media: std::str::from_utf8(media).ok()?.to_owned(),
    };
    Some((told, *prefix, Secret::from_slice(key)?))
}

/// What leaves the vault of a file where it is read among other values: its kind and length.
pub(crate) fn described(value: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (told, ..) = read_value(value)?;
    Some(Zeroizing::new(format!("{}; {} bytes", told.media, told.bytes).into_bytes()))
}
