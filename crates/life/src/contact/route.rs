//! Where a case may come in, who answers for it, and by when.

use crate::code::Code;
use crate::facts::CaseFact;
use crate::refusal::{Refusal, Remedy};
use jiff::Timestamp;
use policy::rows::{Contact, path};
use policy::time::{Counting, Period, Unit, deadline_at};
use policy::{Name, Policy};

/// Answered by then where the policy says nothing else. *Source*: the 2019 method for apps, 6(3).
const ANSWERED_WITHIN: Option<Period> = Period::new(15, Unit::WorkingDay);
/// Entered by then after it arrived.
const ENTERED_WITHIN: Option<Period> = Period::new(2, Unit::WorkingDay);

/// The ways in which a contact can be reached: `email`, `phone`, `post`, `page`.
#[must_use]
pub fn ways(row: &Contact) -> Vec<&'static str> {
    let given = [
        ("email", row.email.is_some()),
        ("phone", row.phone.is_some()),
        ("post", row.post.is_some()),
        ("page", row.page.is_some()),
    ];
    given.into_iter().filter(|(_, given)| *given).map(|(way, _)| way).collect()
}

/// The promise under which a case is answered: its right's, else its contact's.
#[must_use]
pub fn promise(case: &CaseFact) -> Name {
    if is_right(&case.file.kind) { case.file.kind.clone() } else { path("contact", &case.file.contact) }
}

fn is_right(kind: &str) -> bool {
    kind.starts_with("right.")
}

/// Every contact that `takes`, with each of its ways.
fn through(policy: &Policy, takes: impl Fn(&Contact) -> bool) -> Remedy {
    let rows = policy.document.contacts.iter().filter(|(_, row)| takes(row));
    let named =
        rows.flat_map(|(name, row)| ways(row).into_iter().map(move |way| Name::from(format!("contact.{name}.{way}"))));
    Remedy::Through(named.collect())
}

/// The contact through which a case comes, if the policy lists it, its way and what it is about.
///
/// A request about a right is taken by every contact, and by every way that it lists.
pub(super) fn listed<'p>(policy: &'p Policy, contact: &Name, way: &Name, kind: &Name) -> Result<&'p Contact, Refusal> {
    let found = policy.document.contacts.get(contact);
    let Some(row) = found.filter(|row| ways(row).contains(&way.as_str())) else {
        let promise = found.map_or_else(|| Name::from("policy"), |_| path("contact", contact));
        let about = if found.is_some() { way } else { contact };
        return Err(Refusal::by(promise, Code::ChannelDenied, through(policy, |_| true)).about(about));
    };
    let right = kind.strip_prefix("right.").filter(|right| policy.document.rights.contains_key(*right));
    if right.is_some() || row.purposes.contains(kind) {
        return Ok(row);
    }
    let elsewhere = policy.document.contacts.values().any(|row| row.purposes.contains(kind));
    let promise = path("contact", contact);
    Err(if elsewhere {
        Refusal::by(promise, Code::ChannelDenied, through(policy, |row| row.purposes.contains(kind))).about(kind)
    } else {
        Refusal::by(promise, Code::Malformed, Remedy::Correct("kind".into())).about("kind")
    })
}

/// Who answers for it: of a right, the first of its contacts that names a role; else the one through which it came.
pub(super) fn owner(policy: &Policy, row: &Contact, kind: &Name) -> Option<Name> {
    let right = kind.strip_prefix("right.").and_then(|right| policy.document.rights.get(right));
    let named = right.into_iter().flat_map(|right| &right.channels).filter_map(|channel| {
        let mut wordings = channel.wordings();
        let contact = wordings.find_map(|(_, wording)| wording.strip_prefix("contact."))?;
        policy.document.contacts.get(contact)?.by.clone()
    });
    named.into_iter().next().or_else(|| row.by.clone())
}

/// Who is called on when `owner` is late: who answers for requests about rights, if that is somebody else.
#[must_use]
pub fn escalates_to(policy: &Policy, owner: Option<&Name>) -> Option<Name> {
    let rights = policy.document.contacts.values().filter(|row| row.purposes.iter().any(|kind| kind == "rights"));
    rights.filter_map(|row| row.by.clone()).find(|role| Some(role) != owner)
}

/// By when a case that arrived at `from` is answered: a right's own time, else the contact's.
pub(super) fn due_at(policy: &Policy, row: &Contact, kind: &Name, from: Timestamp) -> Timestamp {
    let right = kind.strip_prefix("right.").and_then(|right| policy.document.rights.get(right));
    let stated = right.map(|right| &right.within).or(row.within.as_ref());
    let ends = stated.and_then(|length| policy.period(length)).and_then(|period| deadline(policy, &period, from));
    ends.unwrap_or_else(|| within(policy, ANSWERED_WITHIN, from))
}

/// The last instant at which a case that arrived at `from` is entered in time.
pub(super) fn entered_by(policy: &Policy, from: Timestamp) -> Timestamp {
    within(policy, ENTERED_WITHIN, from)
}

fn within(policy: &Policy, period: Option<Period>, from: Timestamp) -> Timestamp {
    // A period that cannot be counted gives nobody more time.
    period.and_then(|period| deadline(policy, &period, from)).unwrap_or(from)
}

fn deadline(policy: &Policy, period: &Period, from: Timestamp) -> Option<Timestamp> {
    deadline_at(from, period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}
