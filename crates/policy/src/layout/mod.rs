//! Layout: one way to write a policy file, which changes nothing that it says.
//!
//! # Rules
//!
//! - The order of the file stays, and every comment stays beside what it stood beside.
//! - One blank line before a table; two at most, before a chapter; none after a header. Lines end where text ends.
//! - `key = value`, headers without inner spaces, keys bare where they can be, `"text"` rather than `'text'` where it needs no escape.
//! - A comment behind a value begins at column 48, or one space behind a longer line: a change in one line moves no other.
//! - A list stands on one line of at most 120 columns, a Chinese letter counting two; else names fill lines, and tables stand one on each.
//! - A table in braces stays on its line, unless a comment stands inside.
//!
//! # What it does not do
//!
//! Multi-line texts and comments are left as written, and no key or table is moved.

mod parts;
mod tree;
mod write;

use crate::finding::Finding;
use crate::read;

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unformatted {
    /// It is not TOML, so nobody knows what a change of layout would change. Every fault of syntax.
    #[error("the file has {} faults of syntax", .0.len())]
    Syntax(Vec<Finding>),
    /// The new layout would have said something else: a fault of ours.
    #[error("the new layout would change what the file says; please report this file")]
    Meaning,
}

/// The same policy in the one layout.
///
/// Its canonical hash is that of `bytes`, and formatting it again changes nothing.
///
/// # Errors
/// [`Unformatted`] where the file must be left as it is.
///
/// ```
/// let text = policy::formatted(b"[policy]\nid='shelf'# the product\n").unwrap();
/// assert_eq!(text, "[policy]\nid = \"shelf\"                                   # the product\n");
/// assert!(policy::formatted(b"id = ").is_err());
/// ```
pub fn formatted(bytes: &[u8]) -> Result<String, Unformatted> {
    let before = read::read(bytes).map_err(|fault| Unformatted::Syntax(vec![*fault]))?;
    if before.partial {
        let is_syntax = |finding: &Finding| ["read/syntax", "read/twice", "read/date"].contains(&finding.code);
        let syntax = before.findings.into_iter().filter(is_syntax);
        return Err(Unformatted::Syntax(syntax.collect()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_fault| Unformatted::Meaning)?;
    let text = write::written(&tree::tree(text));
    let after = read::read(text.as_bytes()).map_err(|_fault| Unformatted::Meaning)?;
    if after.partial || after.hash != before.hash { Err(Unformatted::Meaning) } else { Ok(text) }
}
