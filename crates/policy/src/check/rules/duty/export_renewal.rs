//! A transfer rests on an assessment or a certificate, and nobody watches when that ends.
//!
//! Why: both hold three years; an extension is asked for sixty working days before, and without one nothing may leave.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "security assessment of the Cyberspace Administration (PIPL art. 38)"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "security assessment of the Cyberspace Administration (PIPL art. 38)"
//! [duty.renewal]
//! label = "Renew the security assessment of transfers abroad"
//! every = "30 months"
//! ```
//!
//! Mend: add a `[duty.*]` row that renews it in time.
//!
//! Source: Cross-border Provisions (2024) art. 9; Certification Measures (2026)

use crate::check::prose::mentions;
use crate::check::rules::duty::is_held;
use crate::check::{Context, Findings};

const LIMITED: [&str; 5] = ["assessment", "certificat", "certified", "安全评估", "认证"];
const RENEWAL: &[&str] =
    &["renew the security assessment", "renew the certif", "transfers abroad", "cross-border", "出境", "跨境"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if is_held(context, RENEWAL) {
        return;
    }
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.country != "CN") {
        if row.transfer_basis.as_ref().is_some_and(|basis| mentions(basis, &LIMITED)) {
            let headline =
                format!("the transfer to `recipient.{name}` is allowed for three years, and no duty renews that");
            found.push(
                found.at(row.keys.at("transfer-basis"), headline).help("add a `[duty.*]` row that renews it in time"),
            );
        }
    }
}
