//! Data that is collected on consent is said to be collected automatically.
//!
//! Why: what rests on consent begins with an act that says yes; what runs by itself has begun before.
//!
//! Fails:
//!
//! ```toml
//! [purpose.membership]
//! basis = "consent"
//! consent = "general"
//! method = "We automatically collect how you use the app."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! basis = "consent"
//! consent = "general"
//! method = "Once you have agreed, the app records how you use it."
//! ```
//!
//! Mend: say that it begins once people have agreed, or name the basis on which it runs by itself.
//!
//! Source: PIPL art. 13, 14; GDPR art. 4(11), 6(1)(a)

use crate::check::prose::mentions;
use crate::check::{Context, Findings};
use crate::rows::Basis;

const WORDS: [&str; 6] =
    ["automatically collect", "collect automatically", "collected automatically", "自动收集", "自动采集", "自动获取"];

/// What says that consent comes first.
const FIRST: [&str; 6] = ["once you have agreed", "after you agree", "if you agree", "同意后", "经您同意", "您同意的"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.purposes.iter().filter(|(_, row)| row.basis == Basis::Consent) {
        let texts = [("method", row.method.as_ref()), ("label", Some(&row.label))];
        let said = |text: &&crate::read::Text| mentions(text, &WORDS) && !mentions(text, &FIRST);
        if let Some((key, _)) = texts.into_iter().find(|(_, text)| text.is_some_and(|text| said(&text))) {
            let headline = format!("`purpose.{name}` rests on consent, and its data is collected automatically");
            found.push(found.at(row.keys.at(key), headline).help("say that it begins once people have agreed"));
        }
    }
}
