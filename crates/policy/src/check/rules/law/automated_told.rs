//! A decision by software has no way out, or is not explained.
//!
//! Why: who is judged by software can refuse it, object to it and have it explained.
//!
//! Fails:
//!
//! ```toml
//! [automated.order]
//! label = "Order of tools"
//! purpose = "membership"
//! ```
//!
//! ```toml
//! [automated.risk]
//! label = "Risk"
//! purpose = "membership"
//! major = true
//! opt-out = "in the settings"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [automated.order]
//! label = "Order of tools"
//! purpose = "membership"
//! opt-out = "in the settings"
//! ```
//!
//! Mend: add `opt-out`; where it weighs on people, `logic` and `appeal`.
//!
//! Source: PIPL art. 24; Network Data Security Regulations art. 42; GDPR art. 22

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.automated {
        let missing = [
            ("opt-out", row.opt_out.is_none()),
            ("logic", row.major && row.logic.is_none()),
            ("appeal", row.major && row.appeal.is_none()),
        ];
        let missing: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| key).collect();
        if !missing.is_empty() {
            let headline = format!("`automated.{name}` does not say: {}", missing.join(", "));
            found.push(
                found
                    .at(row.keys.row.clone(), headline)
                    .help("add what is missing: how to refuse it, how it decides, where to object"),
            );
        }
    }
}
