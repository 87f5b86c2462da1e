//! Hidden: names that must not show in free text that is read masked.
//!
//! Known are the names that the read records hold, and those in other records of the people whom they are about: her
//! account, her orders. Not provided: names that nobody entered as such, and parts of one.

use super::Reveal;
use crate::facts::{Facts, RecordFact};
use crate::permit::Opening;
use crate::retain::running;
use jiff::Timestamp;
use policy::rows::Keep;
use policy::{Form, Name, Policy};

const NAME: &str = "name";
const FREE_TEXT: &str = "free-text";

/// The types of record in which names stand, where free text is read masked; else none.
#[must_use]
pub fn kinds(policy: &Policy, request: &Reveal) -> Vec<Name> {
    let reads = policy.document.purposes.get(&request.purpose).map(|row| &row.reads);
    let reduced = |form: Form| form.min(request.form.unwrap_or(form)) <= Form::Masked;
    let free = |(item, form): (&Name, &Form)| reduced(*form) && policy.shape(item) == FREE_TEXT;
    if !reads.is_some_and(|reads| reads.iter().any(free)) {
        return Vec::new();
    }
    let named = |record: &policy::rows::RecordRow| record.holds.iter().any(|item| is_name(policy, item));
    let records = policy.document.records.iter().filter(|(_, record)| named(record));
    records.map(|(kind, _)| kind.clone()).collect()
}

/// The names to hide in what is opened; none, where no free text is opened masked.
pub(super) fn names(policy: &Policy, facts: &Facts, openings: &[Opening], now: Timestamp) -> Vec<Opening> {
    let free = |opening: &&Opening| opening.form == Form::Masked && policy.shape(&opening.item) == FREE_TEXT;
    if !openings.iter().any(|opening| free(&opening)) {
        return Vec::new();
    }
    let records = facts.records.iter().chain(&facts.named);
    records.flat_map(|record| names_in(policy, facts, record, now)).collect()
}

fn names_in(policy: &Policy, facts: &Facts, record: &RecordFact, now: Timestamp) -> Vec<Opening> {
    let items = record.items.keys().filter(|item| is_name(policy, item));
    let opening = |item: &Name| {
        let rules: Vec<Name> = running(policy, facts, record, item, now).map(|slot| slot.rule.clone()).collect();
        Opening { record: record.record, item: item.clone(), form: Form::Masked, rules }
    };
    items.map(opening).filter(|opening| !opening.rules.is_empty()).collect()
}

pub(super) fn is_name(policy: &Policy, item: &Name) -> bool {
    policy.shape(item) == NAME && policy.keep(item) != Keep::Hashed
}
