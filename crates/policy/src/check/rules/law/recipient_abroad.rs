//! A recipient is abroad and has no transfer basis.
//!
//! Why: data leaves the country only under one of the conditions of the law: a security assessment, a standard contract, a certification, or one of the exemptions.
//!
//! Fails:
//!
//! ```toml
//! # without recipient.host.transfer-basis
//! [recipient.host]
//! country = "SG"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! transfer-basis = "standard contract, filed with the provincial authority"
//! ```
//!
//! Mend: add `transfer-basis`: which condition is met.
//!
//! Source: PIPL art. 38, 39

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        if row.country != "CN" && row.transfer_basis.is_none() {
            let headline = format!("`recipient.{name}` is abroad and has no transfer basis");
            let help = "add `transfer-basis`: which condition of article 38 is met";
            found.push(found.at(row.keys.at("country"), headline).help(help));
        }
    }
}
