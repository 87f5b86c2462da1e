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
use crate::stream::{CHUNK, PREFIX, Stream, draw_prefix, each_chunk};
use crate::{KeyError, Secret, Suite};
use policy::Name;
use std::io::{self, Read, Write};

const MAGIC: &str = "yinuo backup 1\n";

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
    seal_with(draw_prefix()?, key, id, from, to)
}

/// Opens the backup `id` that [`seal_stream`] wrote into `to`; tells how many bytes it has.
///
/// Each chunk is authenticated before it is written. Memory: two chunks, whatever the length.
///
/// # Errors
/// In this order: [`BackupError::NotABackup`], [`BackupError::Foreign`], [`BackupError::Broken`]. On any
/// error throw away what was written.
pub fn open_stream(key: &Secret, id: &Name, from: &mut dyn Read, to: &mut dyn Write) -> Result<u64, BackupError> {
    let stream = stream(read_header(id, from)?, key, id)?;
    let mut bytes = 0;
    let numbered = each_chunk(from, CHUNK + TAG, |number, last, chunk| {
        let plain = stream.open(number, last, chunk).ok_or(BackupError::Broken { chunk: number })?;
        bytes += plain.len() as u64;
        Ok::<_, BackupError>(to.write_all(plain)?)
    })?;
    numbered.then_some(()).ok_or(BackupError::TooLarge)?;
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
    let stream = stream(prefix, key, id)?;
    to.write_all(MAGIC.as_bytes())?;
    to.write_all(&length(id))?;
    to.write_all(id.as_bytes())?;
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

fn stream(prefix: [u8; PREFIX], key: &Secret, id: &Name) -> Result<Stream, KeyError> {
    Stream::new(Suite::Aes256Gcm, prefix, key, &Fields::new(MAGIC).with(id.as_bytes()))
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
