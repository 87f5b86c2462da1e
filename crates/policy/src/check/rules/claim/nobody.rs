//! The text says that nobody gets the data, and recipients are declared.
//!
//! Why: one of the two is wrong, and people find out which.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We will not use or share your information with anyone."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We share your information with those whom this policy names, and with nobody else."
//! topic = "other"
//! ```
//!
//! Mend: say "except those named here", or remove the recipients.
//!
//! Source: PIPL art. 17, 23

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["statement.", "policy.", "never.", "purpose."],
    phrases: &[
        "not use or share…with anyone",
        "not share your…with anyone",
        "not share…with third parties except",
        "will not share your personal information with any",
        "do not share your personal information with third parties",
        "do not sell or rent",
        "not provide…to any third party",
        "不会向任何第三方",
        "不向任何人",
        "不会与任何",
    ],
    unless: &["named here", "listed here"],
    because: "and recipients or shared data are declared",
    help: "say `except the recipients named in this policy`",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if !context.document.recipients.is_empty() || context.document.grounds.len() > 1 {
        look(context, found, &LOOK);
    }
}
