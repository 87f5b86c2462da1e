//! A name has no words in the published document.
//!
//! Why: whoever reads the document in Chinese or English gets words for each name of a fixed list. A name of the author's own
//! is written as it stands in the file (`carrier-pigeon`), or, where it only says of what kind a row is, left out.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! class = "hobby-horse"
//! ```
//!
//! ```toml
//! [record.member]
//! category = "acount"
//! ```
//!
//! ```toml
//! [contact.desk]
//! for = ["questions", "rights", "guardians", "fun-stuff"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! class = "identity"
//!
//! [record.member]
//! category = "account"
//! ```
//!
//! Mend: use a name that has words; the help lists them. Say what it does not in the row's label.
//!
//! Source: this language

use crate::check::worded::{WORDED, Worded};
use crate::check::{Context, Findings};
use crate::finding::Span;
use crate::name::Name;
use crate::read::nearest;
use crate::rows::Fact;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (path, facts) in context.facts() {
        let Some(keys) = context.paths().get(path).filter(|keys| !keys.unpublished) else { continue };
        let table = path.split_once('.').map_or(path.as_str(), |(table, _)| table);
        for (key, fact) in facts {
            let Some(kind) = WORDED.iter().find(|kind| kind.keys.contains(&(table, key))) else { continue };
            for name in names(fact).into_iter().filter(|name| !kind.names.contains(&name.as_str())) {
                report(found, keys.word(key, name), kind, name);
            }
        }
    }
}

/// The names that `fact` states.
fn names(fact: &Fact) -> Vec<&Name> {
    match fact {
        Fact::Name(name) => vec![name],
        Fact::List(all) => all.iter().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

fn report(found: &mut Findings<'_>, place: Span, kind: &Worded, name: &Name) {
    let finding = found.at(place.clone(), format!("the {} `{name}` has no words in the document", kind.what));
    let known = format!("names with words: {}", kind.names.join(", "));
    found.push(match nearest(name, kind.names.iter().copied()) {
        Some(near) => {
            let help = format!("did you mean `{near}`? {known}");
            finding.help(help).fix_to_review(format!("write `{near}`"), place, format!("\"{near}\""))
        }
        None => finding.help(known),
    });
}
