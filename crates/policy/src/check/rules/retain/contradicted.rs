//! The text says in one breath that data is erased and that it is kept or only masked.
//!
//! Why: erasure ends the data; anonymised data is another thing; a reader must know which.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "We will delete or anonymize your personal information."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "我们将删除或匿名化您的个人信息。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "We erase it."
//! topic = "other"
//! ```
//!
//! Mend: say which data is erased, which is made anonymous, which law keeps the rest: one `[retention.*]` row each.
//!
//! Source: PIPL art. 4, 19, 47; GDPR art. 17

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["statement.", "right.", "minors.", "retention.", "recipient."],
    phrases: &[
        "delete or anonymize",
        "deleted or anonymized",
        "delete or anonymise",
        "erase or anonymise",
        "delete or de-identify",
        "not immediately delete…backup",
        "permanently unrecoverable",
        "all your records will be cleared",
        "cleared along with the account",
        "legally delete",
        "until the day your account is cancelled",
        "删除或匿名化",
        "删除或者匿名化",
        "删除或做匿名化",
    ],
    unless: &[],
    because: "it is left open what becomes of the data",
    help: "say which is erased, which is anonymised, and which law keeps the rest",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
