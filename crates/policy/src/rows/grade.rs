//! Grades: how much protection a data item has, from its class and whether it is sensitive.
//!
//! They are stated once, class by class, in `protect.grades`; no item repeats its own.

use super::{Document, Keep};
use std::ops::RangeInclusive;

/// The grades that there are.
pub const GRADES: RangeInclusive<u32> = 1..=4;

/// The grade that sensitive data has at least.
pub const SENSITIVE_AT_LEAST: u32 = 3;

impl Document {
    /// Whether the policy grades its data.
    #[must_use]
    pub fn has_grades(&self) -> bool {
        self.protect.as_ref().is_some_and(|row| !row.grades.is_empty())
    }

    /// The grade of `item`; none where the policy does not say one, so also where it grades nothing.
    ///
    /// What is kept in the open is about nobody: it has the lowest.
    #[must_use]
    pub fn grade(&self, item: &str) -> Option<u32> {
        let row = self.data.get(item)?;
        let grades = &self.protect.as_ref().filter(|row| !row.grades.is_empty())?.grades;
        let Some(class) = &row.class else {
            return (row.keep == Some(Keep::Open) && !row.sensitive).then_some(*GRADES.start());
        };
        let of_class = *grades.get(class)?;
        Some(if row.sensitive { of_class.max(SENSITIVE_AT_LEAST) } else { of_class })
    }
}
