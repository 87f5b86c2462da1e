//! It is not said how large a file may be.
//!
//! Why: without a greatest size, files are taken up to the largest that is taken at all, whatever the purpose needs.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! shape = "file"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! shape = "file"
//! at-most = "20 MiB"
//! ```
//!
//! Mend: add `at-most` with what the purpose needs.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::Size;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let boundless = context.document.data.iter().filter(|(_, row)| row.is_file() && row.at_most.is_none());
    for (name, row) in boundless {
        let headline = format!("`data.{name}` takes files of up to {}", Size::MOST);
        found.push(found.at(row.keys.at("shape"), headline).help("add `at-most` with what the purpose needs"));
    }
}
