//! What a column can hold.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holds {
    /// A random reference.
    Reference,
    /// A name that the policy declares, a state or another word of a closed list.
    Word,
    /// An instant or a day.
    Time,
    /// A number, a count or a revision.
    Number,
    /// Sealed bytes, or a value about nobody.
    Sealed,
    /// A keyed hash of a personal value, gone with its record or window.
    KeyedHash,
    /// A hash of something that is not personal.
    Hash,
    /// A ledger entry's body: references and words.
    Body,
    /// Random bytes.
    Salt,
    /// The policy's own text.
    Policy,
    /// A name of a company or a service, from staff.
    Business,
}
