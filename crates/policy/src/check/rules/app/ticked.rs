//! A choice is made before the person makes it.
//!
//! Why: a box that is ticked, or a switch that is on, is no consent.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "The box is ticked by default."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "默认开启个性化推荐。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "No box is ticked for you."
//! topic = "other"
//! ```
//!
//! Mend: leave boxes empty and switches off until somebody sets them.
//!
//! Source: Method for Determining Unlawful Collection by Apps (2019), item 3(4); GDPR art. 4(11), recital 32

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "ticked by default",
        "checked by default",
        "selected by default",
        "enabled by default",
        "turned on by default",
        "switched on by default",
        "on by default",
        "pre-ticked",
        "pre-checked",
        "默认勾选",
        "默认同意",
        "默认开启",
        "默认选中",
        "默认打开",
    ],
    unless: &[
        "not ticked",
        "not enabled",
        "not on by default",
        "never",
        "no box",
        "不默认",
        "不会默认",
        "不得默认",
        "encryption",
        "加密",
    ],
    because: "nobody has chosen that",
    help: "leave it empty or off until the person sets it",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
