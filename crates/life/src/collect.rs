//! Collect: may this record be captured, and how is it locked?

use crate::actor::{Actor, Capacity, Moment};
use crate::answer;
use crate::change::{Change, Shown};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, ConsentState, Facts, TenantState};
use crate::gate::{Ask, Origin, walk};
use crate::ground::{self, GroundFact};
use crate::personal::Personal;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Activity, Case, Cell, Holder, Record, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::retain::{self, Fresh};
use crate::shape;
use jiff::{Timestamp, civil::Date};
use policy::rows::{Keep, RecordRow, Who, path};
use policy::{Act, Gate, Name, Policy, fold_field};
use std::collections::BTreeMap;

mod account;
mod file;

use account::{accepted_by_use, begins};
pub use file::{GivenFile, decide_with_files, largest, refuse_file};

/// A record that somebody wants captured.
#[derive(Debug, Clone)]
pub struct Collect {
    /// Who acts.
    pub actor: Actor,
    /// Whom it is about, if a person.
    pub subject: Option<Subject>,
    /// Why.
    pub purpose: Name,
    /// The record's type.
    pub kind: Name,
    /// The values, in the order given; an item given twice is a batch.
    pub values: Vec<(String, Personal)>,
    /// When it was captured.
    pub captured_at: Timestamp,
    /// For what lasts, such as a recording: when capturing ended.
    pub captured_until: Option<Timestamp>,
    /// Where it comes from.
    pub origin: Origin,
    /// The activity in which it was captured.
    pub activity: Option<Activity>,
    /// On which occasion.
    pub occasion: Option<Name>,
    /// On which platform of the product.
    pub platform: Option<Name>,
    /// The items whose values are a minor's: they count as sensitive from then on.
    pub minors: Vec<Name>,
    /// Whether the act opens the tenant, too: the first account of a new enterprise.
    pub opens_tenant: bool,
    /// For an act that opens an account: what the person accepted.
    pub accepts: Option<Shown>,
    /// A birth date given as evidence of age; never stored.
    pub born: Option<Date>,
}

/// Decides whether the record may be captured.
///
/// Refusals in order: prohibited field, purpose, origin or batch (`forbidden_field`); unknown purpose
/// (`purpose_denied`); undeclared record or field (`undeclared_field`); the gate's needs; the values' shape
/// (`malformed`).
#[must_use]
pub fn decide(policy: &Policy, facts: &Facts, request: &Collect, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "collect");
    entry.subject = request.subject;
    entry.purpose = Some(request.purpose.clone()).filter(|name| policy.document.purposes.contains_key(name));
    entry.activity = request.activity;
    entry.platform = request.platform.clone().filter(|name| policy.document.platforms.contains_key(name));
    let checked = check(policy, facts, request, moment, None);
    decided(match checked {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(captured) => {
            let mut plan = capture(policy, facts, request, moment, captured, None, entry);
            if let Some(ground) = on_ground(policy, facts, request, moment) {
                plan.entry.promise = Some(path("ground", &ground.ground));
            }
            Ok(plan)
        }
    })
}

/// The ground on which it is captured, if the activity that it names is one and opens every field.
fn on_ground<'f>(policy: &Policy, facts: &'f Facts, request: &Collect, moment: &Moment) -> Option<&'f GroundFact> {
    let ground = ground::on_ground(policy, facts, "collect", request.subject, moment.now)?;
    let opens = |(field, _): &(String, Personal)| ground.items.iter().any(|item| item == field.as_str());
    request.values.iter().all(opens).then_some(ground)
}

/// The plan that captures what somebody wrote in `case`: no account is needed, and it ends with the case.
pub(crate) fn plan_in_case(
    policy: &Policy,
    facts: &Facts,
    request: &Collect,
    moment: &Moment,
    case: Case,
    entry: Entry,
) -> Result<Plan, Refusal> {
    let captured = check(policy, facts, request, moment, Some(case))?;
    // ---- nothing is refused below this line ----
    Ok(capture(policy, facts, request, moment, captured, Some(case), entry))
}

fn check<'p>(
    policy: &'p Policy,
    facts: &Facts,
    request: &Collect,
    moment: &Moment,
    case: Option<Case>,
) -> Result<(&'p Gate, &'p RecordRow), Refusal> {
    let items = counts(request);
    not_barred(policy, request, &items)?;
    let gate = policy
        .gate(Act::Collect, &request.purpose)
        .ok_or_else(|| Refusal::gap(Code::PurposeDenied, &request.purpose))?;
    let row = declared(policy, gate, request)?;
    let ask = Ask {
        now: moment.now,
        actor: &request.actor,
        subject: request.subject,
        purpose: &request.purpose,
        occasion: request.occasion.as_ref(),
        captured_at: request.captured_at,
        captured_until: request.captured_until.unwrap_or(request.captured_at),
        origin: request.origin,
        items: &items,
        born: request.born,
        accepts: request.accepts.is_some() && opens_account(policy, request),
        before_account: opens_account(policy, request) || holds_drawn(policy, row) || case.is_some(),
        ground: on_ground(policy, facts, request, moment),
        platform: request.platform.as_ref(),
    };
    // A person's record hangs on her account, or nothing would ever end it.
    if row.holder == Who::Subject && request.subject.is_none() && !ask.before_account {
        let refusal = Refusal::by(gate.promise.clone(), Code::Malformed, Remedy::Correct("subject".into()));
        return Err(refusal.about("subject"));
    }
    if opens_account(policy, request) {
        if let Some(shown) = &request.accepts {
            shown.check(policy, &gate.promise)?;
        }
        joins(policy, facts, request, gate)?;
        not_flagged(policy, facts, request)?;
        begins(facts, request, gate)?;
    }
    walk(policy, gate, facts, &ask)?;
    // Nobody records in another person's name; a service of the product may do it for her.
    let by_another = request.actor.capacity == Capacity::Subject && request.actor.subject != request.subject;
    if row.holder == Who::Subject && by_another && !ask.before_account {
        let remedy = Remedy::ActAs(vec![Name::from("subject")]);
        return Err(Refusal::by(gate.promise.clone(), Code::ActorDenied, remedy));
    }
    let (began, ended) = (request.captured_at, request.captured_until.unwrap_or(request.captured_at));
    if began > ended || ended > moment.now {
        return Err(Refusal::by(gate.promise.clone(), Code::Malformed, Remedy::Correct("captured_at".into())));
    }
    well_formed(policy, gate, row, request, &items)?;
    may_mark(policy, gate, request, &items)?;
    Ok((gate, row))
}

/// A mark says what the policy says of it; without a word on marks there are none, and none on what is not given.
fn may_mark(policy: &Policy, gate: &Gate, request: &Collect, given: &Counts<'_>) -> Result<(), Refusal> {
    let marks = policy.document.minors.as_ref().is_some_and(|row| row.marked.is_some());
    match request.minors.iter().find(|item| !given.contains_key(item.as_str())) {
        _ if request.minors.is_empty() => Ok(()),
        _ if !marks => Err(Refusal::gap(Code::UndeclaredField, "minors")),
        Some(item) => {
            let refusal = Refusal::by(gate.promise.clone(), Code::Malformed, Remedy::Correct("minors".into()));
            Err(refusal.about(item))
        }
        None => Ok(()),
    }
}

fn opens_account(policy: &Policy, request: &Collect) -> bool {
    policy.document.purposes.get(&request.purpose).is_some_and(|purpose| purpose.opens_account)
}

fn holds_drawn(policy: &Policy, row: &RecordRow) -> bool {
    row.holds.iter().any(|item| policy.document.data.get(item).is_some_and(|data| data.drawn.is_some()))
}

/// An account belongs to a tenant: a new one that the same act opens, or an active one that it names.
fn joins(policy: &Policy, facts: &Facts, request: &Collect, gate: &Gate) -> Result<(), Refusal> {
    if !policy.has_tenants() || (request.opens_tenant && facts.tenant.is_none()) {
        return Ok(());
    }
    let by = |code, remedy| Err(Refusal::by(gate.promise.clone(), code, remedy));
    match (facts.tenant_named, facts.tenant) {
        (true, Some(TenantState::Active)) => Ok(()),
        (true, Some(_)) => by(Code::AccountDisabled, Remedy::BeginAgain),
        _ => by(Code::TenantDenied, Remedy::NameTenant),
    }
}

/// Whom staff, a service or a guardian reported as under age does not register.
fn not_flagged(policy: &Policy, facts: &Facts, request: &Collect) -> Result<(), Refusal> {
    let flagged = facts.account(request.subject) == Some(AccountState::Disabled) && policy.document.minors.is_some();
    let refusal = || Refusal::by(Name::from("minors"), Code::AgeDenied, Remedy::Nothing);
    (!flagged).then_some(()).ok_or_else(refusal)
}

fn not_barred(policy: &Policy, request: &Collect, counts: &Counts<'_>) -> Result<(), Refusal> {
    let folded: Vec<String> = request.values.iter().map(|(field, _)| fold_field(field)).collect();
    for bar in policy.bars() {
        let by = |about: &str| {
            let remedy = Remedy::LeaveOut(about.to_owned());
            Err(Refusal::by(bar.promise.clone(), Code::ForbiddenField, remedy).about(about))
        };
        if let Some(at) = folded.iter().position(|field| bar.fields.contains(field)) {
            return by(request.values.get(at).map_or("", |(field, _)| field));
        }
        let spoken = |item: &str| bar.speaks_of(item);
        if bar.origins.contains(request.origin.as_str())
            && let Some((item, _)) = request.values.iter().find(|(item, _)| spoken(item))
        {
            return by(item);
        }
        if bar.batches
            && let Some((item, _)) = counts.iter().find(|(item, count)| spoken(item) && **count > 1)
        {
            return by(item);
        }
        if bar.purposes.contains(&request.purpose) {
            let refusal = Refusal::by(bar.promise.clone(), Code::PurposeDenied, Remedy::Nothing);
            return Err(refusal.about(&request.purpose));
        }
    }
    Ok(())
}

/// How many values of each item are given.
type Counts<'a> = BTreeMap<&'a str, u32>;

fn counts(request: &Collect) -> Counts<'_> {
    let mut counts = Counts::new();
    for (item, _) in &request.values {
        *counts.entry(item.as_str()).or_insert(0) += 1;
    }
    counts
}

fn declared<'p>(policy: &'p Policy, gate: &Gate, request: &Collect) -> Result<&'p RecordRow, Refusal> {
    let row = policy.document.records.get(&request.kind).filter(|_| gate.records.contains(&request.kind));
    let row = row.ok_or_else(|| Refusal::gap(Code::UndeclaredField, &request.kind))?;
    match request.values.iter().find(|(field, _)| !row.holds.iter().any(|item| item == field.as_str())) {
        Some((field, _)) => Err(Refusal::gap(Code::UndeclaredField, field)),
        None => Ok(row),
    }
}

fn well_formed(
    policy: &Policy,
    gate: &Gate,
    row: &RecordRow,
    request: &Collect,
    given: &Counts<'_>,
) -> Result<(), Refusal> {
    let malformed = |item: &str| {
        let remedy = Remedy::Correct(item.to_owned());
        Err(Refusal::by(gate.promise.clone(), Code::Malformed, remedy).about(item))
    };
    if request.values.is_empty() {
        return malformed(&request.kind);
    }
    let missing = row.holds.iter().find(|item| !row.optional.contains(item) && !given.contains_key(item.as_str()));
    let twice = || given.iter().find(|(_, count)| **count > 1).map(|(item, _)| *item);
    if let Some(item) = missing.map(Name::as_str).or_else(twice) {
        return malformed(item);
    }
    match request.values.iter().find(|(item, value)| !shape::fits(policy.shape(item), value)) {
        Some((item, _)) => malformed(item),
        None => file::refuse_value(policy, request).map_or(Ok(()), Err),
    }
}

fn capture(
    policy: &Policy,
    facts: &Facts,
    request: &Collect,
    moment: &Moment,
    (gate, row): (&Gate, &RecordRow),
    case: Option<Case>,
    mut entry: Entry,
) -> Plan {
    let mut ids = moment.ids.clone();
    let record = Record(ids.next_reference());
    let subject = request.subject.unwrap_or_else(|| Subject(ids.next_reference()));
    let about_person = (row.holder == Who::Subject && case.is_none()) || request.subject.is_some();
    entry.records = vec![record];
    entry.subject = about_person.then_some(subject);
    let given = |item: &&Name| request.values.iter().any(|(field, _)| field == item.as_str());
    entry.items = row.holds.iter().filter(given).map(|item| (item.clone(), None)).collect();
    entry.minors.clone_from(&request.minors);
    entry.promise = Some(gate.promise.clone());
    let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
    if request.opens_tenant && opens_account(policy, request) {
        plan.push_replayed(&gate.promise, Change::OpenTenant);
    }
    let accepts = request.accepts.clone().or_else(|| accepted_by_use(policy, facts, request));
    if let Some(shown) = accepts.filter(|_| opens_account(policy, request)) {
        open_account(policy, request, moment, subject, shown, gate, &mut plan);
    }
    answer::plan_use(policy, facts, &request.actor, moment.now, &mut plan);
    // One of its kind, or a code: the new one takes the place of the old.
    if row.single || holds_drawn(policy, row) {
        for old in facts.records.iter().filter(|old| old.kind == request.kind) {
            retain::replace(policy, facts, old, moment.now, &gate.promise, &mut plan);
        }
    }
    let holder = case.map_or_else(|| holder_of(row, facts.cell, subject), |case| Holder(case.0));
    let site = Site { record, holder, subject: about_person.then_some(subject) };
    keep((policy, facts), request, moment, site, (row, gate), &mut plan);
    plan
}

/// Which record it becomes, and whose.
struct Site {
    record: Record,
    holder: Holder,
    subject: Option<Subject>,
}

fn open_account(
    policy: &Policy,
    request: &Collect,
    moment: &Moment,
    subject: Subject,
    shown: Shown,
    gate: &Gate,
    plan: &mut Plan,
) {
    plan.entry.act = Name::from("register");
    plan.entry.kept = retain::log_end(policy, "register", moment.now);
    let account = Change::SetAccount { subject, state: AccountState::Open, at: moment.now };
    plan.push_replayed(&gate.promise, account);
    let kind = policy.document.purposes.get(&request.purpose).and_then(|row| row.consent);
    let kind = Name::from(kind.unwrap_or(policy::rows::ConsentKind::General).as_str());
    let (purpose, state) = (request.purpose.clone(), ConsentState::Given);
    answer::plan_opening(policy, subject, &purpose, &shown, moment.now, plan);
    let consent = Change::SetConsent { subject, purpose, state, kind, shown, at: moment.now };
    plan.push_replayed(&gate.promise, consent);
}

const fn holder_of(row: &RecordRow, cell: Cell, subject: Subject) -> Holder {
    match row.holder {
        Who::Subject => Holder(subject.0),
        _ => Holder(cell.0),
    }
}

fn keep(
    (policy, facts): (&Policy, &Facts),
    request: &Collect,
    moment: &Moment,
    Site { record, holder, subject }: Site,
    (row, gate): (&RecordRow, &Gate),
    plan: &mut Plan,
) {
    let names: Vec<Name> = plan.entry.items.iter().map(|(item, _)| item.clone()).collect();
    let open = names.iter().filter(|item| policy.keep(item) == Keep::Open).cloned().collect();
    // A value about nobody ends like any other, so it has its group and its keyslots.
    let (purpose, kind, at) = (&request.purpose, &request.kind, moment.now);
    let groups = retain::groups(policy, facts, Fresh { subject, purpose, kind, items: &names, at });
    retain::plan_terms(policy, &groups, moment.now, plan);
    crate::derive::prompt::plan(policy, kind, at, plan);
    if let (Some(activity), false) = (request.activity, request.values.is_empty()) {
        for (item, count) in counts(request) {
            plan.push(&gate.promise, Change::Take { activity, item: Name::from(item), count });
        }
    }
    let find = names.iter().filter(|item| policy.can_find(item)).cloned().collect();
    plan.push(
        &gate.promise,
        Change::Keep {
            record,
            kind: request.kind.clone(),
            holder,
            subject,
            purpose: request.purpose.clone(),
            activity: request.activity,
            revision: 1,
            captured_at: request.captured_at,
            at: moment.now,
            groups,
            open,
            find,
            minors: request.minors.clone(),
            single: row.single,
        },
    );
}
