//! Minors are admitted, and nothing says that a guardian can use their rights.
//!
//! Why: a minor or a guardian can see the kinds and amounts of data, copy, correct and erase it; a refusal is in writing with reasons.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children: a guardian can see, copy, correct and erase their data."
//! guardian = "The guardian signs at the desk."
//! ```
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! [right.access]
//! others = "Your guardian, while you are a minor."
//! ```
//!
//! Mend: say in `others` of the rights, or in `rules`, that guardians can use them.
//!
//! Source: Regulations on the Protection of Minors in Cyberspace art. 34; PIPL art. 31

use crate::check::{Context, Findings};

const GUARDIANS: [&str; 4] = ["guardian", "parent", "监护人", "父母"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.minors.as_ref().filter(|row| row.offered) else { return };
    if !context.mentions(&["minors.rules", "right."], &GUARDIANS) && !context.has_unreadable("right") {
        let headline = "minors are admitted, and nothing says that a guardian can use their rights";
        found.push(found.at(row.keys.at("offered"), headline).help("say it in `others` of the rights, or in `rules`"));
    }
}
