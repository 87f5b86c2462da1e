//! The time for an answer begins only when it is clear who asks.
//!
//! Why: checking identity has no term of its own, so the answer can be put off without end.
//!
//! Fails:
//!
//! ```toml
//! [right.access]
//! from = "verified"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.access]
//! from = "received"
//! ```
//!
//! Mend: begin on the day of receipt, or say in `identity` how and by when identity is checked.
//!
//! Source: PIPL art. 50

use crate::check::{Context, Findings};
use crate::rows::Start;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.rights {
        if row.from == Some(Start::Verified) && row.identity.is_none() {
            let headline = format!("the time of `right.{name}` begins at an identity check that has no term");
            let help = "say `from = \"received\"`, or how identity is checked in `identity`";
            found.push(found.at(row.keys.at("from"), headline).help(help));
        }
    }
}
