//! A contact has no e-mail, telephone, postal address or page.
//!
//! Why: a right that cannot be exercised is none.
//!
//! Fails:
//!
//! ```toml
//! # without contact.desk.email
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! email = "desk@bench.example"
//! ```
//!
//! Mend: add at least one way; two are better.
//!
//! Source: PIPL art. 17(1), 50; GDPR art. 13(1)(a)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.contacts {
        if row.email.is_none() && row.phone.is_none() && row.post.is_none() && row.page.is_none() {
            let headline = format!("`contact.{name}` says no way to reach it");
            found.push(found.at(row.keys.row.clone(), headline).help("add `email`, `phone`, `post` or `page`"));
        }
    }
}
