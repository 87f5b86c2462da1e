//! The document has no language.
//!
//! Why: nobody could read it.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! languages = []
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! languages = ["en"]
//! ```
//!
//! Mend: write for instance `languages = ["zh-Hans", "en"]` in `[policy]`.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if let Some(policy) = context.document.policy.as_ref().filter(|policy| policy.languages.is_empty()) {
        let help = "write for instance `languages = [\"zh-Hans\", \"en\"]`";
        found.push(found.at(policy.keys.at("languages"), "the document has no language").help(help));
    }
}
