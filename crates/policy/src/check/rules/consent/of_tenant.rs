//! What belongs to an enterprise customer is taken on the consent of whoever typed it.
//!
//! Why: for its own data the customer decides, and the product is entrusted; a user's acceptance of the policy is no
//! consent of the employees, buyers or children who stand in that data.
//!
//! Fails:
//!
//! ```toml
//! [record.member]
//! holder = "tenant"
//! [purpose.membership]
//! basis = "consent"
//! consent = "general"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [record.member]
//! holder = "tenant"
//! [purpose.membership]
//! basis = "entrusted"
//! ```
//!
//! Mend: give the customer's records a purpose of their own with `basis = "entrusted"`.
//!
//! Source: PIPL art. 20, 21, 59; GDPR art. 28

use crate::check::{Context, Findings};
use crate::rows::{Basis, ConsentKind, Who};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let records = &context.document.records;
    for (name, row) in &context.document.purposes {
        let general = row.basis == Basis::Consent && row.consent == Some(ConsentKind::General);
        let tenants = |record: &&crate::name::Name| records.get(*record).is_some_and(|row| row.holder == Who::Tenant);
        if let Some(record) = row.collects.iter().find(tenants).filter(|_| general) {
            let headline = format!("`purpose.{name}` takes `record.{record}`, the customer's own, on a user's consent");
            let help = "give the customer's records a purpose with `basis = \"entrusted\"`";
            found.push(found.at(row.keys.at("basis"), headline).help(help));
        }
    }
}
