//! No duty audits compliance.
//!
//! Why: whoever processes personal data audits regularly whether laws are kept; how often is its own choice below ten million people.
//!
//! Fails:
//!
//! ```toml
//! # without duty.audit
//! ```
//!
//! Passes:
//!
//! ```toml
//! [duty.audit]
//! label = "Audit how personal data is processed"
//! every = "2 years"
//! ```
//!
//! Mend: add a `[duty.*]` row for the audit, with `every`, `owner` and `evidence`.
//!
//! Source: PIPL art. 54; Compliance Audit Measures (2025) art. 3, 4

use crate::check::rules::duty::{AUDIT, is_held};
use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if !is_held(context, AUDIT) {
        found.push(found.at(0..0, "no `[duty.*]` audits compliance").help("add a `[duty.*]` row for the audit"));
    }
}
