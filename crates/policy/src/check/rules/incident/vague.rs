//! The text promises to tell of an incident without saying when or what.
//!
//! Why: who is affected is told at once: what happened, what was done, what to do, whom to ask.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Where required by applicable laws and regulations, we will notify you."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "发生安全事件后，我们将承担相应的法律责任。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We tell you within a day what happened and what you can do."
//! topic = "other"
//! ```
//!
//! Mend: say `notify-within` and `content` in `[incident]`.
//!
//! Source: PIPL art. 57; GDPR art. 33, 34

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["incident", "statement."],
    phrases: &[
        "where required by…notify",
        "we will notify you",
        "promptly inform you",
        "corresponding legal responsibilities",
        "the type and likely impact",
        "basic situation and possible impact",
        "按照法律法规要求…告知",
        "相应的法律责任",
    ],
    unless: &["within", "hours", "at once"],
    because: "it is not said when, or what",
    help: "say by when and with which content; check with counsel",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
