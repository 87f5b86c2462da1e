//! What is likely to put people at high risk has no impact assessment among the duties.
//!
//! Why: special categories, decisions by software that weigh on people, and following them about are assessed before they begin,
//! and again when the risk changes.
//!
//! Fails:
//!
//! ```toml
//! # without duty.assessment
//! ```
//!
//! Passes:
//!
//! ```toml
//! [duty.assessment]
//! label = "Assess the impact before anything new begins"
//! every = "1 year"
//! ```
//!
//! Mend: add a `[duty.*]` row for the assessment, with `every` and `evidence`. Check with counsel: how many people it concerns decides whether it is due.
//!
//! Source: GDPR art. 35(1), (3), (7)

use crate::check::rules::duty;
use crate::check::{Context, Findings};
use crate::rows::CookieKind;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    if duty::is_held(context, duty::ASSESSMENT) {
        return;
    }
    let special = || {
        document
            .data
            .iter()
            .find(|(item, _)| context.is_special(item))
            .map(|(item, row)| (format!("data.{item}"), &row.keys))
    };
    let decided = || {
        document.automated.iter().find(|(_, row)| row.major).map(|(name, row)| (format!("automated.{name}"), &row.keys))
    };
    let followed = || {
        let follows = document.cookies.iter().find(|(_, row)| row.kind == CookieKind::Advertising);
        follows.map(|(name, row)| (format!("cookie.{name}"), &row.keys))
    };
    if let Some((path, keys)) = special().or_else(decided).or_else(followed) {
        let headline = format!("`{path}` may put people at high risk, and no `[duty.*]` assesses the impact");
        found.push(found.at(keys.row.clone(), headline).help("add a `[duty.*]` row for the impact assessment"));
    }
}
