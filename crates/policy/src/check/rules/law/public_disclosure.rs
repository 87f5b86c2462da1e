//! The text allows publication without separate consent.
//!
//! Why: personal data is made public only with separate consent; an order of an authority is no publication.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We may publicly disclose your personal information without your prior consent."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We publish nothing about you."
//! topic = "other"
//! ```
//!
//! Mend: ask for separate consent, or say to which authority it goes and under which law.
//!
//! Source: PIPL art. 25

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "publicly disclose",
        "public disclosure",
        "disclosing your personal information as required",
        "disclose necessary information",
        "information has been voluntarily disclosed",
        "公开披露",
    ],
    unless: &["separate consent", "never", "do not", "单独同意", "不会公开", "不公开"],
    because: "publication needs separate consent",
    help: "ask for separate consent, or say to which authority it goes",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
