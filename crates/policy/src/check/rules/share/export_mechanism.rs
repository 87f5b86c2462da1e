//! What a transfer abroad rests on is none of the conditions of the law, or not enough for so many people.
//!
//! Why: a security assessment is due from a million people a year on, or ten thousand with sensitive data; a standard contract or a
//! certificate from a hundred thousand, and for anybody's sensitive data; below, and for contracts with the person, staff and
//! emergencies, the transfer is exempt. Consent is asked besides and is none of these.
//!
//! Fails:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "your consent"
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "standard contract"
//! people = 1_000_000
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "exempt: fewer than 100,000 people a year (Cross-border Provisions art. 5)"
//! people = 100_000
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! for = ["pulse"]
//! receives = { heart-rate = "clear" }
//! method = "over an encrypted connection"
//! transfer-basis = "exempt: fewer than 100,000 people a year (Cross-border Provisions art. 5)"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "standard contract, filed with the provincial authority"
//! people = 200_000
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "SG"
//! method = "over an encrypted connection"
//! transfer-basis = "needed to carry out the contract with you (Cross-border Provisions art. 5)"
//! ```
//!
//! Mend: name the condition that is met, and meet the one that the number asks for; people are counted once, over the year from
//! 1 January. Check with counsel.
//!
//! Source: PIPL art. 38; Network Data Security Regulations art. 35; Cross-border Provisions (2024) art. 5, 7, 8

use crate::check::prose::mentions;
use crate::check::{Context, Findings};
use crate::rows::Recipient;

const ASSESSED: [&str; 3] = ["security assessment", "assessment of the", "安全评估"];
const AGREED: [&str; 6] = ["standard contract", "contractual clauses", "certificat", "certified", "标准合同", "认证"];
/// Exempt whatever the number: a contract with the person, staff, an emergency, a legal duty.
const NEEDED: [&str; 12] = [
    "carry out",
    "contract with you",
    "contract of which",
    "conclude or perform",
    "human resources",
    "emergency",
    "legal duty",
    "合同所必需",
    "履行",
    "人力资源",
    "紧急",
    "法定职责",
];
/// Exempt because of the number.
const FEW: [&str; 4] = ["fewer than", "less than", "不满10万", "不满十万"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.recipients.iter().filter(|(_, row)| row.country != "CN") {
        let sensitive = row.receives.keys().any(|item| context.is_sensitive(item));
        if let Some(wrong) = fault(row, sensitive) {
            let headline = format!("`recipient.{name}` is abroad, and {wrong}");
            found.push(found.at(row.keys.at("transfer-basis"), headline).help("name the condition that is met"));
        }
    }
}

/// What is wrong with the basis, in the order of how much the law asks for.
fn fault(row: &Recipient, sensitive: bool) -> Option<&'static str> {
    let basis = row.transfer_basis.as_ref()?;
    let says = |words: &[&str]| mentions(basis, words);
    let (people, most) = (row.people.unwrap_or_default(), if sensitive { 10_000 } else { 1_000_000 });
    if says(&ASSESSED) || says(&NEEDED) {
        None
    } else if people >= most {
        Some("so many people ask for a security assessment")
    } else if says(&AGREED) {
        None
    } else if says(&FEW) {
        if sensitive {
            Some("sensitive data is never exempt because it is of few people")
        } else if people >= 100_000 {
            Some("so many people ask for a standard contract or a certificate")
        } else {
            None
        }
    } else {
        Some("what the transfer rests on is no condition of article 38")
    }
}
