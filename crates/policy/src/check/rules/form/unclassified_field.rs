//! A policy that grades its data leaves an item without a class or without a grade.
//!
//! Why: who may read a value, and how it is handled, rests on its grade; what has none would be held under no rule at all.
//!
//! Fails:
//!
//! ```toml
//! [protect]
//! grades = { credential = 4 }
//! ```
//!
//! ```toml
//! [protect]
//! grades = { identity = 5, credential = 4, health = 0 }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [protect]
//! grades = { identity = 2, credential = 4, health = 3 }
//! ```
//!
//! Mend: give the item a class, and every class a grade from 1 to 4 in `protect.grades`; sensitive data is at least at 3
//! without more.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::GRADES;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some(protect) = document.protect.as_ref().filter(|_| document.has_grades()) else { return };
    let bounds = format!("a grade from {} to {}", GRADES.start(), GRADES.end());
    for (class, grade) in protect.grades.iter().filter(|(_, grade)| !GRADES.contains(grade)) {
        let headline = format!("in `protect`, `grades` puts `{class}` at {grade}");
        found.push(found.at(protect.keys.word("grades", class), headline).seen(format!("expected {bounds}")));
    }
    for (name, row) in document.data.iter().filter(|(name, _)| document.grade(name).is_none()) {
        let (headline, help) = match &row.class {
            None => (format!("`data.{name}` has no class, and so no grade"), "give it a class".to_owned()),
            Some(class) => (
                format!("`data.{name}` has no grade: `protect.grades` does not list `{class}`"),
                format!("add `{class}` with {bounds} to `protect.grades`"),
            ),
        };
        found.push(found.at(row.keys.row.clone(), headline).help(help));
    }
}
