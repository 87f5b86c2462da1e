//! Who of the company's people may read: what must be on file of a person, and the grant that she reads under.
//!
//! Both are stated once, in `[protect]`, and asked of every read by staff: the role says what may be read at all, the grant
//! who of those in the role reads it, for which need and until when.

use crate::actor::{Actor, Capacity, Moment};
use crate::change::Change;
use crate::code::Code;
use crate::duty::{About, Proof, Register, entry_at};
use crate::entry::Entry;
use crate::facts::Facts;
use crate::gate::plays;
use crate::guard::FactorFact;
use crate::plan::{Decision, Plan, decided};
use crate::reference::{Cell, Grant, Subject};
use crate::refusal::{Refusal, Remedy};
use crate::reveal::Reveal;
use jiff::Timestamp;
use policy::rows::{Length, Protect, Purpose};
use policy::time::{Counting, ends_at};
use policy::{Name, Policy};
use serde::{Deserialize, Serialize};

/// What a grant lets its person do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantFile {
    /// Who reads, by random reference.
    pub person: Subject,
    /// In which role, without `role.`.
    pub role: Name,
    /// For which purposes.
    pub purposes: Vec<Name>,
    /// Which items; all that those purposes read, where none is listed.
    pub items: Vec<Name>,
    /// Why she needs it: of things, of no person.
    pub need: String,
    /// Of which tenant only; of whichever, where none is named.
    pub tenant: Option<Cell>,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub until: Timestamp,
}

/// A grant as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantFact {
    /// Its reference.
    pub grant: Grant,
    /// What it lets.
    pub file: GrantFile,
    /// When it was used last.
    pub used_at: Option<Timestamp>,
    /// When it was ended before its time.
    pub ended_at: Option<Timestamp>,
}

/// What becomes of grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GrantChange {
    /// A person may read.
    Give {
        /// Its reference.
        grant: Grant,
        /// What it lets her do.
        file: GrantFile,
    },
    /// A person's grants end.
    End {
        /// Whose.
        person: Subject,
        /// Those of this role; all, where none is named.
        role: Option<Name>,
        /// When.
        at: Timestamp,
    },
    /// A grant was used.
    Use {
        /// Which.
        grant: Grant,
        /// When.
        at: Timestamp,
    },
}

/// What is on file of the person who acts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OnFile {
    /// Her grants.
    pub grants: Vec<GrantFact>,
    /// What was proved of her.
    pub proofs: Vec<Proof>,
    /// Her second factor, if she has one.
    pub factor: Option<FactorFact>,
}

/// A grant to be given.
#[derive(Debug, Clone)]
pub struct Give {
    /// Who gives it.
    pub actor: Actor,
    /// What it lets.
    pub file: GrantFile,
}

/// Grants to be ended: the person left, or has another role.
#[derive(Debug, Clone)]
pub struct End {
    /// Who ends them.
    pub actor: Actor,
    /// Whose.
    pub person: Subject,
    /// Those of this role; all, where none is named.
    pub role: Option<Name>,
}

/// The longest that a need may be, in bytes.
pub const NEED_MAX: usize = 200;

const PROMISE: &str = "protect";

fn by(code: Code, remedy: Remedy) -> Refusal {
    Refusal::by(Name::from(PROMISE), code, remedy)
}

/// Whether the grant opens anything at `at`: begun, not over, not ended, and used often enough not to have lapsed.
#[must_use]
pub fn is_live(policy: &Policy, grant: &GrantFact, at: Timestamp) -> bool {
    let file = &grant.file;
    let unused = policy.document.protect.as_ref().and_then(|row| row.grant_unused.as_ref());
    let lapses_at = unused.and_then(|unused| after(policy, grant.used_at.unwrap_or(file.from), unused));
    let runs = file.from <= at && at < file.until && grant.ended_at.is_none_or(|ended| at < ended);
    runs && lapses_at.is_none_or(|lapses| at < lapses)
}

fn after(policy: &Policy, at: Timestamp, length: &Length) -> Option<Timestamp> {
    let period = policy.period(length)?;
    ends_at(at, &period, Counting::default(), &policy.zone, &policy.calendar).ok().map(|end| end.at)
}

/// What must be on file of the person who reads, is: every duty of `reader-needs` is proved of her and stands now.
///
/// # Errors
/// `agreement_missing` with the first duty that does not stand.
pub(crate) fn on_file(policy: &Policy, facts: &Facts, actor: &Actor, now: Timestamp) -> Result<(), Refusal> {
    let Some(row) = policy.document.protect.as_ref().filter(|_| actor.capacity == Capacity::Staff) else {
        return Ok(());
    };
    let missing = missing(policy, row, actor.subject, &facts.on_file.proofs, now);
    missing.map_or(Ok(()), |duty| Err(by(Code::AgreementMissing, Remedy::FileAgreement(duty))))
}

/// The first duty that is not proved of the person now.
fn missing(policy: &Policy, row: &Protect, person: Option<Subject>, proofs: &[Proof], now: Timestamp) -> Option<Name> {
    let register = Register { proofs: proofs.to_vec(), ..Register::default() };
    let stands = |promise: &&Name| {
        let duty = Name::from(promise.strip_prefix("duty.").unwrap_or(promise));
        let about = person.map(About::Person);
        let state = policy.document.duties.get(&duty).zip(about);
        state.is_some_and(|(row, about)| entry_at(&duty, row, &register, &about, now).standing.open().is_none())
    };
    row.reader_needs.iter().find(|promise| !stands(promise)).cloned()
}

/// The grant under which staff reads, where the policy asks for one.
///
/// # Errors
/// `tenant_denied` where she may read this of another tenant only; `actor_denied` where no grant of hers covers it.
pub(crate) fn granted<'f>(
    policy: &Policy,
    facts: &'f Facts,
    request: &Reveal,
    now: Timestamp,
) -> Result<Option<&'f GrantFact>, Refusal> {
    let Reveal { actor, purpose, items, .. } = request;
    let asks = policy.document.protect.as_ref().is_some_and(|row| row.grant_at_most.is_some());
    if !asks || actor.capacity != Capacity::Staff {
        return Ok(None);
    }
    let fits = |grant: &&GrantFact| {
        let file = &grant.file;
        let hers = actor.subject == Some(file.person) && plays(policy, actor, &file.role);
        let covers = file.items.is_empty() || items.iter().all(|item| file.items.contains(item));
        hers && covers && file.purposes.contains(purpose) && is_live(policy, grant, now)
    };
    let here = |grant: &&GrantFact| grant.file.tenant.is_none_or(|tenant| tenant == facts.cell);
    let live: Vec<&GrantFact> = facts.on_file.grants.iter().filter(fits).collect();
    let widest = |grant: &&GrantFact| if grant.file.items.is_empty() { usize::MAX } else { grant.file.items.len() };
    let found = live.iter().copied().filter(here).max_by_key(widest);
    let code = if live.is_empty() { Code::ActorDenied } else { Code::TenantDenied };
    found.map(Some).ok_or_else(|| by(code, Remedy::ActAs(granter(policy).into_iter().collect())))
}

/// The highest grade that the one who acts is cleared for: of the role of the grant that she reads under, and without one of
/// the roles that the purpose names and she plays. Without a bound where the policy grades nothing, and for whoever is
/// neither staff nor a service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Clearance(Option<u32>);

impl Clearance {
    pub(crate) fn of(policy: &Policy, actor: &Actor, row: &Purpose, grant: Option<&GrantFact>) -> Self {
        let bound = policy.document.has_grades() && matches!(actor.capacity, Capacity::Staff | Capacity::Service);
        let roles = row.by.iter().filter_map(|name| name.strip_prefix("role."));
        let hers = roles.filter(|role| match grant {
            Some(grant) => grant.file.role.as_str() == *role,
            None => plays(policy, actor, role),
        });
        let cleared = |role| policy.document.roles.get(role).and_then(|row| row.cleared);
        Self(bound.then(|| hers.filter_map(cleared).max().unwrap_or(0)))
    }

    /// Whether `item` is not above it; what has no grade is above every one.
    pub(crate) fn reaches(self, policy: &Policy, item: &str) -> bool {
        self.0.is_none_or(|most| policy.document.grade(item).is_some_and(|grade| grade <= most))
    }

    /// That `item` is above it.
    pub(crate) fn refusal(item: &str) -> Refusal {
        by(Code::ActorDenied, Remedy::Nothing).about(item)
    }
}

fn granter(policy: &Policy) -> Option<Name> {
    policy.document.protect.as_ref()?.grant_by.clone()
}

/// Decides whether a grant may be given.
///
/// Refusals in order: a role or a purpose that the policy does not declare (`undeclared_field`); who may not grant, or who
/// would grant herself (`actor_denied`); a purpose that the role does not read for (`purpose_denied`); an item that those
/// purposes do not read (`field_not_allowed`); no need, an end that has come or is too far off (`malformed`); something
/// that must be on file of the person and is not (`agreement_missing`).
#[must_use]
pub fn decide_give(policy: &Policy, facts: &Facts, request: &Give, moment: &Moment) -> Decision {
    let grant = Grant(moment.ids.clone().next_reference());
    let mut entry = Entry::of(policy, moment, &request.actor, "grant");
    entry.about = Some(Name::from("grant.given"));
    entry.subject = Some(request.file.person);
    decided(match check_give(policy, facts, request, moment) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = Name::from(PROMISE);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let given = GrantChange::Give { grant, file: request.file.clone() };
            plan.push_replayed(&promise, Change::Access(given));
            Ok(plan)
        }
    })
}

/// Who may give and end grants: the role that the policy names, and never for herself.
fn may_grant(policy: &Policy, actor: &Actor, person: Subject) -> Result<(), Refusal> {
    let role = granter(policy);
    let named = role.as_ref().and_then(|role| role.strip_prefix("role."));
    let allowed = match named {
        Some(role) => plays(policy, actor, role),
        None => actor.capacity == Capacity::Staff,
    };
    // Who does not say who she is could be granting herself.
    let another = actor.subject.is_some_and(|granter| granter != person);
    let refusal = || by(Code::ActorDenied, Remedy::ActAs(role.clone().into_iter().collect()));
    (allowed && another).then_some(()).ok_or_else(refusal)
}

fn check_give(policy: &Policy, facts: &Facts, request: &Give, moment: &Moment) -> Result<(), Refusal> {
    let (file, document) = (&request.file, &policy.document);
    if !document.roles.contains_key(&file.role) {
        return Err(Refusal::gap(Code::UndeclaredField, &file.role));
    }
    if let Some(purpose) = file.purposes.iter().find(|purpose| !document.purposes.contains_key(*purpose)) {
        return Err(Refusal::gap(Code::UndeclaredField, purpose));
    }
    may_grant(policy, &request.actor, file.person)?;
    let role = policy::rows::path("role", &file.role);
    let rows = || file.purposes.iter().filter_map(|purpose| document.purposes.get_key_value(purpose));
    if let Some((purpose, _)) = rows().find(|(_, row)| !row.by.contains(&role)) {
        return Err(by(Code::PurposeDenied, Remedy::Nothing).about(purpose));
    }
    if let Some(item) = file.items.iter().find(|item| !rows().any(|(_, row)| row.reads.contains_key(*item))) {
        return Err(by(Code::FieldNotAllowed, Remedy::LeaveOut(item.to_string())).about(item));
    }
    let malformed = |part: &str| Err(by(Code::Malformed, Remedy::Correct(part.to_owned())).about(part));
    let row = document.protect.as_ref();
    let latest = row.and_then(|row| row.grant_at_most.as_ref()).and_then(|most| after(policy, moment.now, most));
    if file.need.trim().is_empty() || file.need.len() > NEED_MAX || file.need.chars().any(char::is_control) {
        return malformed("need");
    }
    if file.purposes.is_empty() {
        return malformed("purposes");
    }
    if file.until <= file.from || file.until <= moment.now || latest.is_some_and(|latest| file.until > latest) {
        return malformed("until");
    }
    let missing = row.and_then(|row| missing(policy, row, Some(file.person), &facts.on_file.proofs, moment.now));
    missing.map_or(Ok(()), |duty| Err(by(Code::AgreementMissing, Remedy::FileAgreement(duty))))
}

/// Decides whether a person's grants may be ended, from now on: by who may give them.
#[must_use]
pub fn decide_end(policy: &Policy, facts: &Facts, request: &End, moment: &Moment) -> Decision {
    let mut entry = Entry::of(policy, moment, &request.actor, "grant");
    entry.about = Some(Name::from("grant.ended"));
    entry.subject = Some(request.person);
    decided(match may_grant(policy, &request.actor, request.person) {
        Err(refusal) => Err((refusal, entry)),
        // ---- nothing is refused below this line ----
        Ok(()) => {
            let promise = Name::from(PROMISE);
            entry.promise = Some(promise.clone());
            let mut plan = Plan::resting_on(facts.rests_on.clone(), entry);
            let (person, role) = (request.person, request.role.clone());
            plan.push_replayed(&promise, Change::Access(GrantChange::End { person, role, at: moment.now }));
            Ok(plan)
        }
    })
}

/// That a grant was used, so that it does not lapse.
pub(crate) fn plan_use(grant: Option<&GrantFact>, now: Timestamp, plan: &mut Plan) {
    if let Some(grant) = grant {
        plan.push(&Name::from(PROMISE), Change::Access(GrantChange::Use { grant: grant.grant, at: now }));
    }
}
