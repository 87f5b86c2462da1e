//! A right costs something.
//!
//! Why: answers are free; only a request that is manifestly unfounded or excessive may cost a reasonable fee, or be refused.
//!
//! Fails:
//!
//! ```toml
//! [right.access]
//! fee = "Five euros for each copy."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.access]
//! fee = "Free; a request that is manifestly excessive costs what the copies cost."
//! ```
//!
//! Mend: remove `fee`, or bound it to requests that are manifestly unfounded or excessive. Check with counsel.
//!
//! Source: GDPR art. 12(5)

use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const BOUNDS: [&str; 8] = ["excessive", "unfounded", "repeated", "further cop", "no charge", "重复", "过度", "不收费"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.rights {
        if row.fee.as_ref().is_some_and(|fee| !mentions(fee, &BOUNDS)) {
            let headline = format!("`right.{name}` costs something whoever asks");
            found.push(
                found.at(row.keys.at("fee"), headline).help("bound it to requests that are manifestly excessive"),
            );
        }
    }
}
