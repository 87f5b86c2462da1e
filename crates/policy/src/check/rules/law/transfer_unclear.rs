//! The text about where data stands contradicts itself or names no mechanism.
//!
//! Why: data abroad needs a condition of art. 38, the six items of art. 39 and separate consent; "entirely" and an exception cannot both be true.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Your personal information will be stored entirely within the territory of China."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "存储于中国境内，除非您要求删除。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "The data stays in mainland China."
//! topic = "other"
//! ```
//!
//! Mend: declare each recipient abroad with `transfer-basis`, and word `[transfer]` with its exceptions.
//!
//! Source: PIPL art. 38-40

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["transfer.", "statement.", "place.", "recipient."],
    phrases: &[
        "stored entirely within",
        "entirely within",
        "in compliance with applicable laws and regulations, unless",
        "unless you request",
        "exception",
        "your primary business data",
        "data cross-border rules",
        "cross-border rules",
        "people’s republic of china",
        "people's republic of china",
        "ios push exception",
        "境内…除非",
    ],
    unless: &["article 39", "separate consent", "pipl", "law of the people"],
    because: "where the data is, is not clear",
    help: "name the place, the recipients abroad and the condition for each",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
