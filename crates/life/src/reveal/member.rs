//! Members: a value that points to somebody is shown by her name while her account is open, and as the policy's word
//! afterwards.
//!
//! Promised: a name that stands in somebody else's record stands there as a reference, and ends with the account that it
//! points to. Not provided: names that people write into text.

use super::Reveal;
use crate::facts::{AccountState, Facts};
use crate::reference::Subject;
use policy::read::Text;
use policy::rows::Who;
use policy::{Form, Name, Policy};

const MEMBER: &str = "member";

/// The word for a member who is gone, if the values of `item` point to one.
#[must_use]
pub fn former<'p>(policy: &'p Policy, item: &Name) -> Option<&'p Text> {
    policy.document.data.get(item)?.former.as_ref().filter(|_| policy.shape(item) == MEMBER)
}

/// Whether she is still there.
#[must_use]
pub fn is_here(facts: &Facts, subject: Subject) -> bool {
    facts.account(Some(subject)) == Some(AccountState::Open)
}

/// What reads her name for the purpose of `request`: each type of record that a person holds in which a name stands that
/// the purpose reads.
#[must_use]
pub fn by_name(policy: &Policy, request: &Reveal, subject: Subject) -> Vec<(Name, Reveal)> {
    let reads = policy.document.purposes.get(&request.purpose).map(|row| &row.reads);
    let read = |item: &&Name| reads.and_then(|reads| reads.get(*item)) == Some(&Form::Clear);
    let records = policy.document.records.iter().filter(|(_, row)| row.holder == Who::Subject);
    let named = records.filter_map(|(kind, row)| {
        let name = row.holds.iter().filter(|item| super::hidden::is_name(policy, item)).find(read)?;
        let reveal = Reveal { subject: Some(subject), items: vec![name.clone()], form: None, ..request.clone() };
        Some((kind.clone(), reveal))
    });
    named.collect()
}
