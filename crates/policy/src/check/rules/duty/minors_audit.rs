//! Minors are admitted, and nobody audits their data every year.
//!
//! Why: who processes minors' data audits it each year and reports to the authority.
//!
//! Fails:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! ```
//!
//! Passes:
//!
//! ```toml
//! [minors]
//! offered = true
//! rules = "Rules for children, at tools.bench/children"
//! guardian = "The guardian signs at the desk."
//! [duty.children]
//! label = "Audit the data of minors and report to the authority"
//! every = "1 year"
//! ```
//!
//! Mend: add a `[duty.*]` row with `every = "1 year"`. Check with counsel: the report is commonly due by 31 January.
//!
//! Source: Regulations on the Protection of Minors in Cyberspace art. 37

use crate::check::rules::duty::rows;
use crate::check::{Context, Findings};
use crate::rows::DutyRow;
use crate::time::{Period, Unit};

const MINORS: &[&str] = &["minor", "child", "未成年", "儿童"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = context.document.minors.as_ref().filter(|row| row.offered) else { return };
    let Some(most) = Period::new(1, Unit::Year) else { return };
    let yearly = |row: &DutyRow| {
        let every = row.every.as_ref().and_then(|length| context.fixed(length));
        every.is_some_and(|every| !most.shorter_than(&every))
    };
    if !rows(context, MINORS).any(yearly) && !context.has_unreadable("duty") {
        let headline = "minors are admitted, and no duty audits their data every year";
        found.push(found.at(row.keys.at("offered"), headline).help("add a `[duty.*]` row with `every = \"1 year\"`"));
    }
}
