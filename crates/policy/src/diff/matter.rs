//! Why a change is material, and which article says so.

use super::effect::Effect;
use serde::Serialize;

/// A reason why people must be told of a change before it takes effect.
///
/// Shape: `kind` is a word that `kinds` in `[change.*]` may name, or `unsorted`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Reason {
    /// What kind of change it is: `purpose`, `method`, `category`, `recipient`, `retention` and so on.
    pub kind: &'static str,
    /// What changes, in words.
    pub what: &'static str,
    /// The articles behind it.
    pub source: &'static str,
}

/// What a change has to do with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    Purpose,
    Method,
    Category,
    Sensitive,
    Recipient,
    Abroad,
    Retention,
    Clock,
    Rights,
    Contact,
    Owner,
    Automated,
    Minors,
    Incident,
    Safeguard,
    Prohibition,
    Notice,
    Unsorted,
}

const AGAIN: &str = "PIPL 14(2), 17(2); NDSR 22; GDPR 13(3)";
const TOLD: &str = "PIPL 17(2)";

impl Matter {
    /// The reason, if a change to this `effect` is one.
    ///
    /// What the law wants told is material whichever way it changes; a promise beyond that only where it shrinks.
    pub(super) const fn reason(self, effect: Effect) -> Option<Reason> {
        let (kind, what, widened, told) = self.row();
        let source = match effect {
            Effect::Reworded => return None,
            Effect::Widened | Effect::Changed => widened,
            Effect::Narrowed => match told {
                Some(told) => told,
                None => return None,
            },
        };
        Some(Reason { kind, what, source })
    }

    /// Its kind, its words, the articles where it may widen, and those by which it is told even where it narrows.
    const fn row(self) -> (&'static str, &'static str, &'static str, Option<&'static str>) {
        match self {
            Self::Purpose => ("purpose", "a purpose or its lawful basis", AGAIN, Some(TOLD)),
            Self::Method => ("method", "the way of processing", AGAIN, Some(TOLD)),
            Self::Category => ("category", "the kinds of data", AGAIN, Some(TOLD)),
            Self::Sensitive => {
                ("category", "what is sensitive, and what is said of it", "PIPL 28, 29, 30", Some("PIPL 30"))
            }
            Self::Recipient => {
                ("recipient", "who receives data, and what", "PIPL 21, 23; GDPR 13(1)(e)", Some("GDPR 13(1)(e)"))
            }
            Self::Abroad => ("cross-border", "where data stands and goes", "PIPL 38, 39", Some("PIPL 39")),
            Self::Retention => ("retention", "how long data is kept", "PIPL 17(1)(2), 17(2), 19; NDSR 22", Some(TOLD)),
            Self::Clock => {
                ("retention", "where days begin: every end and deadline moves", "PIPL 17(1)(2), 17(2), 19", Some(TOLD))
            }
            Self::Rights => ("rights", "what a person can demand", "PIPL 17(1)(3), 17(2), 50", Some(TOLD)),
            Self::Contact => ("contact", "where to write", "PIPL 17(1)(1), 17(2)", Some(TOLD)),
            Self::Owner => ("owner", "who answers for it", "PIPL 17(1)(1), 17(2), 22", Some(TOLD)),
            Self::Automated => ("method", "what software decides", "PIPL 24; GDPR 22", Some(TOLD)),
            Self::Minors => ("minors", "what holds for minors", "PIPL 31", Some("PIPL 31(2)")),
            Self::Incident => ("incident", "what people are told of a leak", "PIPL 57", None),
            Self::Safeguard => ("safeguard", "how data is protected", "PIPL 51", None),
            Self::Prohibition => ("prohibition", "what is never done", "PIPL 6, 14(2)", None),
            Self::Notice => ("notice", "when and how people are told", "PIPL 17(2)", None),
            Self::Unsorted => {
                ("unsorted", "something that no rule of comparison knows: judge it", "none", Some("none"))
            }
        }
    }
}
