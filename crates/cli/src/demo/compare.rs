//! What was read back beside what was expected: the tour ends well only if all of it is the same.

use crate::output;
use crate::status::Status;

/// One thing that was read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What.
    pub what: String,
    /// What was expected.
    pub expected: String,
    /// What was read.
    pub read: String,
    /// Whether the one is as the other says.
    pub holds: bool,
}

impl Check {
    /// The two must be the same.
    pub fn same(what: &str, expected: impl ToString, read: impl ToString) -> Self {
        let (expected, read) = (expected.to_string(), read.to_string());
        let holds = expected == read;
        Self { what: what.to_owned(), expected, read, holds }
    }

    /// At least so many must be there.
    pub fn at_least(what: &str, least: u64, read: u64) -> Self {
        let (expected, holds) = (format!("at least {least}"), read >= least);
        Self { what: what.to_owned(), expected, read: read.to_string(), holds }
    }
}

/// How a tour with these checks ends: no check at all is no success.
pub fn verdict(checks: &[Check]) -> Status {
    if !checks.is_empty() && checks.iter().all(|check| check.holds) { Status::Done } else { Status::Failed }
}

/// Checks as aligned lines.
pub fn lines(checks: &[Check]) -> String {
    let row = |check: &Check| {
        let mark = if check.holds { "same" } else { "DIFFERENT" };
        vec![
            "     ".to_owned(),
            check.what.clone(),
            format!("read {}", check.read),
            format!("expected {}", check.expected),
            mark.to_owned(),
        ]
    };
    output::table(&checks.iter().map(row).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_difference_fails_the_whole() {
        let good = [Check::same("status", 200, 200), Check::at_least("bytes", 1, 7)];
        assert_eq!(verdict(&good), Status::Done);
        for bad in [Check::same("status", 200, 403), Check::at_least("bytes", 1, 0), Check::same("a", "x", "X")] {
            let all = [good.as_slice(), std::slice::from_ref(&bad)].concat();
            assert_eq!(verdict(&all), Status::Failed, "{bad:?}");
            assert!(lines(&all).contains("DIFFERENT"));
        }
    }

    #[test]
    fn nothing_checked_is_nothing_shown() {
        assert_eq!(verdict(&[]), Status::Failed);
    }
}
