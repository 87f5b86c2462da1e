//! Sensitive data is collected, and its necessity and impact are not told.
//!
//! Why: both must be told before a person agrees.
//!
//! Fails:
//!
//! ```toml
//! # without data.heart-rate.necessity
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.heart-rate]
//! necessity = "The machine stops when your heart races; whoever sees it could learn about your health."
//! ```
//!
//! Mend: add `necessity`: why it is needed and what it does to the person.
//!
//! Source: PIPL art. 30

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.data {
        if row.sensitive && row.necessity.is_none() {
            let headline = format!("`data.{name}` is sensitive, and its necessity and impact are not told");
            let help = "add `necessity`: why it is needed and what it does to the person";
            found.push(found.at(row.keys.row.clone(), headline).help(help));
        }
    }
}
