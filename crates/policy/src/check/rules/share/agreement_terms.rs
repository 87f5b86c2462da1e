//! The agreement with a processor leaves out what the law wants in it.
//!
//! Why: purpose, period, method, kinds of data, protection, and the rights and duties of both are agreed, and the processor is supervised.
//!
//! Fails:
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["purpose"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["purpose", "period", "method", "categories", "protection", "duties"]
//! ```
//!
//! ```toml
//! [agreement.hosting]
//! terms = ["consistent", "period", "secure", "supervision"]
//! ```
//!
//! Mend: add the words to `terms`, so that the agreement on file has to confirm them; `consistent` (as this policy says) stands for
//! purpose, method and kinds.
//!
//! Source: PIPL art. 21; Network Data Security Regulations art. 12(1)

use crate::check::{Context, Findings};

/// What the contract says, and the words of `terms` that confirm it.
const TERMS: [(&str, &[&str]); 6] = [
    ("purpose", &["purpose", "consistent", "as-instructed", "no-other-use"]),
    ("period", &["period"]),
    ("method", &["method", "consistent", "as-instructed"]),
    ("categories", &["categories", "consistent"]),
    ("protection", &["protection", "secure", "masks-and-encrypts"]),
    ("duties", &["duties", "supervision"]),
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
