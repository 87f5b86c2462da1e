//! Reading a policy like a compiler: every finding in one run.
//!
//! Each rule is one function whose documentation is its manual page.

mod explain;
mod form;
mod law;
mod names;
mod retain;
mod texts;

pub use explain::{RULES, Rule, rule};
pub use law::country_of_region;
pub use names::{CHANNELS, EVENTS};
pub(crate) use retain::{covering, fixed};

use crate::finding::Finding;
use crate::rows::Document;

/// Everything wrong with the meaning of `document`, in the order of the file.
///
/// Where syntax errors hid parts of the file (`partial`), findings that rest on absence are left out.
#[must_use]
pub fn check(document: &Document, partial: bool) -> Vec<Finding> {
    let mut findings = Vec::new();
    if !partial {
        names::unknown_names(document, &mut findings);
        names::idle_rows(document, &mut findings);
        names::unaccounted_items(document, &mut findings);
        retain::uncovered_values(document, &mut findings);
        law::missing_chapters(document, &mut findings);
    }
    form::contradictions(document, &mut findings);
    retain::unclear_rules(document, &mut findings);
    retain::short_logs(document, &mut findings);
    law::sensitive_data(document, &mut findings);
    law::recipients(document, &mut findings);
    law::places(document, &mut findings);
    law::prohibited(document, &mut findings);
    texts::missing_translations(document, &mut findings);
    texts::leftovers(document, &mut findings);
    texts::hidden_letters(document, &mut findings);
    findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
    findings
}
