//! The time zone is not known.
//!
//! Why: every period of the policy is counted in it.
//!
//! Fails:
//!
//! ```toml
//! [policy]
//! time-zone = "Asia/Shanghia"
//! ```
//!
//! ```toml
//! [policy]
//! time-zone = "asia/shanghai "
//! ```
//!
//! Passes:
//!
//! ```toml
//! [policy]
//! time-zone = "Asia/Shanghai"
//! ```
//!
//! Mend: write an IANA name such as `Asia/Shanghai`.
//!
//! Source: this language

use crate::check::{Context, Findings};
use crate::read::nearest;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let policy = context.document.policy.as_ref();
    if let Some(policy) = policy.filter(|policy| jiff::tz::TimeZone::get(&policy.time_zone).is_err()) {
        let zone = &policy.time_zone;
        let finding = found.at(policy.keys.at("time-zone"), format!("`{zone}` is not a time zone"));
        let known: Vec<String> = jiff::tz::db().available().map(|name| name.to_string()).collect();
        found.push(match nearest(zone.trim(), known.iter().map(String::as_str)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")).safe_fix(
                format!("write `{near}`"),
                policy.keys.at("time-zone"),
                format!("\"{near}\""),
            ),
            None => finding.help("expected an IANA name such as `Asia/Shanghai`"),
        });
    }
}
