//! A right has no way in.
//!
//! Why: people must be able to exercise every right that they have, and as easily as they gave their consent.
//!
//! Fails:
//!
//! ```toml
//! [right.access]
//! channels = []
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.access]
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: name a contact (`contact.desk`) or a place in the product in `channels`.
//!
//! Source: PIPL art. 15, 17, 50; NDSR art. 21(4); GDPR art. 12(2)

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in context.document.rights.iter().filter(|(_, row)| row.channels.is_empty()) {
        let headline = format!("`right.{name}` has no way in");
        let help = "name a contact, such as `contact.desk`, or a place in the product in `channels`";
        found.push(found.at(row.keys.at("channels"), headline).help(help));
    }
}
