//! A value about a person lies in the open.
//!
//! Why: personal data is encrypted or de-identified where it is kept.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! class = "identity"
//! keep = "open"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! class = "identity"
//! keep = "sealed"
//! ```
//!
//! Mend: remove `keep = "open"`, or the class if the value is about nobody.
//!
//! Source: PIPL art. 51(3)

use crate::check::{Context, Findings};
use crate::rows::Keep;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.data {
        if (row.class.is_some() || row.sensitive) && row.keep == Some(Keep::Open) {
            found.push(
                found
                    .at(row.keys.at("keep"), format!("`data.{name}` is about a person and kept in the open"))
                    .help("remove `keep = \"open\"`, or the class if it is about nobody")
                    .fix_to_review("keep it `sealed`", row.keys.at("keep"), "\"sealed\""),
            );
        }
    }
}
