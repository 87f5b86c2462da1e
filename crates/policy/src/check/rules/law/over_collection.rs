//! Identifiers of the device or contents of the phone are collected beyond what is needed.
//!
//! Why: IMEI, IMSI, MAC address, lists of installed software and storage cards are seldom necessary, and authorities fine for them.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! label = "IMEI of the phone"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [data.nickname]
//! label = "Random number of the installation"
//! ```
//!
//! ```toml
//! [data.heart-rate]
//! label = "IMEI of the machine that stops when your heart races"
//! [purpose.pulse]
//! function = "additional"
//! consent = "separate"
//! ```
//!
//! Mend: leave it out, draw a random number of your own instead, or let people choose it: an additional function with separate consent. Check with counsel.
//!
//! Source: PIPL art. 6; Method for Determining Unlawful Collection by Apps (2019)

use crate::check::prose::find;
use crate::check::{Context, Findings};
use crate::rows::Function;

const KINDS: [&str; 20] = [
    "imei",
    "imsi",
    "meid",
    "mac address",
    "sd card",
    "application list",
    "app list",
    "installed software",
    "installed applications",
    "commonly used software",
    "software list",
    "call record",
    "call log",
    "base station",
    "qq number",
    "wechat id",
    "phone dialing",
    "应用列表",
    "已安装",
    "通话记录",
];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    for said in context.said() {
        let within = ["data.", "statement."].iter().any(|from| said.path.starts_with(from));
        if !within {
            continue;
        }
        let seen = KINDS.iter().find_map(|kind| said.first(|one| Some((find(&one.lower, kind)?, *kind))));
        if let Some((span, kind)) = seen.filter(|_| !is_chosen(context, &said.path)) {
            let headline = format!("`{}` collects `{kind}`, which is seldom necessary", said.path);
            let help = "leave it out, or tie it to a purpose that cannot do without; check with counsel";
            found.push(found.at(span, headline).help(help));
        }
    }
}

/// Whether the text is that of an item which people give only if they separately agree to a function that they can do
/// without: then nobody is made to give it.
fn is_chosen(context: &Context<'_>, path: &str) -> bool {
    let Some(item) = path.strip_prefix("data.").and_then(|path| path.split('.').next()) else { return false };
    let collecting = context.collecting(item);
    !collecting.is_empty() && collecting.iter().all(|row| row.function == Function::Additional && row.asks_separately())
}
