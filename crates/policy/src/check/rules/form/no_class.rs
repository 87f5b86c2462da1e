//! A data item has neither a class nor `keep = "open"`.
//!
//! Why: it must be said whether a value is about a person.
//!
//! Fails:
//!
//! ```toml
//! # without data.nickname.class
//! ```
//!
//! Passes:
//!
//! ```toml
//! # without data.nickname.class
//! [data.nickname]
//! keep = "open"
//! ```
//!
//! Mend: give it a class if it is about a person; say `keep = "open"` if it is about nobody.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::Keep;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.data {
        let about_a_person = row.class.is_some() || row.sensitive;
        if !about_a_person && row.keep != Some(Keep::Open) && row.drawn.is_none() {
            let headline = format!("`data.{name}` has neither a class nor `keep = \"open\"`");
            let help = "give it a class if it is about a person; say `keep = \"open\"` if it is about nobody";
            found.push(found.at(row.keys.row.clone(), headline).help(help));
        }
    }
}
