//! No duty keeps the record of processing activities.
//!
//! Why: controllers and processors keep a record of what they process, and show it to the authority; this file holds most of it.
//!
//! Fails:
//!
//! ```toml
//! # without duty.records
//! ```
//!
//! Passes:
//!
//! ```toml
//! [duty.records]
//! label = "Keep the record of processing activities"
//! every = "1 year"
//! ```
//!
//! Mend: add a `[duty.*]` row for the record. Check with counsel: small houses are spared in part.
//!
//! Source: GDPR art. 30(1), (2), (5)

use crate::check::rules::duty;
use crate::check::{Context, Findings};

const RECORDS: &[&str] = &["record of processing", "records of processing", "处理活动记录", "article 30", "art. 30"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if !duty::is_held(context, RECORDS) {
        let help = "add a `[duty.*]` row for the record of processing activities";
        found.push(found.at(0..0, "no `[duty.*]` keeps the record of processing activities").help(help));
    }
}
