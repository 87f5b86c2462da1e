//! A device permission is asked for, and no notice says what for.
//!
//! Why: when an app asks for a permission by which data can be collected, it says at the same moment which purpose it serves.
//!
//! Fails:
//!
//! ```toml
//! [platform.app]
//! label = "The app"
//! kind = "app"
//! [purpose.pulse]
//! permission = "sensors"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [platform.app]
//! label = "The app"
//! kind = "app"
//! [purpose.pulse]
//! permission = "sensors"
//! [notice.sensors]
//! label = "What the sensor is read for"
//! when = "before-permission"
//! purposes = ["pulse"]
//! ```
//!
//! Mend: add the purpose to a `[notice.*]` row with `when = "before-permission"`.
//!
//! Source: Method for Determining Unlawful Collection by Apps (2019), item 2(3)

use crate::check::rules::app::is_app;
use crate::check::{Context, Findings};
use crate::name::Name;
use std::collections::BTreeSet;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    if !document.platforms.values().any(is_app) || context.has_unreadable("notice") {
        return;
    }
    let notices = document.notices.values().filter(|row| row.when == "before-permission");
    let told: BTreeSet<&Name> = notices.flat_map(|row| &row.purposes).collect();
    for (name, row) in document.purposes.iter().filter(|(_, row)| row.permission.is_some()) {
        if !told.contains(name) {
            let headline = format!("`purpose.{name}` asks for a permission, and no notice says what for");
            let help = "add it to a `[notice.*]` row with `when = \"before-permission\"`";
            found.push(found.at(row.keys.at("permission"), headline).help(help));
        }
    }
}
