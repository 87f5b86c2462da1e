//! The policy binds before it was last changed.
//!
//! Why: people must be able to tell from when a text holds; nothing binds before it was written.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! updated = 2026-05-01
//! effective = 2026-04-01
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! updated = 2026-04-01
//! effective = 2026-05-01
//! ```
//!
//! Mend: write the day from which this version binds, not before `updated`.
//!
//! Source: PIPL art. 17

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.policy.as_ref().filter(|row| row.effective < row.updated) else { return };
    let headline = format!("the policy binds from {}, before it was changed on {}", row.effective, row.updated);
    let finding = found.at(row.keys.at("effective"), headline).also(row.keys.at("updated"), "changed here");
    found.push(finding.help("write the day from which this version binds"));
}
