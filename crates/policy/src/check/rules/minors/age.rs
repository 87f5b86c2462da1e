//! The age of minors is not the law's.
//!
//! Why: under 14 a guardian agrees and rules of their own hold; one class up to 18 leaves both unsaid.
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
//! Mend: write `under = 14`, and what holds from 14 to 17 in `older`.
//!
//! Source: PIPL art. 28, 31

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.minors.as_ref().filter(|row| row.under != 14) else { return };
    let headline = format!("minors are people under {}; the law draws its line at 14", row.under);
    let finding = found.at(row.keys.at("under"), headline);
    found.push(finding.help("write `under = 14`, and what holds above in `older`").fix_to_review(
        "write 14",
        row.keys.at("under"),
        "14",
    ));
}
