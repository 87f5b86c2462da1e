//! Values about people while they pass through.

use std::fmt;
use zeroize::optimization_barrier;

/// A value about a person, in the clear, on its way in or out.
///
/// It has no `Display` and no `Serialize`; `Debug` shows nothing of it; its memory is wiped on drop.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal(Vec<u8>);

impl Personal {
    /// Takes the bytes over.
    #[must_use]
    pub const fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// The bytes. Every call is a place where a value can escape: keep them few.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// The value as text, if it is UTF-8.
    #[must_use]
    pub fn expose_text(&self) -> Option<&str> {
        std::str::from_utf8(&self.0).ok()
    }
}

impl From<&str> for Personal {
    fn from(text: &str) -> Self {
        Self(text.as_bytes().to_vec())
    }
}

impl Drop for Personal {
    fn drop(&mut self) {
        // As `Zeroize` does, what stands behind its end included, but not byte by byte: a value may be a piece of a file.
        self.0.fill(0);
        self.0.resize(self.0.capacity(), 0);
        optimization_barrier(self.0.as_slice());
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personal(…)")
    }
}
