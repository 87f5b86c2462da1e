//! Data is called like something sensitive and is not marked so.
//!
//! Why: whereabouts, health, biometrics, religion, financial accounts, identity papers: separate consent, necessity and impact are due.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = "Precise location"
//! class = "identity"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Precise location"
//! class = "identity"
//! sensitive = true
//! necessity = "To find the tool; whoever sees it knows where you were."
//! ```
//!
//! Mend: write `sensitive = true` and `necessity`.
//!
//! Source: PIPL art. 28; GB/T 45574 annex A (recommended)

use crate::check::{Context, Findings};
use crate::rows::Keep;

/// Words of a label that name a sensitive kind, in lower case.
const LABELS: [&str; 22] = [
    "precise location",
    "gps",
    "longitude",
    "whereabouts",
    "track of movement",
    "fingerprint",
    "face recognition",
    "facial feature",
    "bank account",
    "bank card",
    "payment account",
    "payer account",
    "id card number",
    "id number",
    "identity card",
    "medical",
    "精确位置",
    "行踪轨迹",
    "银行账号",
    "银行卡",
    "身份证",
    "人脸",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.data.iter().filter(|(_, row)| !row.sensitive) {
        let says = |label: &&&str| row.label.wordings().any(|(_, text)| text.to_lowercase().contains(**label));
        if let Some(label) = LABELS.iter().find(says).filter(|_| row.keep != Some(Keep::Open)) {
            let headline = format!("`data.{name}` is not marked sensitive, and is called `{label}`");
            let finding = found.at(row.keys.at("sensitive"), headline).help("write `sensitive = true` and `necessity`");
            found.push(if row.keys.has("sensitive") {
                finding.fix_to_review("mark it sensitive", row.keys.at("sensitive"), "true")
            } else {
                finding
            });
        }
    }
}
