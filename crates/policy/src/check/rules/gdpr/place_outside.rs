//! A controller in the European Economic Area keeps data outside it, and nothing says on what that rests.
//!
//! Why: a place that holds data outside is a transfer like any other.
//!
//! Fails:
//!
//! ```toml
//! # without controller.representative-eu
//! [controller]
//! country = "IE"
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without controller.representative-eu
//! [controller]
//! country = "IE"
//! [transfer]
//! label = "Some data is kept in mainland China, under standard contractual clauses; ask the desk for a copy."
//! ```
//!
//! Mend: say in `[transfer]` on what it rests, or keep the data inside. Check with counsel.
//!
//! Source: GDPR art. 44, 13(1)(f)

use crate::check::countries::in_eea;
use crate::check::{Context, Findings};

const RESTS_ON: [&str; 6] = ["clauses", "corporate rules", "adequacy", "standard contract", "标准合同", "充分性"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let inside = document.controller.as_ref().is_some_and(|row| in_eea(&row.country));
    if !inside || context.mentions(&["transfer.", "place."], &RESTS_ON) {
        return;
    }
    for (name, row) in document.places.iter().filter(|(_, row)| !in_eea(&row.country)) {
        let headline = format!("`place.{name}` is outside the EEA, and nothing says on what that rests");
        found.push(found.at(row.keys.at("country"), headline).help("say it in `label` of `[transfer]`"));
    }
}
