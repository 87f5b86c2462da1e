//! A key is given and its value is blank.
//!
//! Why: a blank says less than an absent key, and looks as if it said something.
//!
//! Fails:
//!
//! ```toml
//! [contact.desk]
//! email = ""
//! ```
//!
//! ```toml
//! [controller]
//! country = " "
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! email = "desk@bench.example"
//! ```
//!
//! Mend: write the value, or leave the key out.
//!
//! Source: PIPL art. 17(1)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (path, key, _, keys) in context.plain().filter(|(_, _, value, _)| value.trim().is_empty()) {
        let finding = found.at(keys.at(key), format!("`{key}` of `{path}` is blank"));
        found.push(finding.seen("nothing stands here").help("write the value, or leave the key out"));
    }
}
