//! A transfer is said to rest on an adequacy decision, and there is none for the country.
//!
//! Why: the Commission decides which countries protect data as well; elsewhere safeguards are needed. Of Canada and the United States
//! some recipients are covered only, which the policy has to say.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! transfer-basis = "adequacy decision of the Commission"
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "US"
//! transfer-basis = "adequacy decision of the Commission"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "JP"
//! transfer-basis = "adequacy decision of the Commission"
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "US"
//! transfer-basis = "adequacy decision of the Commission; the host is certified under the Data Privacy Framework"
//! ```
//!
//! Mend: name the safeguard instead, or say how the recipient is covered. Check with counsel: the list changes, and the one here is of
//! early 2026.
//!
//! Source: GDPR art. 45, 13(1)(f)

use crate::check::countries::{ADEQUATE, PARTLY_ADEQUATE};
use crate::check::prose::mentions;
use crate::check::{Context, Findings};

const CLAIMS: [&str; 3] = ["adequacy", "adequate level", "充分性"];
const COVERED: [&str; 6] = ["framework", "certified", "commercial", "认证", "框架", "商业"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.recipients {
        let Some(basis) = row.transfer_basis.as_ref().filter(|basis| mentions(basis, &CLAIMS)) else { continue };
        let country = row.country.as_str();
        let partly = PARTLY_ADEQUATE.contains(&country);
        if ADEQUATE.contains(&country) || (partly && mentions(basis, &COVERED)) {
            continue;
        }
        let (headline, help) = if partly {
            (
                format!("in {country} an adequacy decision covers some recipients only"),
                "say how `recipient.{}` is covered",
            )
        } else {
            (format!("no adequacy decision is known for {country}"), "name the safeguard for `recipient.{}`")
        };
        found.push(found.at(row.keys.at("transfer-basis"), headline).help(help.replace("{}", name)));
    }
}
