//! Data is restricted at its end, and nothing says for what, or until when.
//!
//! Why: restricted data is stored and read for one duty; a duty without an end keeps it for good.
//!
//! Fails:
//!
//! ```toml
//! [retention.membership]
//! then = "restrict"
//! ```
//!
//! ```toml
//! [purpose.accounts]
//! label = "Keep accounts"
//! function = "basic"
//! basis = "contract"
//! reads = { fee = "clear" }
//! by = ["role.keeper"]
//! outlives-account = true
//!
//! [retention.membership]
//! then = "restrict"
//! only-for = "accounts"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.accounts]
//! label = "Keep accounts"
//! function = "basic"
//! basis = "contract"
//! reads = { fee = "clear" }
//! by = ["role.keeper"]
//! outlives-account = true
//! ends = ["minor.found"]
//!
//! [retention.membership]
//! then = "restrict"
//! only-for = "accounts"
//! ```
//!
//! Mend: name the duty in `only-for`, and in `ends` of that purpose what ends it.
//!
//! Source: PIPL art. 47(2); GDPR art. 18

use crate::check::{Context, Findings};
use crate::compile::purpose_ends;
use crate::rows::Then;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.retention.iter().filter(|(_, row)| row.then == Then::Restrict) {
        let Some(purpose) = &row.only_for else {
            let finding =
                found.at(row.keys.at("then"), format!("`retention.{name}` restricts, and no purpose is left"));
            found.push(finding.help("name in `only-for` the one purpose that may still read it"));
            continue;
        };
        let ends = |purpose| {
            Some(purpose_ends(context.document, context.covers(), name, context.document.purposes.get(purpose)?))
        };
        if ends(purpose).is_some_and(|ends| ends.is_empty()) {
            let headline = format!("what `retention.{name}` restricts is kept for good");
            let finding = found.at(row.keys.at("only-for"), headline);
            let help =
                format!("list in `ends` of `purpose.{purpose}` the events after which it needs the data no more");
            found.push(finding.help(help));
        }
    }
}
