//! It is not said what a member is called once her account is closed, or it is said of something else.
//!
//! Why: records of a company outlive the accounts of its people; a name that stays in them is kept for nothing.
//!
//! Fails:
//!
//! ```toml
//! [data.door-code]
//! shape = "member"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.door-code]
//! shape = "member"
//! keep = "sealed"
//! former = { en = "former user", zh-Hans = "已注销用户" }
//! ```
//!
//! Mend: a data item of shape `member` is sealed and has `former`; no other has it.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::Keep;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.data {
        let member = row.shape.as_ref().is_some_and(|shape| shape == "member");
        let sealed = matches!(row.keep, None | Some(Keep::Sealed));
        let (at, headline, help) = match (member, row.former.is_some()) {
            (true, false) => ("shape", "has no word for a member who is gone", "add `former` with the word"),
            (false, true) => ("former", "points to no member", "add `shape = \"member\"`, or take `former` out"),
            (true, true) if !sealed => ("keep", "would not be opened to show a name", "let it be `sealed`"),
            _ => continue,
        };
        found.push(found.at(row.keys.at(at), format!("`data.{name}` {headline}")).help(help));
    }
}
