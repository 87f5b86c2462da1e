//! A ground for acting without consent names no law.
//!
//! Why: the law lists its grounds; what is not in it needs consent.
//!
//! Fails:
//!
//! ```toml
//! [ground.safety]
//! label = "To protect the neighbours"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [ground.safety]
//! label = "To protect a life in an emergency"
//! law = "PIPL art. 13(1)(4)"
//! ```
//!
//! Mend: name the article in `law`; if there is none, ask for consent. Check with counsel.
//!
//! Source: PIPL art. 13

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.grounds {
        let bounded = !row.needs.is_empty() && (row.approved_by.is_some() || row.limit.is_some());
        if row.law.is_none() && !bounded && !row.keys.has("needs") {
            let headline = format!("`ground.{name}` allows something without consent and names no law");
            found.push(found.at(row.keys.row.clone(), headline).help("name the article in `law`; check with counsel"));
        }
    }
}
