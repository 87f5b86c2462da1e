//! A row declares what a `[never.*]` row forbids.
//!
//! Why: a prohibition holds whatever anybody consents to.
//!
//! Fails:
//!
//! ```toml
//! [never.health]
//! label = "We measure nobody."
//! classes = ["health"]
//! ```
//!
//! ```toml
//! [never.pulse]
//! label = "We measure nobody."
//! purposes = ["pulse"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [never.faces]
//! label = "We take no faces."
//! classes = ["biometric"]
//! names = ["face"]
//! ```
//!
//! Mend: remove one of the two.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (never, bar) in &context.document.never {
        let mut report = |path: String, keys: &crate::read::RowKeys| {
            found.push(
                found
                    .at(keys.row.clone(), format!("`{path}` is what `never.{never}` forbids"))
                    .also(bar.keys.row.clone(), "forbidden here")
                    .help("remove one of the two"),
            );
        };
        for (name, row) in context.data_barred_by(bar) {
            report(format!("data.{name}"), &row.keys);
        }
        for purpose in &bar.purposes {
            if let Some(row) = context.document.purposes.get(purpose) {
                report(format!("purpose.{purpose}"), &row.keys);
            }
        }
    }
}
