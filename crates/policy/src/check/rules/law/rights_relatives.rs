//! Nothing is said of the relatives of a deceased person.
//!
//! Why: near relatives can see, copy, correct and erase for their own lawful interests.
//!
//! Fails:
//!
//! ```toml
//! # without right.relatives
//! ```
//!
//! Passes:
//!
//! ```toml
//! [right.relatives]
//! label = "Near relatives of the deceased"
//! within = "setting.patience"
//! channels = ["contact.desk"]
//! ```
//!
//! Mend: add `[right.relatives]`, or `others` to the rights.
//!
//! Source: PIPL art. 49

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let rights = &context.document.rights;
    let named = ["relatives", "deceased"].iter().any(|right| rights.contains_key(*right));
    if !rights.is_empty() && !named && !context.says(&["deceased", "near relatives", "死者", "近亲属", "去世"]) {
        let help = "add `[right.relatives]`; check with counsel";
        found.push(found.at(0..0, "nothing is said of the relatives of a deceased person").help(help));
    }
}
