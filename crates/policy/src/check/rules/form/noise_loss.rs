//! The noise of a statistic hides nobody, or its budget does not hold one release.
//!
//! Why: a privacy loss of 0 is no answer at all, and one above 10 lets a number tell of one person almost as if there were no
//! noise. A budget that is less than one release promises a statistic that there never is.
//!
//! Fails:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "0", budget = "50", per = "1 year" }
//! for = ["membership"]
//! ```
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "2", budget = "1.5", per = "at once", at-most = 0 }
//! for = ["membership"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [derived.fees]
//! label = "How many members pay which fee"
//! from = ["fee"]
//! by = "aggregate"
//! bands = { fee = 10 }
//! groups = { fee = ["0-10", "10-20"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year", at-most = 1 }
//! for = ["membership"]
//! ```
//!
//! Mend: write an `epsilon` above 0 and up to 10 (1 or less is usual), a `budget` from one release up to 10, some time as `per`, and
//! how often one person may count, from 1 to 100.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::{Epsilon, Noise};

/// Above it noise hides next to nothing.
const EPSILON_MAX: Epsilon = Epsilon::of_thousandths(10_000);

/// More of one person would take more noise than there are people.
const AT_MOST_MAX: u32 = 100;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.derived {
        let Some(Noise { epsilon, budget, per, .. }) = &row.noise else { continue };
        let at_most = row.noise.as_ref().map_or(1, Noise::at_most);
        let none = Epsilon::of_thousandths(0);
        let mut push = |key: &str, headline: String, help: &str| {
            found.push(found.at(row.keys.word("noise", key), format!("in `derived.{name}`, {headline}")).help(help));
        };
        let bounds = format!("write a decimal above 0 and up to {EPSILON_MAX}; 1 or less is usual");
        if *epsilon == none || *epsilon > EPSILON_MAX {
            push("epsilon", format!("the privacy loss of one release is {epsilon}"), &bounds);
        }
        if *budget > EPSILON_MAX {
            push("budget", format!("the privacy loss of all releases is {budget}"), &bounds);
        } else if budget < epsilon {
            let headline = format!("the budget is {budget}, and one release takes {epsilon}");
            push("budget", headline, "write a budget that holds one release, or a smaller `epsilon`");
        }
        if per.is_at_once() {
            push("per", "the budget is for no time at all".to_owned(), "write the time for which it holds");
        }
        if !(1..=AT_MOST_MAX).contains(&at_most) {
            let help = format!("write a number from 1 to {AT_MOST_MAX}");
            push("at-most", format!("one person counts {at_most} times at most"), &help);
        }
    }
}
