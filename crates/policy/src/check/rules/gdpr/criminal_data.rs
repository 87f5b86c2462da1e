//! Data on convictions or offences is collected without a law that allows it.
//!
//! Why: only an official authority, or who is authorised by a law with safeguards, may process it.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! class = "criminal"
//! sensitive = true
//! necessity = "It says who may not enter; a leak would brand you."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! class = "criminal"
//! sensitive = true
//! necessity = "It says who may not enter; a leak would brand you."
//! [purpose.membership]
//! law = "Workshop Safety Act, section 4"
//! ```
//!
//! Mend: leave it out, or name the law that allows it in `law` of the purpose. Check with counsel.
//!
//! Source: GDPR art. 10

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.purposes.iter().filter(|(_, row)| row.law.is_none()) {
        let criminal = |item: &&crate::name::Name| context.class_of(item) == Some("criminal");
        if let Some(item) = context.items_of(row).find(criminal) {
            let headline =
                format!("`purpose.{name}` collects `{item}`, data on offences, and names no law that allows it");
            found.push(found.at(row.keys.at("collects"), headline).help("leave it out, or name the law in `law`"));
        }
    }
}
