//! A controller outside the European Union names no representative there.
//!
//! Why: who offers goods to people in the Union, or watches them, from outside names somebody there in writing; people are told who.
//!
//! Fails:
//!
//! ```toml
//! # without controller.representative-eu
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! representative-eu = "Bench Europe GmbH, Berlin, eu@tools.bench"
//! ```
//!
//! Mend: add `representative-eu` with name and contact. Check with counsel: what is occasional and harmless is spared.
//!
//! Source: GDPR art. 27, 13(1)(a)

use crate::check::countries::in_eea;
use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.controller.as_ref() else { return };
    if !in_eea(&row.country) && row.representative_eu.is_none() {
        let headline =
            format!("the controller's seat is in {}, and it names no representative in the Union", row.country);
        found.push(found.at(row.keys.at("country"), headline).help("add `representative-eu` with name and contact"));
    }
}
