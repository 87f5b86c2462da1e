//! A setting's default is over its own bound, or names another setting.
//!
//! Why: a number that the document leaves open must still be a number, and within what it publishes.
//!
//! Fails:
//!
//! ```toml
//! [setting.patience]
//! default = "20 working days"
//! max = "15 working days"
//! ```
//!
//! ```toml
//! [setting.patience]
//! default = "setting.patience"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [setting.patience]
//! default = "5 working days"
//! max = "15 working days"
//! ```
//!
//! Mend: write a period such as those of a rule, and none longer than `max`.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::rows::Length;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for (name, row) in &context.document.settings {
        let fixed = |length: &Length| match length {
            Length::Fixed(period) => Some(*period),
            Length::Setting(_) => None,
        };
        let (default, max) = (fixed(&row.default), row.max.as_ref().map(fixed));
        let over = default.zip(max.flatten()).is_some_and(|(default, max)| max.shorter_than(&default));
        if over || default.is_none() || max == Some(None) {
            let headline = format!("`setting.{name}` has no default within its bound");
            let help = "write a period, and none longer than `max`";
            found.push(found.at(row.keys.at("default"), headline).help(help));
        }
    }
}
