//! Reading a policy like a compiler: every finding in one run.
//!
//! Each rule is one file under `rules`, whose documentation is its manual page. The table in `rules/mod.rs` says which there
//! are; the work is linear in the number of promises, because what rules look up is indexed once, in `context`.

mod context;
mod countries;
mod prose;
mod removal;
mod rule;
mod rules;
#[cfg(test)]
mod tests;
mod worded;

pub(crate) use context::{Context, Covers, Said, Wording, fixed, in_table};
pub(crate) use rule::Findings;
pub use rule::{Rule, RuleSet};
pub use rules::RULES;
pub use rules::law::country_of_region;
pub use rules::names::{CHANNELS, EVENTS, SHAPES};
pub use worded::{WORDED, Worded};

use crate::finding::Finding;
use crate::rows::Document;

/// The rule whose findings have this code.
#[must_use]
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Everything wrong with the meaning of `document`, which was read from `source`, in the order of the file.
///
/// Where syntax errors hid parts of the file (`partial`), findings that rest on absence are left out.
#[must_use]
pub fn check(document: &Document, source: &str, partial: bool) -> Vec<Finding> {
    let context = Context::of(document, source);
    let sets = context.sets();
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| rule.applies(&sets) && !(partial && rule.whole)) {
        if let Some(run) = rule.run {
            run(&context, &mut Findings::of(rule, &mut findings));
        }
    }
    findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
    findings
}
