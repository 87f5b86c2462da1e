//! A purpose rests on interests or a public task, and no notice of its own says that people can object.
//!
//! Why: the right to object is brought to people's attention at the first contact at the latest, clearly and apart from the rest.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! rules = ["gdpr"]
//! [purpose.membership]
//! basis = "legitimate-interests"
//! impact = "We want to know who has our tools."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! rules = ["gdpr"]
//! [purpose.membership]
//! basis = "legitimate-interests"
//! impact = "We want to know who has our tools."
//! [notice.objection]
//! label = "You can object to this at any time"
//! when = "registration"
//! purposes = ["membership"]
//! ```
//!
//! Mend: add a `[notice.*]` row that names the purpose and says that people can object. Check with counsel.
//!
//! Source: GDPR art. 21(4), 13(2)(b)

use crate::check::prose::mentions;
use crate::check::{Context, Findings};
use crate::name::Name;
use crate::rows::Basis;
use std::collections::BTreeSet;

const WORDS: [&str; 4] = ["object", "反对", "拒绝", "opt out"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let notices = context.document.notices.values().filter(|row| mentions(&row.label, &WORDS));
    let told: BTreeSet<&Name> = notices.flat_map(|row| &row.purposes).collect();
    for (name, row) in &context.document.purposes {
        let weighed = matches!(row.basis, Basis::LegitimateInterests | Basis::PublicInterest);
        if weighed && !told.contains(name) && !context.has_unreadable("notice") {
            let headline = format!("`purpose.{name}` can be objected to, and no notice of its own says so");
            let help = "add a `[notice.*]` row that names the purpose and says that people can object";
            found.push(found.at(row.keys.at("basis"), headline).help(help));
        }
    }
}
