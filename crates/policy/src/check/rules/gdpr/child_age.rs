//! The age of children is outside 13 to 16.
//!
//! Why: member states set it between 13 and 16; without a law of their own it is 16.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! under = 18
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! under = 14
//! ```
//!
//! Mend: write the age of the member states that you serve. Check with counsel.
//!
//! Source: GDPR art. 8

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if let Some(row) = context.document.minors.as_ref().filter(|row| !(13..=16).contains(&row.under)) {
        let headline =
            format!("children are people under {}; member states draw the line between 13 and 16", row.under);
        found.push(
            found
                .at(row.keys.at("under"), headline)
                .help("write the age of the states that you serve; check with counsel"),
        );
    }
}
