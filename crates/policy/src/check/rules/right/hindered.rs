//! A right costs a detour: one channel only, a fee at will, or the loss of everything.
//!
//! Why: exercising a right is as easy as giving the data, free unless clearly excessive, and never punished.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Applying in the app is the only way to have an account erased."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们将酌情收取一定费用。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "You can ask in the app or by e-mail."
//! topic = "other"
//! ```
//!
//! Mend: offer a second channel; say that it is free, and above what it costs.
//!
//! Source: PIPL art. 15, 16, 50; Network Data Security Regulations art. 23, 25; GDPR art. 12

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["right.", "refusal.", "statement.", "minors.", "contact."],
    phrases: &[
        "the only way",
        "only way to",
        "at our discretion",
        "certain cost",
        "certain fee",
        "charge a certain",
        "by sending an email to",
        "only by email",
        "only through customer service",
        "contacting customer service",
        "contact customer service",
        "through customer service channels",
        "available in ios app",
        "ios app only",
        "browser settings",
        "through your browser",
        "liquidation of assets",
        "cannot be retrieved",
        "completed the liquidation",
        "酌情收取",
        "唯一方式",
        "唯一途径",
        "仅支持",
    ],
    unless: &[],
    because: "it is harder than it has to be",
    help: "offer a second channel and a bound on cost; check with counsel",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
