//! The cipher suite is not one that this program has.
//!
//! Why: a suite that nobody implements protects nothing.
//!
//! Fails:
//!
//! ```toml
//! [protect]
//! suite = "rot13"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [protect]
//! suite = "aes-256-gcm"
//! ```
//!
//! Mend: write `suite = "aes-256-gcm"`, or `suite = "sm4-gcm"` where Chinese commercial cryptography is asked for.
//!
//! Source: this language

use crate::check::{Context, Findings};

/// The suites that the vault has.
const SUITES: [&str; 2] = ["aes-256-gcm", "sm4-gcm"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let protect = context.document.protect.as_ref();
    if let Some(protect) = protect.filter(|protect| !SUITES.contains(&protect.suite.as_str())) {
        let finding = found
            .at(protect.keys.at("suite"), format!("unknown cipher suite `{}`", protect.suite))
            .help(format!("known: {}", SUITES.map(|suite| format!("`{suite}`")).join(", ")));
        found.push(finding.fix_to_review("write `aes-256-gcm`", protect.keys.at("suite"), "\"aes-256-gcm\""));
    }
}
