//! A statistic with noise counts an item that its purposes do not read.
//!
//! Why: noise hides who is counted; it is no leave to use the data for something else.
//!
//! Fails:
//!
//! ```toml
//! [derived.hearts]
//! label = "How many members have which heart rate"
//! from = ["heart-rate"]
//! by = "aggregate"
//! bands = { heart-rate = 20 }
//! groups = { heart-rate = ["60-80", "80-100"] }
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
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
//! noise = { epsilon = "0.5", budget = "2", per = "1 year" }
//! for = ["membership"]
//! ```
//!
//! Mend: let the purpose read it, `aggregate` at least, or count something else.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    for (name, row) in document.derived.iter().filter(|(_, row)| row.noise.is_some()) {
        for purpose in &row.purposes {
            let Some(reads) = document.purposes.get(purpose).map(|row| &row.reads) else { continue };
            for item in row.groups.keys().filter(|item| !reads.contains_key(*item)) {
                let headline = format!("`derived.{name}` counts `{item}`, which `purpose.{purpose}` does not read");
                let help = format!("add `{item} = \"aggregate\"` to its `reads`, or count something else");
                found.push(found.at(row.keys.word("groups", item), headline).help(help));
            }
        }
    }
}
