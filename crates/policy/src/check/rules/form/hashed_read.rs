//! A purpose reads a hashed value in another form than `hashed`.
//!
//! Why: a hash can be compared and nothing else.
//!
//! Fails:
//!
//! ```toml
//! [purpose.membership]
//! reads = { door-code = "clear", nickname = "clear", fee = "clear" }
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.membership]
//! reads = { door-code = "hashed", nickname = "clear", fee = "clear" }
//! ```
//!
//! Mend: read it `hashed`, or keep the item `sealed`.
//!
//! Source: this language

use crate::Form;
use crate::check::{Context, Findings};
use crate::rows::Keep;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.purposes {
        for (item, form) in &row.reads {
            let hashed = context.document.data.get(item).is_some_and(|data| data.keep == Some(Keep::Hashed));
            if hashed && *form != Form::Hashed {
                let headline = format!("`purpose.{name}` reads `{item}` {}, which is kept as a hash", form.as_str());
                let help = "a hashed value can only be compared: read it `hashed`";
                found.push(found.at(row.keys.at("reads"), headline).help(help));
            }
        }
    }
}
