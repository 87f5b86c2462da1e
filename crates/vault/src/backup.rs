//! Backup files: one stream under the key of its backup, unreadable once that key is destroyed.
//!
//! # Layout
//!
//! | what | bytes |
//! |---|---|
//! | header | `"yinuo backup 2\n"` ‖ length of the id 4, big-endian ‖ id ‖ length of the base's id 4, big-endian ‖ the base's id ‖ digest of the base's file 32 ‖ prefix 7, random |
//! | chunk | ciphertext, 1 MiB, in the last one 0 bytes to 1 MiB ‖ tag 16 |
//! | its nonce | prefix ‖ number of the chunk 4, big-endian, from 0 ‖ 1 for the last chunk, else 0 |
//! | its associated data | the fields `"yinuo backup 2\n"`, id, the base's id, digest of the base's file; each preceded by its length as four bytes |
//!
//! The base is the backup that this one holds the changes since. A whole one has none: its base's id is empty, and so is
//! the digest, of which the header then has 0 bytes instead of 32.
//!
//! AES-256-GCM; the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015). There is at least
//! one chunk, and only the last is shorter than the others, so that no boundary needs to be written
//! down: a file that was cut, extended, reordered, or put together from others fails at the first chunk
//! that is not where or what it was.
//!
//! # Not provided
//!
//! - The length of what was sealed is visible, and so is on which other it rests.
//! - A cut at the end shows only at the end: until [`open_stream`] returns, or [`Opening`] gave its last byte, what came
//!   before is a beginning, and nobody knows of what.
//! - Compression; do it before sealing.

use crate::layout::{Fields, TAG};
use crate::stream::{CHUNK, PREFIX, Stream, draw_prefix, each_chunk};
use crate::{KeyError, Secret, Suite};
use policy::Name;
use std::io::{self, Read, Write};
use zeroize::Zeroizing;

const MAGIC: &str = "yinuo backup 2\n";
/// Bytes of a SHA-256.
const DIGEST: usize = 32;
/// Bytes of the longest id that a header is believed to hold.
const ID_MAX: usize = 256;

/// A backup was not written or not read.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It does not begin as a backup file of a version known here does.
    #[error("is no backup file, or one of a later version")]
    NotABackup,
    /// It says that it is another backup than the one asked for.
    #[error("is another backup than `{0}`")]
    Foreign(Name),
    /// Changed, cut off, added to, put together from others, or sealed under another key. Throw away what was
    /// written.
    #[error("the backup is damaged or was tampered with at chunk {chunk}")]
    Broken {
        /// The first chunk that is not where or what it was, from 0.
        chunk: u32,
    },
    /// More than 2^32 chunks of 1 MiB.
    #[error("the backup is larger than its stored form allows")]
    TooLarge,
    /// The keys.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Reading or writing failed.
    #[error("backup: {0}")]
    Io(io::Error),
}

/// What [`Opening`] found while somebody else was reading it is what it was before it went through [`io::Error`].
impl From<io::Error> for BackupError {
    fn from(found: io::Error) -> Self {
        found.downcast::<Self>().unwrap_or_else(Self::Io)
    }
}

/// The backup that another one holds the changes since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Its id.
    pub id: Name,
    /// The SHA-256 of its file.
    pub digest: [u8; DIGEST],
}

/// Seals all of `from` into `to` as the backup `id`, which holds what changed since `base`, or is a whole one; tells how
/// many bytes were read.
///
/// `key` is the backup's own ([`crate::Vault::create_backup_key`]) and seals nothing else. Memory: two
/// chunks, whatever the length. `to` is flushed; to make it durable is the caller's.
///
/// # Errors
/// [`BackupError::Io`], [`BackupError::TooLarge`]; what was written then is of no use.
pub fn seal_stream(
    key: &Secret,
    id: &Name,
    base: Option<&Base>,
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> Result<u64, BackupError> {
    seal_with(draw_prefix()?, key, id, base, from, to)
}

/// Opens the backup `id` that [`seal_stream`] wrote into `to`; tells how many bytes it has.
///
/// Each chunk is authenticated before it is written. Memory: two chunks, whatever the length.
///
/// # Errors
/// In this order: [`BackupError::NotABackup`], [`BackupError::Foreign`], [`BackupError::Broken`]. On any
/// error throw away what was written.
pub fn open_stream(key: &Secret, id: &Name, from: &mut dyn Read, to: &mut dyn Write) -> Result<u64, BackupError> {
    let bytes = io::copy(&mut Opening::begin(key, id, from)?, to)?;
    to.flush()?;
    Ok(bytes)
}

/// On which backup the backup `id` says that it rests: none, if it says that it is whole.
///
/// Its key is not asked, and so the answer is proved by nothing but [`open_stream`] or [`Opening`] afterwards.
///
/// # Errors
/// [`BackupError::NotABackup`], [`BackupError::Foreign`], [`BackupError::Broken`], [`BackupError::Io`].
pub fn read_base(id: &Name, from: &mut dyn Read) -> Result<Option<Base>, BackupError> {
    Ok(read_header(id, from)?.0)
}

/// A backup that is read as it is opened, from its first byte on.
///
/// Each chunk is authenticated before a byte of it is given. Memory: two chunks, whatever the length.
#[derive(Debug)]
pub struct Opening<R> {
    from: R,
    stream: Stream,
    base: Option<Base>,
    chunk: Zeroizing<Vec<u8>>,
    ahead: Zeroizing<Vec<u8>>,
    // What is left to be given of the chunk, and the number of the next one, unless that was the last.
    given: usize,
    opened: usize,
    next: Option<u32>,
}

impl<R: Read> Opening<R> {
    /// Begins to open the backup `id`.
    ///
    /// # Errors
    /// [`BackupError::NotABackup`], [`BackupError::Foreign`], [`BackupError::Broken`], [`BackupError::Io`]. What is found
    /// later is an [`io::Error`] that [`BackupError`] is made from.
    pub fn begin(key: &Secret, id: &Name, mut from: R) -> Result<Self, BackupError> {
        let (base, prefix) = read_header(id, &mut from)?;
        let stream = stream(prefix, key, id, base.as_ref())?;
        let room = || Zeroizing::new(Vec::with_capacity(CHUNK + TAG));
        let (chunk, mut ahead) = (room(), room());
        read_sealed(&mut from, &mut ahead)?;
        Ok(Self { from, stream, base, chunk, ahead, given: 0, opened: 0, next: Some(0) })
    }

    /// On which backup it rests; proved with the first byte that is given.
    #[must_use]
    pub const fn base(&self) -> Option<&Base> {
        self.base.as_ref()
    }

    /// What it was read from.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.from
    }

    /// Opens the next chunk, if there is one.
    fn open_next(&mut self) -> Result<(), BackupError> {
        let Some(number) = self.next else { return Ok(()) };
        std::mem::swap(&mut self.chunk, &mut self.ahead);
        read_sealed(&mut self.from, &mut self.ahead)?;
        let last = self.ahead.is_empty();
        let plain = self.stream.open(number, last, &mut self.chunk).ok_or(BackupError::Broken { chunk: number })?;
        (self.given, self.opened) = (0, plain.len());
        self.next = if last { None } else { Some(number.checked_add(1).ok_or(BackupError::TooLarge)?) };
        Ok(())
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.opened {
            self.open_next().map_err(io::Error::other)?;
        }
        let mut left = self.chunk.get(self.given..self.opened).unwrap_or_default();
        let read = left.read(buffer)?;
        self.given += read;
        Ok(read)
    }
}

pub(crate) fn seal_with(
    prefix: [u8; PREFIX],
    key: &Secret,
    id: &Name,
    base: Option<&Base>,
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> Result<u64, BackupError> {
    let stream = stream(prefix, key, id, base)?;
    to.write_all(MAGIC.as_bytes())?;
    to.write_all(&length(id))?;
    to.write_all(id.as_bytes())?;
    let (base_id, digest) = parts(base);
    to.write_all(&length(base_id))?;
    to.write_all(base_id.as_bytes())?;
    to.write_all(digest)?;
    to.write_all(&prefix)?;
    let mut bytes = 0;
    let numbered = each_chunk(from, CHUNK, |number, last, chunk| {
        bytes += chunk.len() as u64;
        let tag = stream.seal(number, last, chunk)?;
        to.write_all(chunk)?;
        Ok::<_, BackupError>(to.write_all(&tag)?)
    })?;
    numbered.then_some(()).ok_or(BackupError::TooLarge)?;
    to.flush()?;
    Ok(bytes)
}

fn stream(prefix: [u8; PREFIX], key: &Secret, id: &Name, base: Option<&Base>) -> Result<Stream, KeyError> {
    let (base_id, digest) = parts(base);
    let bound = Fields::new(MAGIC).with(id.as_bytes()).with(base_id.as_bytes()).with(digest);
    Stream::new(Suite::Aes256Gcm, prefix, key, &bound)
}

/// Id and digest of the base, both empty if there is none.
fn parts(base: Option<&Base>) -> (&str, &[u8]) {
    base.map_or(("", &[]), |base| (base.id.as_str(), &base.digest))
}

/// On what a file rests that says it is the backup `id`, and its prefix.
fn read_header(id: &Name, from: &mut dyn Read) -> Result<(Option<Base>, [u8; PREFIX]), BackupError> {
    let broken = |_| BackupError::Broken { chunk: 0 };
    if read_bytes(from, MAGIC.len())? != MAGIC.as_bytes() {
        return Err(BackupError::NotABackup);
    }
    if read_bytes(from, 4)? != length(id) || read_bytes(from, id.len())? != id.as_bytes() {
        return Err(BackupError::Foreign(id.clone()));
    }
    let len: [u8; 4] = read_bytes(from, 4)?.try_into().map_err(broken)?;
    let base = match usize::try_from(u32::from_be_bytes(len)).unwrap_or(usize::MAX) {
        0 => None,
        len @ 1..=ID_MAX => {
            let id = String::from_utf8(read_bytes(from, len)?).map_err(|_| BackupError::Broken { chunk: 0 })?;
            Some(Base { id: Name::from(id), digest: read_bytes(from, DIGEST)?.try_into().map_err(broken)? })
        }
        _ => return Err(BackupError::Broken { chunk: 0 }),
    };
    Ok((base, read_bytes(from, PREFIX)?.try_into().map_err(broken)?))
}

/// The next sealed chunk; empty at the end.
fn read_sealed(from: &mut impl Read, into: &mut Vec<u8>) -> io::Result<()> {
    into.clear();
    from.take((CHUNK + TAG) as u64).read_to_end(into).map(|_| ())
}

/// So many bytes, or as many as are left.
fn read_bytes(from: &mut dyn Read, len: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(len);
    from.take(len as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn length(id: &str) -> [u8; 4] {
    u32::try_from(id.len()).unwrap_or(u32::MAX).to_be_bytes()
}
