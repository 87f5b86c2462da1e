//! A text points to a link or an address that is not there.
//!
//! Why: in print, read aloud or copied, the reader cannot follow it.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Click here to read our cookie rules."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Please send your inquiries to via email."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "Write to desk@bench.example."
//! topic = "other"
//! ```
//!
//! Mend: write the address itself, or name the contact.
//!
//! Source: PIPL art. 17(1), 50

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "click here",
        "see here",
        "this link",
        "the link below",
        "the following link",
        "visit contact us",
        "contact us and contact us",
        "posted on this page",
        "on this page",
        "to via email",
        "via email to",
        "this website",
        "visit to keep",
        "please also visit",
        "点击此处",
        "点击这里",
        "详见此处",
        "以下链接",
        "本页面",
    ],
    unless: &["http", "www.", "@"],
    because: "the address is not there",
    help: "write the address, or name a contact",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
