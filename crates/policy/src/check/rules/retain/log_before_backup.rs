//! A log ends before the last backup.
//!
//! Why: a restore replays the log to keep later decisions.
//!
//! Fails:
//!
//! ```toml
//! [protect]
//! backup-keep = "2 years"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [protect]
//! backup-keep = "1 month"
//! ```
//!
//! Mend: keep it at least as long as `protect.backup-keep`.
//!
//! Source: this language

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let protect = context.document.protect.as_ref();
    let Some(backups) = protect.and_then(|protect| context.fixed(&protect.backup_keep)) else {
        return;
    };
    for (name, row) in &context.document.logs {
        if context.fixed(&row.exactly).is_some_and(|kept| kept.shorter_than(&backups)) {
            let help = "restore replays the log: keep it at least as long as `protect.backup-keep`";
            found.push(found.at(row.keys.at("for"), format!("`log.{name}` ends before the last backup")).help(help));
        }
    }
}
