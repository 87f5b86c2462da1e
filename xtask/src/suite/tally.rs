//! How many passed and how many failed, read from what the runners print.

use std::fmt;

/// Counts of a step or of the whole run.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests, examples and scenarios that passed.
    pub passed: usize,
    /// Those that failed or were skipped, and steps that failed otherwise.
    pub failed: usize,
    /// One sentence for each failure that a runner did not spell out.
    pub notes: Vec<String>,
    /// Whether any line of results was seen.
    pub spoke: bool,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Tally {
    /// One failure that was explained elsewhere.
    pub fn of_failure() -> Self {
        Self { failed: 1, ..Self::default() }
    }

    /// One failure.
    pub fn failure(why: String) -> Self {
        let mut tally = Self::default();
        tally.fail(why);
        tally
    }

    /// Counts one more failure.
    pub fn fail(&mut self, why: String) {
        self.failed += 1;
        self.notes.push(why);
    }

    /// Adds the counts of a step.
    pub fn add(&mut self, step: Self) {
        self.passed += step.passed;
        self.failed += step.failed;
        self.notes.extend(step.notes);
    }

    /// The counts of a step that has ended: an unhappy end without a counted failure is a failure too.
    pub fn concluded(mut self, name: &str, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 {
            self.fail(format!("{name}: failed"));
        }
        self
    }

    /// Counts the result lines of `cargo test`.
    pub fn of_tests(lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            let Some(result) = line.strip_prefix("test result: ") else {
                continue;
            };
            tally.spoke = true;
            let counts = result.split_once(". ").map_or("", |(_, counts)| counts);
            for (number, what) in counts.split(';').filter_map(count) {
                match what {
                    "passed" => tally.passed += number,
                    "failed" => tally.failed += number,
                    "ignored" | "filtered out" if number > 0 => {
                        tally.failed += number;
                        tally.notes.push(format!("{number} tests {what}: nothing may be skipped"));
                    }
                    _ => {}
                }
            }
        }
        tally.or_silent("no test result was printed")
    }

    /// Counts the summaries of the scenario runner, of which each of its processes prints one.
    pub fn of_scenarios(lines: &[String]) -> Self {
        let mut tally = Self::default();
        let summaries: Vec<_> = lines.split(|line| line.trim() == "[Summary]").skip(1).collect();
        let mut spoke = 0;
        // Features, rules, scenarios, steps and errors, a line each; what follows is another process's.
        for line in summaries.iter().flat_map(|lines| lines.iter().take(5)) {
            let (head, rest) = line.split_once(" (").unwrap_or((line, ""));
            let is_scenarios = head.ends_with(" scenario") || head.ends_with(" scenarios");
            if is_scenarios {
                spoke += usize::from(count(head).is_some_and(|(number, _)| number > 0));
                let counts = rest.split(')').next().unwrap_or_default();
                for (number, what) in counts.split(',').filter_map(count) {
                    match what {
                        "passed" => tally.passed += number,
                        "failed" => tally.failed += number,
                        _ => {
                            tally.failed += number;
                            tally.notes.push(format!("{number} scenarios {what}: nothing may be skipped"));
                        }
                    }
                }
            }
            for (number, what) in line.split(',').filter_map(count) {
                if ["parsing error", "hook error"].contains(&what.trim_end_matches('s')) {
                    tally.failed += number;
                    tally.notes.push(format!("{number} {what} in the scenarios"));
                }
            }
        }
        tally.spoke = spoke > 0 && spoke == summaries.len();
        tally.or_silent("no scenario ran")
    }

    fn or_silent(mut self, why: &str) -> Self {
        if !self.spoke {
            self.fail(why.to_owned());
        }
        self
    }
}

/// A number and what it counts.
fn count(text: &str) -> Option<(usize, &str)> {
    let (number, what) = text.trim().split_once(' ')?;
    Some((number.parse().ok()?, what.trim()))
}

/// A line without terminal colours.
pub fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            // A control sequence: a bracket, parameters, and a letter that ends it.
            chars.by_ref().find(char::is_ascii_alphabetic);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(without_colour).collect()
    }

    fn counts(tally: &Tally) -> (usize, usize, usize) {
        (tally.passed, tally.failed, tally.notes.len())
    }

    #[test]
    fn test_results_are_summed() {
        let said = lines(
            "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
             test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        let tally = Tally::of_tests(&said);
        assert_eq!(counts(&tally), (7, 2, 0));
        assert_eq!(tally.to_string(), "7 passed, 2 failed");
    }

    #[test]
    fn what_is_skipped_has_failed() {
        let said = lines("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; x");
        assert_eq!(counts(&Tally::of_tests(&said)), (3, 3, 2));
        let said = lines("[Summary]\n1 feature\n3 scenarios (1 passed, 2 skipped)\n9 steps (7 passed, 2 skipped)");
        assert_eq!(counts(&Tally::of_scenarios(&said)), (1, 2, 1));
    }

    #[test]
    fn scenarios_are_counted_and_steps_are_not() {
        let said = lines(
            "\u{1b}[1m[Summary]\u{1b}[0m\n2 features\n\u{1b}[32m1 rule\u{1b}[0m\n5 scenarios (\u{1b}[32m4 passed\u{1b}[0m, \u{1b}[31m1 failed\u{1b}[0m), with 1 retried attempt\n\
             30 steps (29 passed, 1 failed)\n1 parsing error, 2 hook errors",
        );
        assert_eq!(counts(&Tally::of_scenarios(&said)), (4, 4, 2));
        let one = lines("[Summary]\n1 feature\n1 scenario (1 passed)\n2 steps (2 passed)");
        assert_eq!(counts(&Tally::of_scenarios(&one)), (1, 0, 0));
        let two = [one, said].concat();
        assert_eq!(counts(&Tally::of_scenarios(&two)), (5, 4, 2));
        let second_was_empty =
            lines("[Summary]\n1 feature\n1 scenario (1 passed)\n2 steps (2 passed)\n\n[Summary]\n0 scenarios");
        assert_eq!(counts(&Tally::of_scenarios(&second_was_empty)), (1, 1, 1));
    }

    #[test]
    fn silence_and_an_unhappy_end_are_failures() {
        assert_eq!(counts(&Tally::of_tests(&[])), (0, 1, 1));
        assert_eq!(counts(&Tally::of_scenarios(&lines("[Summary]\n0 scenarios"))), (0, 1, 1));
        assert_eq!(counts(&Tally::default().concluded("cargo fmt", false)), (0, 1, 1));
        assert_eq!(counts(&Tally::of_failure().concluded("cargo test", false)), (0, 1, 0));
        assert_eq!(counts(&Tally::default().concluded("cargo fmt", true)), (0, 0, 0));
    }
}
