//! A value that is used once.

/// 128 random bits, drawn by the shell and used for one call.
///
/// Shape on the wire: 32 lower-case hexadecimal digits; a call of several requests adds `-2` and so on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nonce([u8; 16]);

impl Nonce {
    /// A nonce from random bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The nonce of a call's first request.
    pub(crate) fn first(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The nonce of a call's request number `nth`, counted from 0: fresh as long as the nonce itself is.
    pub(crate) fn nth(self, nth: usize) -> String {
        match nth {
            0 => self.first(),
            _ => format!("{}-{}", self.first(), nth.saturating_add(1)),
        }
    }
}
