//! A ground keeps data longer, and nothing says who approves it, for what it is read, or when it ends.
//!
//! Why: a hold suspends an erasure that people were promised; without these it is a second, endless rule.
//!
//! Fails:
//!
//! ```toml
//! [ground.court]
//! label = "A court wants it kept"
//! allows = ["keep"]
//! law = "PIPL art. 13(1)(3)"
//! needs = ["authority", "case-number", "items", "subjects"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [ground.court]
//! label = "A court wants it kept"
//! allows = ["keep"]
//! law = "PIPL art. 13(1)(3)"
//! needs = ["authority", "case-number", "items", "subjects"]
//! approved-by = "role.keeper"
//! only-for = "membership"
//! review = "6 months"
//! ```
//!
//! Mend: add `approved-by`, `only-for`, and `review`, or `end-time` among its `needs`.
//!
//! Source: PIPL art. 19, 47(2)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let keeps = context.document.grounds.iter().filter(|(_, row)| row.keeps());
    for (name, row) in keeps {
        let ends = row.keys.has("review") || row.needs.iter().any(|need| *need == "end-time");
        let missing: Vec<&str> = [
            (!row.keys.has("approved-by"), "who approves it: `approved-by`"),
            (!row.keys.has("only-for"), "for what it may be read: `only-for`"),
            (!ends, "when it ends or is looked at again: `end-time` among its `needs`, or `review`"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect();
        if !missing.is_empty() {
            let headline = format!("`ground.{name}` keeps data longer and leaves open what bounds it");
            found.push(found.at(row.keys.row.clone(), headline).help(format!("state {}", missing.join("; "))));
        }
    }
}
