//! A long stream sealed in chunks: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, 2015).
//!
//! | what | bytes |
//! |---|---|
//! | chunk | ciphertext, 1 MiB, in the last one 0 bytes to 1 MiB ‖ tag 16 |
//! | its nonce | prefix 7, random ‖ number of the chunk 4, big-endian, from 0 ‖ 1 for the last chunk, else 0 |
//!
//! There is at least one chunk, and only the last is shorter than the others. A chunk opens at its own place in its own
//! stream and nowhere else: cut, moved, repeated or exchanged, it fails. What else it is bound to, and how it is stored,
//! [`crate::backup`] and [`crate::file`] say.

use crate::layout::{Fields, NONCE, TAG};
use crate::suite::{Cipher, Suite};
use crate::{KeyError, Secret};
use std::io::{self, Read};
use std::mem;
use zeroize::Zeroizing;

/// Bytes of a chunk before it is sealed.
pub(crate) const CHUNK: usize = 1 << 20;
/// Random bytes in front of every nonce.
pub(crate) const PREFIX: usize = 7;

/// What all chunks of one stream have in common.
#[derive(Debug)]
pub(crate) struct Stream {
    key: Cipher,
    prefix: [u8; PREFIX],
    bound: Vec<u8>,
}

impl Stream {
    /// The stream under a key that seals nothing else.
    pub(crate) fn new(suite: Suite, prefix: [u8; PREFIX], key: &Secret, bound: &Fields) -> Result<Self, KeyError> {
        Ok(Self { key: suite.cipher(key)?, prefix, bound: bound.as_bytes().to_vec() })
    }

    fn nonce(&self, number: u32, last: bool) -> [u8; NONCE] {
        let mut nonce = [0; NONCE];
        let (prefix, rest) = nonce.split_at_mut(PREFIX);
        let (place, flag) = rest.split_at_mut(4);
        prefix.copy_from_slice(&self.prefix);
        place.copy_from_slice(&number.to_be_bytes());
        flag.copy_from_slice(&[u8::from(last)]);
        nonce
    }

    /// Encrypts in place; gives the tag.
    pub(crate) fn seal(&self, number: u32, last: bool, chunk: &mut [u8]) -> Result<[u8; TAG], KeyError> {
        self.key.seal(self.nonce(number, last), &self.bound, chunk)
    }

    /// Decrypts in place, unless it is not that chunk.
    pub(crate) fn open<'c>(&self, number: u32, last: bool, chunk: &'c mut [u8]) -> Option<&'c mut [u8]> {
        self.key.open_in_place(self.nonce(number, last), &self.bound, chunk)
    }
}

/// A fresh prefix.
pub(crate) fn draw_prefix() -> Result<[u8; PREFIX], KeyError> {
    let mut prefix = [0; PREFIX];
    aws_lc_rs::rand::fill(&mut prefix).map_err(|_| KeyError::Primitive)?;
    Ok(prefix)
}

/// Hands over what is read in chunks of `size`, reading one ahead to tell the last; at least one. False: there are more
/// than can be numbered.
pub(crate) fn each_chunk<E: From<io::Error>>(
    from: &mut dyn Read,
    size: usize,
    mut take: impl FnMut(u32, bool, &mut Vec<u8>) -> Result<(), E>,
) -> Result<bool, E> {
    let room = || Zeroizing::new(Vec::with_capacity(size + TAG));
    let (mut chunk, mut ahead) = (room(), room());
    from.take(size as u64).read_to_end(&mut chunk)?;
    for number in 0..=u32::MAX {
        ahead.clear();
        from.take(size as u64).read_to_end(&mut ahead)?;
        let last = ahead.is_empty();
        take(number, last, &mut chunk)?;
        if last {
            return Ok(true);
        }
        mem::swap(&mut chunk, &mut ahead);
    }
    Ok(false)
}
