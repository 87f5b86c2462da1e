//! Which way a change goes.

use serde::Serialize;
use std::cmp::Ordering;

/// Which way a change goes for the people whose data it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Other words, order or units; the same promise.
    Reworded,
    /// Less may happen, or more is promised to people.
    Narrowed,
    /// Another promise, of which nobody can say that it is more or less; or more in one way and less in another.
    Changed,
    /// More may happen, or less is promised to people.
    Widened,
}

impl Effect {
    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reworded => "reworded",
            Self::Narrowed => "narrowed",
            Self::Changed => "changed",
            Self::Widened => "widened",
        }
    }

    /// The effect of the same change made backwards.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Widened => Self::Narrowed,
            Self::Narrowed => Self::Widened,
            Self::Reworded | Self::Changed => self,
        }
    }

    /// Both at once: words give way, and opposite ways cannot be weighed against each other.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Reworded, effect) | (effect, Self::Reworded) => effect,
            (one, two) if one == two => one,
            _ => Self::Changed,
        }
    }

    /// Whether it may be to the disadvantage of people: what cannot be weighed is not called harmless.
    #[must_use]
    pub const fn may_widen(self) -> bool {
        matches!(self, Self::Widened | Self::Changed)
    }

    /// The effect where `ordering` says how the new value stands to the old one, and more of it widens.
    pub(super) const fn of_more(ordering: Ordering) -> Option<Self> {
        match ordering {
            Ordering::Greater => Some(Self::Widened),
            Ordering::Less => Some(Self::Narrowed),
            Ordering::Equal => None,
        }
    }
}

/// All of them together; nothing where there is none.
pub(super) fn all(effects: impl IntoIterator<Item = Effect>) -> Option<Effect> {
    effects.into_iter().reduce(Effect::and)
}
