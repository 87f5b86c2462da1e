//! A code that the engine draws would be stored readable.
//!
//! Why: whoever can read the store could sign in as anybody.
//!
//! Fails:
//!
//! ```toml
//! [data.door-code]
//! keep = "sealed"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.door-code]
//! keep = "hashed"
//! ```
//!
//! Mend: add `keep = "hashed"` to the data item.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::Keep;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.data {
        if row.drawn.is_some() && row.keep != Some(Keep::Hashed) {
            let finding = found
                .at(row.keys.at("drawn"), format!("the code `data.{name}` would be stored readable"))
                .help("add `keep = \"hashed\"`");
            found.push(match row.keep {
                Some(_) => finding.safe_fix("keep it `hashed`", row.keys.at("keep"), "\"hashed\""),
                None => finding,
            });
        }
    }
}
