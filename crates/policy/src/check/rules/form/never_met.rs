//! A demand that nobody can ever meet.
//!
//! Why: a second factor that nobody can enrol keeps people from closing their accounts, a duty that a drill is to prove stays
//! open after every drill, and where something must be on file of each reader that is filed of nobody, no staff ever reads.
//!
//! Fails:
//!
//! ```toml
//! [right.close]
//! second-factor = true
//! ```
//!
//! ```toml
//! [protect]
//! backup-drill = "duty.drill"
//!
//! [duty.drill]
//! label = "A backup is restored in a drill"
//! each = { east = "The store in East China" }
//! per = "entry"
//! needs = ["release"]
//! one-of = ["whole", "in-part"]
//! ```
//!
//! ```toml
//! [protect]
//! reader-needs = ["duty.training"]
//!
//! [duty.training]
//! label = "Who reads personal data is trained"
//! every = "1 year"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.close]
//! second-factor = true
//!
//! [protect]
//! second-factor = "15 minutes"
//! ```
//!
//! ```toml
//! [protect]
//! backup-drill = "duty.drill"
//!
//! [duty.drill]
//! label = "A backup is restored in a drill"
//! every = "3 months"
//! ```
//!
//! ```toml
//! [protect]
//! reader-needs = ["duty.training"]
//!
//! [duty.training]
//! label = "Who reads personal data is trained"
//! every = "1 year"
//! per = "person"
//! ```
//!
//! Mend: say in `protect.second-factor` how long a proof counts. Let `protect.backup-drill` name a duty that is done as a
//! whole and states nothing besides: a drill knows only whether it was sound. Let `protect.reader-needs` name duties that are
//! recorded per person.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::{CLOSING, Per, Protect};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let protect = document.protect.as_ref();
    // What stands there and could not be read is not missing.
    let enrols = protect.is_some_and(|row| row.keys.has("second-factor")) || context.is_unreadable("protect");
    if let Some(row) = document.rights.get(CLOSING).filter(|row| row.second_factor && !enrols) {
        let headline = format!("`right.{CLOSING}` asks for a second factor, and nobody can enrol one");
        let help = "say in `protect.second-factor` for how long a proof counts (staff are asked for one then, too), or \
                    take it out here";
        found.push(found.at(row.keys.at("second-factor"), headline).help(help));
    }
    if let Some(row) = protect {
        unfiled(context, row, found);
    }
    let named = protect.and_then(|row| row.backup_drill.as_ref()?.strip_prefix("duty."));
    let Some((name, row)) = named.and_then(|name| document.duties.get_key_value(name)) else { return };
    let silent = [
        ("each", row.each.is_empty()),
        ("per", row.per.is_none()),
        ("needs", row.needs.is_empty()),
        ("one-of", row.one_of.is_empty()),
    ];
    for (key, _) in silent.into_iter().filter(|(_, silent)| !silent) {
        let headline = format!("no drill can prove `duty.{name}`, which has `{key}`");
        let help = format!("take `{key}` out, or let `protect.backup-drill` name a duty that is done as a whole");
        found.push(found.at(row.keys.at(key), headline).help(help));
    }
}

/// Duties that must be on file of a reader, and are filed of no person.
fn unfiled(context: &Context<'_>, protect: &Protect, found: &mut Findings<'_>) {
    for promise in &protect.reader_needs {
        let named = promise.strip_prefix("duty.").and_then(|name| context.document.duties.get(name));
        // A `per` that could not be read is not missing.
        let Some(row) = named.filter(|row| row.per.is_none_or(|per| per != Per::Person)) else { continue };
        if row.per.is_none() && row.keys.has("per") {
            continue;
        }
        let headline = format!("nobody has `{promise}` on file, and whoever reads needs it");
        let help = format!("write `per = \"person\"` in `{promise}`, or name a duty that is recorded per person");
        found.push(found.at(protect.keys.word("reader-needs", promise), headline).help(help));
    }
}
