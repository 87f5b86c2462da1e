//! Thirty-two secret bytes.

use crate::KeyError;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A 256-bit secret; wiped on drop, and `Debug` shows nothing of it.
///
/// Not provided: wiping of the copies that a move leaves on the stack.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    /// Takes the bytes over.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Fresh from the random source.
    pub(crate) fn draw() -> Result<Self, KeyError> {
        let mut secret = Self([0; 32]);
        aws_lc_rs::rand::fill(&mut secret.0).map_err(|_| KeyError::Primitive)?;
        Ok(secret)
    }

    /// From exactly 32 bytes; any other length is nothing.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut secret = Self([0; 32]);
        (bytes.len() == 32).then(|| secret.0.copy_from_slice(bytes))?;
        Some(secret)
    }

    /// The bytes. Every call is a place where a key can escape: keep them few.
    #[must_use]
    pub const fn expose(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
