//! The ways in which a value counts.

use super::effect::Effect;
use super::matter::Matter;

/// Whether more widens or narrows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The more, the more may happen.
    Widens,
    /// The more, the more is promised to people.
    Narrows,
}

impl Turn {
    /// `effect` was found as if more widened.
    pub(super) fn of(self, effect: Option<Effect>) -> Option<Effect> {
        match self {
            Self::Widens => effect,
            Self::Narrows => effect.map(Effect::reversed),
        }
    }
}

/// What it means that an amount is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Absent {
    /// There is none.
    None,
    /// There is no bound.
    Endless,
}

impl Absent {
    /// What happens when the amount is given that was not.
    pub(super) const fn becomes_given(self) -> Effect {
        match self {
            Self::None => Effect::Widened,
            Self::Endless => Effect::Narrowed,
        }
    }
}

/// How a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// Words that explain what other keys promise: another wording promises the same.
    Words,
    /// Another value is another promise, neither more nor less.
    Neutral,
    /// As neutral, and the order says something too.
    Sequence,
    /// That it is there counts, and what it says: other words are another promise.
    Presence(Turn),
    /// A number, a length, a flag, a list or forms by item.
    Amount(Turn, Absent),
    /// A list of what alone it is about; an empty one is about everything.
    Only(Turn),
    /// The most of each item; an item that is not listed has no bound.
    Caps,
    /// The least of each; what is not listed has none.
    Floors,
    /// Words from the one that protects most to the one that allows most; and which one absence means.
    Order(&'static [&'static str], &'static str),
    /// One word protects.
    Best(&'static str),
    /// To leave the controller's country widens.
    Country,
    /// A later event widens.
    Event,
}

/// How a key counts, and what its change has to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) way: Way,
    /// Nothing where a change is not material by itself.
    pub(super) matter: Option<Matter>,
}
