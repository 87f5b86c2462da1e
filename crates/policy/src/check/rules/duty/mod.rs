//! What people must do again and again, so that the register of duties has to hold it.

pub(super) mod audit;
pub(super) mod audit_often;
pub(super) mod export_renewal;
pub(super) mod impact_assessment;
pub(super) mod large_platform;
pub(super) mod minors_audit;

use crate::check::Context;
use crate::check::prose::mentions;
use crate::rows::DutyRow;

/// Words by which a duty says that it audits compliance.
pub(in crate::check) const AUDIT: &[&str] = &["audit", "article 54", "art. 54", "审计", "第五十四条"];

/// Words by which a duty says that it assesses an impact.
pub(in crate::check) const ASSESSMENT: &[&str] =
    &["impact assessment", "assess the impact", "assesses the impact", "dpia", "影响评估"];

/// The duties that have one of `words`, in lower case, in what they do or in the law behind them.
pub(in crate::check) fn rows<'a>(
    context: &Context<'a>,
    words: &'static [&'static str],
) -> impl Iterator<Item = &'a DutyRow> {
    let duties = context.document.duties.values();
    duties.filter(|row| [Some(&row.label), row.law.as_ref()].into_iter().flatten().any(|text| mentions(text, words)))
}

/// Whether there is one, or could be among rows that cannot be read.
pub(in crate::check) fn is_held(context: &Context<'_>, words: &'static [&'static str]) -> bool {
    rows(context, words).next().is_some() || context.has_unreadable("duty")
}
