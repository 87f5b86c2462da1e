//! A controller abroad names no representative in China.
//!
//! Why: who offers products to people in China from abroad appoints an agency or a representative there and files its name and contact.
//!
//! Fails:
//!
//! ```toml
//! [controller]
//! country = "SG"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! country = "SG"
//! representative = "Bench Services (Suzhou) Ltd., representative@bench.example"
//! ```
//!
//! Mend: add `representative` with name and contact.
//!
//! Source: PIPL art. 53; Network Data Security Regulations art. 26

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.controller.as_ref() else { return };
    if row.country != "CN" && row.representative.is_none() {
        let headline = format!("the controller's seat is in {}, and it names no representative in China", row.country);
        found.push(found.at(row.keys.at("country"), headline).help("add `representative` with name and contact"));
    }
}
