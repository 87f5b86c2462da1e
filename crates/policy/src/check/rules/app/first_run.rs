//! An app does not show its rules when it first runs.
//!
//! Why: at the first run a pop-up or the like asks people to read the rules, before anything is collected.
//!
//! Fails:
//!
//! ```toml
//! [platform.app]
//! label = "The app"
//! kind = "app"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [platform.app]
//! label = "The app"
//! kind = "app"
//! [notice.first]
//! label = "What you are asked to agree to"
//! when = "first-run"
//! purposes = ["membership"]
//! ```
//!
//! Mend: add a `[notice.*]` row with `when = "first-run"` or `when = "registration"`.
//!
//! Source: Method for Determining Unlawful Collection by Apps (2019), item 1(2)

use crate::check::rules::app::is_app;
use crate::check::{Context, Findings};

/// Moments at which the rules are shown before anything else happens.
const FIRST: [&str; 3] = ["first-run", "first-visit", "registration"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let Some((name, row)) = document.platforms.iter().find(|(_, row)| is_app(row)) else { return };
    let shown = document.notices.values().any(|notice| FIRST.contains(&notice.when.as_str()));
    if !shown && !context.has_unreadable("notice") {
        let headline = format!("`platform.{name}` is an app, and no notice is shown when it first runs");
        found.push(found.at(row.keys.row.clone(), headline).help("add a `[notice.*]` row with `when = \"first-run\"`"));
    }
}
