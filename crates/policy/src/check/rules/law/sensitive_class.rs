//! Data of a class that the law calls sensitive is not marked so.
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

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.data.iter().filter(|(_, row)| !row.sensitive) {
        let class = row.class.as_ref().filter(|class| CLASSES.contains(&class.as_str()));
        if let Some(class) = class {
            let headline = format!("`data.{name}` is not marked sensitive, and is of the class `{class}`");
            let finding = found.at(row.keys.at("sensitive"), headline).help("write `sensitive = true` and `necessity`");
            found.push(if row.keys.has("sensitive") {
                finding.fix_to_review("mark it sensitive", row.keys.at("sensitive"), "true")
            } else {
                finding
            });
        }
    }
}
