//! A wish: records, or single items of them, are erased because somebody asks for it.
//!
//! Promised: what is asked for goes and nothing else does; what a law or a hold keeps stays, for that alone; an account
//! keeps what its basic functions need until it is closed.

use super::RIGHT;
use super::tell::{self, Erased};
use crate::account::{administers, administrators};
use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, Facts, RecordFact};
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Holder, Record};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Kept, kept};
use jiff::Timestamp;
use policy::rows::{Function, path};
use policy::{Name, Policy};

/// Records that somebody wants erased.
#[derive(Debug, Clone)]
pub struct Erase {
    /// Who acts.
    pub actor: Actor,
    /// Whether the wish is for everything about a person: then what somebody else holds of her is left out
    /// where its holder does not ask.
    pub all: bool,
    /// The records that are named: where one of them is not there, nothing is erased.
    pub records: Vec<Record>,
    /// Only these items of the records; all of them, where none is listed.
    pub items: Vec<Name>,
}

/// What goes of a record, and whether the wish is for all of it.
#[derive(Debug)]
struct Removal<'f> {
    record: &'f RecordFact,
    items: Vec<Name>,
    whole: bool,
}

/// Decides whether the loaded records, or those items of them, may be erased now: by the person they are about, or by the
/// tenant's administrator where the tenant holds them. What a law or a hold keeps stays, for that alone; if nothing else is
/// left to erase, the whole wish is `retention_locked`, with its law and its end. What a basic function needs for as long as
/// the account is open is `request_refused`: the way is to close the account.
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Erase, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "erase");
    entry.records = facts.records.iter().map(|record| record.record).collect();
    entry.subject = facts.records.iter().find_map(|record| record.subject);
    decided(match check(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(removals) => {
            entry.promise = Some(promise());
            entry.counts = counts(&removals);
            entry.items = removals.iter().flat_map(|gone| &gone.items).map(|item| (item.clone(), None)).collect();
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let gone: Vec<_> = removals.iter().map(|gone| (gone.record.record, gone.items.clone())).collect();
            let whose = entry_holder(facts, &plan);
            tell::plan_erasure(policy, facts, (whose, &Erased::Items(&gone)), &promise(), moment, &mut plan);
            removals.into_iter().for_each(|gone| remove(policy, gone, &mut plan));
            Ok(plan)
        }
    })
}

fn promise() -> Name {
    path("right", RIGHT)
}

/// The items go, and where the whole record was meant, what a law keeps of it is kept by nothing else.
fn remove(policy: &Policy, removal: Removal<'_>, plan: &mut Plan) {
    let Removal { record, items, whole } = removal;
    let all = items.len() == record.items.len();
    if !items.is_empty() {
        plan.push_replayed(&promise(), Change::Remove { record: record.record, items });
    }
    if whole && !all {
        retain::leave_to_law(policy, record, &promise(), plan);
    }
}

/// How many values of each item go.
fn counts(removals: &[Removal<'_>]) -> Vec<(Name, u64)> {
    let mut counts = std::collections::BTreeMap::<Name, u64>::new();
    for item in removals.iter().flat_map(|gone| &gone.items) {
        *counts.entry(path("data", item)).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// Whose erasure it is: the person's, or the tenant's own.
fn entry_holder(facts: &Facts, plan: &Plan) -> Holder {
    plan.entry.subject.map_or(Holder(facts.cell.0), |subject| Holder(subject.0))
}

fn check<'f>(policy: &Policy, facts: &'f Facts, request: &Erase, moment: &Moment) -> Result<Vec<Removal<'f>>, Refusal> {
    let by = |code, remedy| Refusal::by(promise(), code, remedy);
    // The wish outlives the tenant: a cancelled one may still have erased at once what waits for its sweep.
    if policy.has_tenants() && facts.tenant.is_none() {
        return Err(by(Code::TenantDenied, Remedy::NameTenant));
    }
    if request.actor.capacity == Capacity::Subject && facts.account(request.actor.subject).is_none() {
        return Err(by(Code::TenantDenied, Remedy::NameTenant));
    }
    let all: Vec<&RecordFact> = facts.records.iter().filter(|record| !wanted(request, record).is_empty()).collect();
    let missing = |named: &Record| !all.iter().any(|record| record.record == *named);
    if all.is_empty() || request.records.iter().any(missing) {
        return Err(by(Code::NotFound, Remedy::Nothing));
    }
    let may = |record: &&RecordFact| {
        let tenants_own = record.holder == Holder(facts.cell.0);
        let herself = request.actor.capacity == Capacity::Subject && record.subject == request.actor.subject;
        let own = !tenants_own && record.subject.is_some() && herself;
        own || administers(policy, facts, &request.actor)
    };
    let hers: Vec<&RecordFact> = all.iter().copied().filter(may).collect();
    let allowed = if request.all { !hers.is_empty() } else { hers.len() == all.len() };
    let asked = if allowed { hers } else { all };
    let removal = |record: &'f RecordFact| Removal {
        record,
        items: free(policy, facts, record, request, moment.now),
        whole: request.items.is_empty(),
    };
    let removals: Vec<Removal<'f>> = asked.into_iter().map(removal).collect();
    // Where a law keeps every value that is asked for, nobody erases any, in whatever role.
    if removals.iter().all(|gone| gone.items.is_empty()) {
        return Err(locked(policy, facts, request, &removals, moment.now));
    }
    if !allowed {
        return Err(by(Code::ActorDenied, administrators(policy)));
    }
    // Everything may go: what that brings about is confirmed first.
    let whole = request.all && request.items.is_empty();
    let needed = removals.iter().filter(|_| !whole).find_map(|gone| needed(policy, facts, gone));
    if let Some((purpose, item)) = needed {
        return Err(Refusal::by(purpose, Code::RequestRefused, Remedy::CloseAccount).about(&item));
    }
    if let (true, Capacity::Subject, Some(subject)) = (whole, request.actor.capacity, request.actor.subject) {
        tell::confirmed(policy, facts, subject)?;
    }
    Ok(removals)
}

/// The items of `record` that are asked for.
fn wanted<'f>(request: &Erase, record: &'f RecordFact) -> Vec<&'f Name> {
    let named = |item: &&Name| request.items.is_empty() || request.items.contains(item);
    record.items.keys().filter(named).collect()
}

/// Those of the items asked for that no law and no hold keeps.
fn free(policy: &Policy, facts: &Facts, record: &RecordFact, request: &Erase, now: Timestamp) -> Vec<Name> {
    let kept = kept(policy, facts, record, now);
    let free = |item: &&Name| !kept.iter().any(|kept| kept.item == **item);
    wanted(request, record).into_iter().filter(free).cloned().collect()
}

/// Why nothing of it goes: what is kept longest of what is asked for.
fn locked(policy: &Policy, facts: &Facts, request: &Erase, removals: &[Removal<'_>], now: Timestamp) -> Refusal {
    let asked = |kept: &Kept| request.items.is_empty() || request.items.contains(&kept.item);
    let kept = removals.iter().flat_map(|gone| kept(policy, facts, gone.record, now)).filter(asked);
    let Some(kept) = kept.max_by_key(|kept| kept.until.unwrap_or(Timestamp::MAX)) else {
        return Refusal::by(promise(), Code::NotFound, Remedy::Nothing);
    };
    let remedy = if kept.hold.is_some() && kept.until.is_none() { Remedy::Nothing } else { Remedy::Wait };
    Refusal::by(kept.promise, Code::RetentionLocked, remedy).about(&kept.item).until(kept.until).under(kept.law)
}

/// What a basic function needs of what would go, while the account is open: an item without which the record is not one,
/// and the last by which somebody is found. A whole record may go, unless it is the account.
fn needed(policy: &Policy, facts: &Facts, removal: &Removal<'_>) -> Option<(Name, Name)> {
    let Removal { record, items, whole } = removal;
    let purpose = policy.document.purposes.get(&record.purpose)?;
    let hers = record.subject.filter(|subject| record.holder == Holder(subject.0));
    let open = facts.account(hers) == Some(AccountState::Open);
    if !open || purpose.function != Function::Basic || (*whole && !purpose.opens_account) {
        return None;
    }
    let row = policy.document.records.get(&record.kind)?;
    let found = |item: &&Name| policy.document.data.get(*item).is_some_and(|data| data.find.is_some());
    let stays = |item: &&Name| !items.contains(item);
    let unfindable = !record.items.keys().filter(found).any(|item| stays(&item));
    let mut needed = items.iter().filter(|item| !row.optional.contains(item) || (unfindable && found(item)));
    needed.next().map(|item| (path("purpose", &record.purpose), item.clone()))
}
