//! A data item that is no file says which kinds of file it takes, or how large one may be.
//!
//! Why: a reader takes it for a promise, and nothing is held against it.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! at-most = "20 MiB"
//! ```
//!
//! ```toml
//! [data.nickname]
//! kinds = ["picture"]
//! shape = "username"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! shape = "file"
//! kinds = ["picture"]
//! at-most = "20 MiB"
//! ```
//!
//! Mend: give the item the shape `file`, or take the key out.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let others = context.document.data.iter().filter(|(_, row)| !row.is_file());
    for (name, row) in others {
        for key in ["kinds", "at-most"].into_iter().filter(|key| row.keys.has(key)) {
            let headline = format!("`data.{name}` is no file, and has `{key}`");
            found.push(
                found.at(row.keys.at(key), headline).help(format!("add `shape = \"file\"`, or take `{key}` out")),
            );
        }
    }
}
