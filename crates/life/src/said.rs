//! What people said of what they were told.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What can be on record of something that people were told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// It was shown.
    Shown,
    /// It was accepted, by an act that says so.
    Accepted,
    /// It was shown, and the product used afterwards.
    Used,
    /// It was declined.
    Declined,
}

impl Said {
    /// Everything that can be on record.
    pub const ALL: [Self; 4] = [Self::Shown, Self::Accepted, Self::Used, Self::Declined];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Accepted => "accepted",
            Self::Used => "used",
            Self::Declined => "declined",
        }
    }
}

/// When something was shown, accepted, used or declined last, and in which version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The hash of the version that was shown.
    pub notice: String,
    /// In which language.
    pub language: String,
    /// When.
    pub at: Timestamp,
}

/// What somebody answered to one thing that people were told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnswerFact {
    /// Shown last.
    pub shown: Option<Given>,
    /// Accepted last.
    pub accepted: Option<Given>,
    /// Used last, after it was shown.
    pub used: Option<Given>,
    /// Declined last.
    pub declined: Option<Given>,
}

impl AnswerFact {
    /// The place of what `said` records.
    pub const fn of(&mut self, said: Said) -> &mut Option<Given> {
        match said {
            Said::Shown => &mut self.shown,
            Said::Accepted => &mut self.accepted,
            Said::Used => &mut self.used,
            Said::Declined => &mut self.declined,
        }
    }

    /// Whether the last word is a decline. Going on using the product takes none back.
    #[must_use]
    pub fn has_declined(&self) -> bool {
        let accepted_at = self.accepted.as_ref().map(|given| given.at);
        self.declined.as_ref().is_some_and(|declined| accepted_at.is_none_or(|at| at < declined.at))
    }

    /// The acceptance that counts; with `by_use`, the use of it where that came later.
    #[must_use]
    pub fn agreement(&self, by_use: bool) -> Option<&Given> {
        let used = self.used.as_ref().filter(|_| by_use);
        self.accepted.iter().chain(used).max_by_key(|given| given.at)
    }

    /// When it was last before the person, whatever she answered.
    #[must_use]
    pub fn told(&self) -> Option<&Given> {
        [&self.shown, &self.accepted, &self.used].into_iter().flatten().max_by_key(|given| given.at)
    }
}
