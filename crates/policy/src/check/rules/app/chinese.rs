//! An app whose policy cannot be read in Simplified Chinese.
//!
//! Why: rules that people cannot read are as good as none; the method counts a policy without Simplified Chinese as not published.
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
//! [policy]
//! languages = ["zh-Hans"]
//! ```
//!
//! ```toml
//! [platform.shop]
//! label = "The website"
//! kind = "website"
//! ```
//!
//! Mend: add `zh-Hans` to `languages`, and the wordings.
//!
//! Source: Method for Determining Unlawful Collection by Apps (2019), item 1(4)

use crate::check::rules::app::is_app;
use crate::check::{Context, Findings};
use crate::rows::Language;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = &context.document.policy else { return };
    let chinese = row.languages.contains(&Language::Simplified);
    if !chinese && context.document.platforms.values().any(is_app) {
        let headline = "the product is an app, and its policy cannot be read in Simplified Chinese";
        found.push(found.at(row.keys.at("languages"), headline).help("add `zh-Hans` to `languages`"));
    }
}
