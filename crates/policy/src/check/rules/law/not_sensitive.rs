//! Data that the law calls sensitive is not marked so.
//!
//! Why: whereabouts, health, biometrics, religion, financial accounts, identity papers: separate consent, necessity and impact are due.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = "Precise location"
//! class = "location"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Precise location"
//! class = "location"
//! sensitive = true
//! necessity = "To find the tool; whoever sees it knows where you were."
//! ```
//!
//! Mend: write `sensitive = true` and `necessity`.
//!
//! Source: PIPL art. 28; GB/T 45574 annex A (recommended)

use crate::check::{Context, Findings};

/// Classes that are sensitive whatever they are called.
const CLASSES: [&str; 9] =
    ["location", "whereabouts", "biometric", "health", "medical", "religion", "genetic", "criminal", "bank-account"];

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
        let class = row.class.as_ref().filter(|class| CLASSES.contains(&class.as_str()));
        let said = |label: &&&str| row.label.wordings().any(|(_, text)| text.to_lowercase().contains(**label));
        let label = LABELS.iter().find(said);
        let open = row.keep == Some(crate::rows::Keep::Open);
        if let Some(kind) = class.map(crate::name::Name::as_str).or(label.copied()).filter(|_| !open) {
            let headline = format!("`data.{name}` is not marked sensitive, and is {kind}");
            let finding = found.at(row.keys.at("sensitive"), headline).help("write `sensitive = true` and `necessity`");
            found.push(if row.keys.has("sensitive") {
                finding.fix_to_review("mark it sensitive", row.keys.at("sensitive"), "true")
            } else {
                finding
            });
        }
    }
}
