//! Minors are admitted, and there are no rules of their own, no guardian and no question of age.
//!
//! Why: under 14 needs dedicated rules, a guardian's consent and a way to know the age.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! offered = true
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at bench.example/children"
//! guardian = "The guardian signs at the desk."
//! asked = "We ask the year of birth."
//! ```
//!
//! Mend: add `rules`, `guardian` and `asked`.
//!
//! Source: PIPL art. 31; Children's Personal Information Provisions art. 8-10

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.minors.as_ref().filter(|row| row.offered) else { return };
    let missing =
        [("rules", row.rules.is_none()), ("guardian", row.guardian.is_none()), ("asked", row.asked.is_none())];
    let missing: Vec<&str> = missing.into_iter().filter(|(_, missing)| *missing).map(|(key, _)| key).collect();
    if !missing.is_empty() {
        let headline = format!("minors are admitted, and nothing says: {}", missing.join(", "));
        found.push(found.at(row.keys.at("offered"), headline).help("add `rules`, `guardian` and `asked`"));
    }
}
