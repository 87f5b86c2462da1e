//! In what form a value comes out.

use serde::{Deserialize, Serialize};

/// The form in which a value may leave the vault: the second of the six primitives.
///
/// Ordered from the least to the most that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Only counted or summed with others.
    Aggregate,
    /// A keyed hash; tells equal from unequal.
    Hashed,
    /// A random stand-in.
    Token,
    /// Partly hidden, after Chinese convention.
    Masked,
    /// As it is.
    Clear,
}

impl Form {
    /// Every form, from the least to the most that is shown.
    pub const ALL: [Self; 5] = [Self::Aggregate, Self::Hashed, Self::Token, Self::Masked, Self::Clear];

    /// The word in the policy file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Aggregate => "aggregate",
            Self::Hashed => "hashed",
            Self::Token => "token",
            Self::Masked => "masked",
            Self::Clear => "clear",
        }
    }

    /// The form that `word` names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.as_str() == word)
    }
}
