//! A note of the authors to themselves stands in the text.
//!
//! Why: people read what was not meant for them, and regulators what was.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Blurred processing, which may be penalized in the event of an inspection."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We mask your number."
//! topic = "other"
//! ```
//!
//! Mend: remove the note, and write what is meant.
//!
//! Source: PIPL art. 17

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "blurred processing",
        "may be penalized",
        "network office inspection",
        "to be confirmed by",
        "to be filled",
        "fill in here",
        "delete before publishing",
        "internal note",
        "draft only",
        "placeholder",
        "此处填写",
        "内部备注",
    ],
    unless: &[],
    because: "a note of the authors was left",
    help: "remove it, and write what is meant",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
