//! Furniture of a page stands in the text.
//!
//! Why: menus, captions and language switches are no part of what is promised, and point nowhere in another medium.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Logo HomepageIntegration"
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Scan the QR code to follow us"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "You can read this policy in three languages."
//! topic = "other"
//! ```
//!
//! Mend: remove it; the renderer makes menus itself.
//!
//! Source: this language

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "logo homepage",
        "logo homepageintegration",
        "homepageintegration",
        "qr code",
        "language: 简体中文",
        "back to top",
        "previous page",
        "next page",
        "all rights reserved",
        "扫码关注",
        "返回顶部",
        "语言：简体中文",
        "table of contents",
        "contents:",
    ],
    unless: &[],
    because: "it belongs to a page, not to the policy",
    help: "remove it",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
