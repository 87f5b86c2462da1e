//! The agreement with a processor leaves out what article 28 wants in it.
//!
//! Why: instructions, confidentiality, security, other processors, help with requests and incidents, the end, and audits are agreed.
//!
//! Fails:
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["purpose", "period", "method", "categories", "protection", "duties", "return-or-erase"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["as-instructed", "confidential", "secure", "no-sub-processing", "assistance", "return-or-erase", "supervision"]
//! ```
//!
//! Mend: add the words to `terms`, so that the agreement on file has to confirm them. Check with counsel.
//!
//! Source: GDPR art. 28(3)

use crate::check::{Context, Findings};

/// What the contract says, and the words of `terms` that confirm it.
const TERMS: [(&str, &[&str]); 7] = [
    ("as-instructed", &["as-instructed"]),
    ("confidential", &["confidential"]),
    ("secure", &["secure", "protection", "masks-and-encrypts"]),
    ("no-sub-processing", &["no-sub-processing"]),
    ("assistance", &["assistance"]),
    ("return-or-erase", &["return-or-erase"]),
    ("supervision", &["supervision"]),
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.agreements {
        let confirms = |words: &[&str]| row.terms.iter().any(|term| words.contains(&term.as_str()));
        let missing: Vec<&str> = TERMS.iter().filter(|(_, words)| !confirms(words)).map(|(term, _)| *term).collect();
        if !missing.is_empty() && !context.processors_under(name).is_empty() {
            let headline = format!("`agreement.{name}` does not confirm: {}", missing.join(", "));
            found.push(found.at(row.keys.at("terms"), headline).help("add the words to `terms`"));
        }
    }
}
