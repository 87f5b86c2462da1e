//! Byte strings that cannot be read in two ways: each field with its length in front.

/// Version of every stored form in this crate.
pub(crate) const VERSION: u8 = 1;
/// Bytes of a nonce.
pub(crate) const NONCE: usize = 12;
/// Bytes of an authentication tag.
pub(crate) const TAG: usize = 16;

/// A canonical byte string: fields, each preceded by its length as four bytes, big end first.
#[derive(Clone)]
pub(crate) struct Fields(Vec<u8>);

impl Fields {
    /// Begins with the label that says what the string is for.
    pub(crate) fn new(label: &str) -> Self {
        let mut fields = Self(Vec::with_capacity(256));
        fields.push(label.as_bytes());
        fields
    }

    /// Adds one field. No field is longer than 2^32 bytes: `seal` refuses such values, and names and
    /// references are short.
    pub(crate) fn push(&mut self, field: &[u8]) {
        let len = u32::try_from(field.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&len.to_be_bytes());
        self.0.extend_from_slice(field);
    }

    /// Empty, with room for a record's site and the digest of some twenty values.
    pub(crate) fn roomy() -> Self {
        Self(Vec::with_capacity(1024))
    }

    /// Adds one field, in a chain.
    pub(crate) fn with(mut self, field: &[u8]) -> Self {
        self.push(field);
        self
    }

    /// How long it is, to come back to with [`Fields::cut`].
    pub(crate) const fn mark(&self) -> usize {
        self.0.len()
    }

    /// Back to what it was at the mark.
    pub(crate) fn cut(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}
