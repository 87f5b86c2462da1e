//! Backup files: one stream under the key of its backup, unreadable once that key is destroyed.
//!
//! # Layout
//!
//! | what | bytes |
//! |---|---|
//! | header | `"yinuo backup 1\n"` ‖ length of the id 4, big-endian ‖ id ‖ prefix 7, random |
//! | chunk | ciphertext, 1 MiB, in the last one 0 bytes to 1 MiB ‖ tag 16 |
//! | its nonce | prefix ‖ number of the chunk 4, big-endian, from 0 ‖ 1 for the last chunk, else 0 |
//! | its associated data | the fields `"yinuo backup 1\n"`, id; each preceded by its length as four bytes |
//!
//! AES-256-GCM; the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015). There is at least
//! one chunk, and only the last is shorter than the others, so that no boundary needs to be written
//! down: a file that was cut, extended, reordered, or put together from others fails at the first chunk
//! that is not where or what it was.
//!
//! # Not provided
//!
//! - The length of what was sealed is visible.
//! - A cut at the end shows only at the end: until [`open_stream`] returns, what it wrote is unproved.
//! - Compression; do it before sealing.

use crate::layout::{Fields, TAG};
use crate::{KeyError, Secret};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use policy::Name;
use std::io::{self, Read, Write};
use std::mem;
use zeroize::Zeroizing;

const MAGIC: &str = "yinuo backup 1\n";
/// Bytes of a chunk before it is sealed.
const CHUNK: usize = 1 << 20;
/// Random bytes in front of every nonce.
const PREFIX: usize = 7;

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
    Io(#[from] io::Error),
}

/// Seals all of `from` into `to` as the backup `id`; tells how many bytes were read.
///
/// `key` is the backup's own ([`crate::Vault::create_backup_key`]) and seals nothing else. Memory: two
/// chunks, whatever the length. `to` is flushed; to make it durable is the caller's.
///
/// # Errors
/// [`BackupError::Io`], [`BackupError::TooLarge`]; what was written then is of no use.
pub fn seal_stream(key: &Secret, id: &Name, from: &mut dyn Read, to: &mut dyn Write) -> Result<u64, BackupError> {
    let mut prefix = [0; PREFIX];
    aws_lc_rs::rand::fill(&mut prefix).map_err(|_| KeyError::Primitive)?;
    seal_with(prefix, key, id, from, to)
}

/// Opens the backup `id` that [`seal_stream`] wrote into `to`; tells how many bytes it has.
///
/// Each chunk is authenticated before it is written. Memory: two chunks, whatever the length.
///
/// # Errors
/// In this order: [`BackupError::NotABackup`], [`BackupError::Foreign`], [`BackupError::Broken`]. On any
/// error throw away what was written.
pub fn open_stream(key: &Secret, id: &Name, from: &mut dyn Read, to: &mut dyn Write) -> Result<u64, BackupError> {
    let stream = Stream::new(read_header(id, from)?, key, id)?;
    let mut bytes = 0;
    each_chunk(from, CHUNK + TAG, |number, last, chunk| {
        let plain = stream.open(number, last, chunk).ok_or(BackupError::Broken { chunk: number })?;
        bytes += plain.len() as u64;
        Ok(to.write_all(plain)?)
    })?;
    to.flush()?;
    Ok(bytes)
}

pub(crate) fn seal_with(
    prefix: [u8; PREFIX],
    key: &Secret,
    id: &Name,
    from: &mut dyn Read,
    to: &mut dyn Write,
) -> Result<u64, BackupError> {
    let stream = Stream::new(prefix, key, id)?;
    to.write_all(MAGIC.as_bytes())?;
    to.write_all(&length(id))?;
    to.write_all(id.as_bytes())?;
    to.write_all(&prefix)?;
    let mut bytes = 0;
    each_chunk(from, CHUNK, |number, last, chunk| {
        bytes += chunk.len() as u64;
        let tag = stream.seal(number, last, chunk)?;
        to.write_all(chunk)?;
        Ok(to.write_all(&tag)?)
    })?;
    to.flush()?;
    Ok(bytes)
}

/// The prefix of a file that says it is the backup `id`.
fn read_header(id: &Name, from: &mut dyn Read) -> Result<[u8; PREFIX], BackupError> {
    if read_bytes(from, MAGIC.len())? != MAGIC.as_bytes() {
        return Err(BackupError::NotABackup);
    }
    if read_bytes(from, 4)? != length(id) || read_bytes(from, id.len())? != id.as_bytes() {
        return Err(BackupError::Foreign(id.clone()));
    }
    let prefix = read_bytes(from, PREFIX)?;
    prefix.try_into().map_err(|_| BackupError::Broken { chunk: 0 })
}

/// So many bytes, or as many as are left.
fn read_bytes(from: &mut dyn Read, len: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(len);
    from.take(len as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn length(id: &Name) -> [u8; 4] {
    u32::try_from(id.len()).unwrap_or(u32::MAX).to_be_bytes()
}

/// Hands over the stream in chunks of `size`, reading one ahead to tell the last; at least one.
fn each_chunk(
    from: &mut dyn Read,
    size: usize,
    mut take: impl FnMut(u32, bool, &mut [u8]) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let room = || Zeroizing::new(Vec::with_capacity(size));
    let (mut chunk, mut ahead) = (room(), room());
    from.take(size as u64).read_to_end(&mut chunk)?;
    for number in 0..=u32::MAX {
        ahead.clear();
        from.take(size as u64).read_to_end(&mut ahead)?;
        let last = ahead.is_empty();
        take(number, last, &mut chunk)?;
        if last {
            return Ok(());
        }
        mem::swap(&mut chunk, &mut ahead);
    }
    Err(BackupError::TooLarge)
}

/// What all chunks of one file have in common.
struct Stream {
    key: LessSafeKey,
    prefix: [u8; PREFIX],
    bound: Fields,
}

impl Stream {
    fn new(prefix: [u8; PREFIX], key: &Secret, id: &Name) -> Result<Self, KeyError> {
        let key = UnboundKey::new(&AES_256_GCM, key.expose()).map_err(|_| KeyError::Primitive)?;
        Ok(Self { key: LessSafeKey::new(key), prefix, bound: Fields::new(MAGIC).with(id.as_bytes()) })
    }

    fn nonce(&self, number: u32, last: bool) -> Nonce {
        let mut nonce = [0; 12];
        let (prefix, rest) = nonce.split_at_mut(PREFIX);
        let (place, flag) = rest.split_at_mut(4);
        prefix.copy_from_slice(&self.prefix);
        place.copy_from_slice(&number.to_be_bytes());
        flag.copy_from_slice(&[u8::from(last)]);
        Nonce::assume_unique_for_key(nonce)
    }

    /// Encrypts in place; gives the tag.
    fn seal(&self, number: u32, last: bool, chunk: &mut [u8]) -> Result<[u8; TAG], KeyError> {
        let bound = Aad::from(self.bound.as_bytes());
        let tag = self.key.seal_in_place_separate_tag(self.nonce(number, last), bound, chunk);
        let tag = tag.map_err(|_| KeyError::Primitive)?;
        tag.as_ref().try_into().map_err(|_| KeyError::Primitive)
    }

    /// Decrypts in place, unless it is not that chunk.
    fn open<'c>(&self, number: u32, last: bool, chunk: &'c mut [u8]) -> Option<&'c mut [u8]> {
        let bound = Aad::from(self.bound.as_bytes());
        self.key.open_in_place(self.nonce(number, last), bound, chunk).ok()
    }
}
