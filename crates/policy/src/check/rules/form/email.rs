//! An e-mail address is none.
//!
//! Why: who writes there reaches nobody, and a right that cannot be exercised is none.
//!
//! Fails:
//!
//! ```toml
//! [contact.desk]
//! email = ""
//! ```
//!
//! ```toml
//! [contact.desk]
//! email = "desk"
//! ```
//!
//! ```toml
//! [contact.desk]
//! email = "desk@bench"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! email = "desk@bench.example"
//! ```
//!
//! Mend: write the whole address, or remove the key and name another way.
//!
//! Source: PIPL art. 17(1), 50

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.contacts {
        if let Some(email) = row.email.as_ref().filter(|email| !is_address(email)) {
            let headline = format!("`{}` of `contact.{name}` is no e-mail address", email.escape_debug());
            found.push(found.at(row.keys.at("email"), headline).help("expected one such as `desk@company.example`"));
        }
    }
}

/// Something before the `@`, and a domain of at least two parts after it.
fn is_address(text: &str) -> bool {
    let plain = |part: &str| !part.is_empty() && !part.chars().any(|letter| letter.is_whitespace() || letter == '@');
    text.split_once('@')
        .is_some_and(|(local, domain)| plain(local) && domain.contains('.') && domain.split('.').all(plain))
}
