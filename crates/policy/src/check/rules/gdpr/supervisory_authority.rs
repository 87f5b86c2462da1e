//! The right to complain to a supervisory authority is not told.
//!
//! Why: it is part of every notice.
//!
//! Fails:
//!
//! ```toml
//! # without right.complain
//! [incident]
//! authorities = []
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.complain]
//! label = "Complain to a supervisory authority"
//! within = "setting.patience"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `[right.complain]`, with the authority among its channels. Check with counsel.
//!
//! Source: GDPR art. 13(2)(d), 77

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let told = context.document.rights.values().any(|row| row.remedy.is_some());
    if !told && !context.document.rights.contains_key("complain") && !context.has_unreadable("right") {
        let help = "add `[right.complain]`, with the authority among its channels";
        found.push(found.at(0..0, "the right to complain to a supervisory authority is not told").help(help));
    }
}
