//! Nothing says where the data stands.
//!
//! Why: the place of storage, and whether data leaves the country, are part of what is told.
//!
//! Fails:
//!
//! ```toml
//! # without transfer
//! # without place
//! ```
//!
//! Passes:
//!
//! ```toml
//! [transfer]
//! label = "The data stays in mainland China."
//! ```
//!
//! Mend: add `[transfer]` and a `[place.*]` for each region.
//!
//! Source: PIPL art. 17, 38-40

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    if document.transfer.is_none()
        && document.places.is_empty()
        && !context.has_unreadable("transfer")
        && !context.has_unreadable("place")
    {
        found.push(found.at(0..0, "nothing says where the data stands").help("add `[transfer]`, and `[place.*]` rows"));
    }
}
