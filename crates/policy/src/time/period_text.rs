//! Reading a period from the text of a policy.

use std::ops::Range;
use std::str::FromStr;

use super::{Period, Unit};

/// Why a text is not a period, and which part of it is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{fault}")]
pub struct PeriodError {
    /// The wrong part. *Units*: bytes from the start of the text, always on character boundaries; empty and
    /// at the end where something is missing.
    pub range: Range<usize>,
    /// What is wrong there.
    pub fault: PeriodFault,
}

/// What is wrong with a period. What was written stands in it as `found`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum PeriodFault {
    /// Nothing was written.
    #[error("a period is missing: expected a number and a unit, such as `3 weeks`, or `at once`")]
    Missing,
    /// It does not begin with a whole number.
    #[error("expected a whole number and a unit, such as `3 weeks`, found `{found}`")]
    NotANumber {
        /// The word where a number was expected.
        found: String,
    },
    /// The number is below zero.
    #[error("a period cannot be negative, found `{found}`")]
    Negative {
        /// The number.
        found: String,
    },
    /// The number stands alone.
    #[error("`{found}` has no unit: expected one, such as `{found} days`")]
    NoUnit {
        /// The number.
        found: String,
    },
    /// The unit is none that the language reads.
    #[error("`{found}` is not a unit of time: expected {}", expected_units(*near))]
    UnknownUnit {
        /// The words where a unit was expected.
        found: String,
        /// The unit that was probably meant.
        near: Option<Unit>,
    },
    /// No time at all, written as an amount of a unit.
    #[error("`{found}` is no length of time: what happens with the event itself is `at once`")]
    Zero {
        /// The period as written.
        found: String,
    },
    /// It is longer than 200 years.
    #[error("`{found}` is longer than 200 years: expected at most {} {}", unit.most(), unit.name(0))]
    TooLong {
        /// The period as written.
        found: String,
        /// Its unit.
        unit: Unit,
    },
}

impl PeriodError {
    /// `text` as it was probably meant; nothing where that is not known.
    #[must_use]
    pub fn mended(&self, text: &str) -> Option<String> {
        if let PeriodFault::Zero { .. } = &self.fault {
            return Some(Period::AT_ONCE.to_string());
        }
        let PeriodFault::UnknownUnit { near: Some(unit), .. } = &self.fault else {
            return None;
        };
        let amount = text.trim().split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        Some(format!("{amount} {}", unit.name(amount)))
    }
}

impl PeriodFault {
    /// The stable code of this fault.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Missing => "period/missing",
            Self::NotANumber { .. } => "period/not-a-number",
            Self::Negative { .. } => "period/negative",
            Self::NoUnit { .. } => "period/no-unit",
            Self::UnknownUnit { .. } => "period/unknown-unit",
            Self::Zero { .. } => "period/zero",
            Self::TooLong { .. } => "period/too-long",
        }
    }
}

fn expected_units(near: Option<Unit>) -> String {
    match near {
        Some(unit) => format!("`{}`", unit.name(0)),
        None => {
            let names: Vec<_> = Unit::ALL.iter().map(|unit| format!("`{}`", unit.name(0))).collect();
            format!("one of {}", names.join(", "))
        }
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Reads `at once`, or a whole number in ASCII digits and a unit in lower case; spaces around and between
    /// do not matter. The singular and the short forms `s`, `min` and `h` are read and never written.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let wrong = |part: &str, fault| PeriodError { range: place(text, part), fault };
        let trimmed = text.trim();
        if trimmed.split_whitespace().eq(["at", "once"]) {
            return Ok(Self::AT_ONCE);
        }
        let (digits, unit_text) = split_number(trimmed).map_err(|(part, fault)| wrong(part, fault))?;
        let words = unit_text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(unit) = Unit::read(&words) else {
            let near = Unit::near(&words);
            return Err(wrong(unit_text, PeriodFault::UnknownUnit { found: words, near }));
        };
        // A number that does not fit `u64` is too long in any unit.
        let amount = digits.parse().unwrap_or(u64::MAX);
        let too_long = || PeriodFault::TooLong { found: trimmed.to_owned(), unit };
        if amount == 0 {
            // A zero may be a slip, and `at once` never is.
            return Err(wrong(trimmed, PeriodFault::Zero { found: trimmed.to_owned() }));
        }
        Self::new(amount, unit).ok_or_else(|| wrong(trimmed, too_long()))
    }
}

/// Parts a trimmed text into its leading number and the rest; or names the wrong part.
fn split_number(trimmed: &str) -> Result<(&str, &str), (&str, PeriodFault)> {
    let after = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
    // `find` answers with a character boundary, so the split is always there.
    let (digits, rest) = trimmed.split_at_checked(after).unwrap_or((trimmed, ""));
    let word = trimmed.split_whitespace().next().unwrap_or(trimmed);
    let found = word.to_owned();
    // A number goes on with a space or the unit; `1.5` and `1,000` are no whole numbers.
    let broken = rest.starts_with(|c: char| !c.is_whitespace() && !c.is_alphabetic());
    if trimmed.is_empty() {
        Err((trimmed, PeriodFault::Missing))
    } else if word.starts_with(['-', '\u{2212}']) {
        Err((word, PeriodFault::Negative { found }))
    } else if digits.is_empty() || broken {
        Err((word, PeriodFault::NotANumber { found }))
    } else if rest.is_empty() {
        Err((rest, PeriodFault::NoUnit { found }))
    } else {
        Ok((digits, rest.trim_start()))
    }
}

/// Where `part`, a slice of `text`, lies in it. *Units*: bytes.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len());
    start..start.saturating_add(part.len()).min(text.len())
}
