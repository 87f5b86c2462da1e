//! Nothing is said of people from 14 to 17, or of how the age is known.
//!
//! Why: they are minors still; and an age that nobody asks cannot be checked.
//!
//! Fails:
//!
//! ```toml
//! # without minors.asked
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! asked = "We ask the year of birth."
//! older = "From 14 to 17 a guardian should read this with you."
//! ```
//!
//! Mend: add `older` and `asked`.
//!
//! Source: PIPL art. 31; Regulations on the Protection of Minors in Cyberspace art. 31, 34

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.minors.as_ref() else { return };
    if row.older.is_none() || row.asked.is_none() {
        let headline = "nothing says what holds from 14 to 17, or how the age is known";
        found.push(found.at(row.keys.row.clone(), headline).help("add `older` and `asked`; check with counsel"));
    }
}
