//! What kind of value a key holds: for the reference and the editor's schema.

/// A table of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// As written in the file.
    pub name: &'static str,
    /// What it states.
    pub doc: &'static str,
    /// Whether it is one row (`[policy]`) rather than rows by name (`[data.phone]`).
    pub single: bool,
    /// The keys of a row.
    pub keys: &'static [Key],
}

/// A key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// As written in the file.
    pub name: &'static str,
    /// What it states.
    pub doc: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a row without it is refused.
    pub required: bool,
}

/// What a key holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`; an absent key means `false`.
    Flag,
    /// A whole number from 0 up.
    Number,
    /// Text that is in no language.
    Plain,
    /// Text for people, in one wording for every language or by language.
    Text,
    /// A name that the policy or the engine declares.
    Name,
    /// A day, without quotes.
    Date,
    /// A length of time.
    Period,
    /// A length of time, written or left to a setting.
    Length,
    /// How large a file may be.
    Size,
    /// A decimal in quotes, of at most three digits behind the point.
    Decimal,
    /// One of a closed list.
    Word(&'static [Word]),
    /// Several.
    List(&'static Kind),
    /// Several, by name.
    Map(&'static Kind),
    /// A row within the row.
    Row(&'static [Key]),
}

/// A word of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As written in the file.
    pub word: &'static str,
    /// What it means.
    pub doc: &'static str,
}
