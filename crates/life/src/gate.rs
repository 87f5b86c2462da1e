//! Walking a gate: its needs in the order of precedence, the first that fails refuses.

use crate::actor::{Actor, Capacity};
use crate::code::Code;
use crate::entry::Entry;
use crate::facts::{AccountState, AnswerFact, ConsentFact, ConsentState, Facts, Given, TenantState};
use crate::ground::GroundFact;
use crate::reference::{Holder, Subject};
use crate::refusal::{Refusal, Remedy};
use jiff::{Timestamp, civil::Date};
use policy::rows::{Answering, Awaited, Basis, Function, Who};
use policy::{Gate, Name, Need, Policy};
use std::collections::BTreeMap;

/// What a gate is asked.
#[derive(Debug)]
pub(crate) struct Ask<'a> {
    pub now: Timestamp,
    pub actor: &'a Actor,
    pub subject: Option<Subject>,
    pub purpose: &'a Name,
    pub occasion: Option<&'a Name>,
    pub captured_at: Timestamp,
    pub captured_until: Timestamp,
    pub origin: Origin,
    /// How many values of each item are captured.
    pub items: &'a BTreeMap<&'a str, u32>,
    /// A birth date given as evidence; never stored.
    pub born: Option<Date>,
    /// Consent given in the same act: registration accepts the policy.
    pub accepts: bool,
    /// Works without an account: a code is drawn before there is one.
    pub before_account: bool,
    /// The ground on which it is done without consent.
    pub ground: Option<&'a GroundFact>,
    /// The platform on which it happens, where that is said.
    pub platform: Option<&'a Name>,
}

/// Where a capture comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// The product's own app or page, in use.
    #[default]
    App,
    /// A process of the product that runs while it is not in use.
    Background,
    /// Another application.
    OtherApp,
}

impl Origin {
    /// The word in the policy file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::Background => "background",
            Self::OtherApp => "other-app",
        }
    }

    /// The origin that `word` names.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::App, Self::Background, Self::OtherApp].into_iter().find(|origin| origin.as_str() == word)
    }
}

/// The first need that fails, as a refusal.
pub(crate) fn walk(policy: &Policy, gate: &Gate, facts: &Facts, ask: &Ask<'_>) -> Result<(), Refusal> {
    on_platform(policy, ask.platform, policy.document.purposes.get(ask.purpose))?;
    let of_purpose = gate.by_purpose.get(ask.purpose).into_iter().flatten();
    gate.needs.iter().chain(of_purpose).try_for_each(|need| meets(policy, gate, facts, ask, need))
}

/// As [`walk`], where there is nobody whose will could be asked: only who acts, and for what, is looked at.
pub(crate) fn walk_for_nobody(policy: &Policy, gate: &Gate, facts: &Facts, ask: &Ask<'_>) -> Result<(), Refusal> {
    let hers = |need: &&Need| matches!(need, Need::Consent { .. } | Need::Permission(_));
    let of_purpose = gate.by_purpose.get(ask.purpose).into_iter().flatten();
    let needs = gate.needs.iter().chain(of_purpose).filter(|need| !hers(need));
    needs.into_iter().try_for_each(|need| meets(policy, gate, facts, ask, need))
}

/// The first of the needs of an environment for a recipient that fails: nobody's data is read yet.
pub(crate) fn walk_in(policy: &Policy, gate: &Gate, facts: &Facts, ask: &Ask<'_>) -> Result<(), Refusal> {
    let of_the_house = |need: &&Need| matches!(need, Need::Purpose(_) | Need::OpenAccount | Need::Agreement { .. });
    gate.needs.iter().filter(of_the_house).try_for_each(|need| meets(policy, gate, facts, ask, need))
}

fn meets(policy: &Policy, gate: &Gate, facts: &Facts, ask: &Ask<'_>, need: &Need) -> Result<(), Refusal> {
    let by = |code, remedy| Refusal::by(gate.promise.clone(), code, remedy);
    match need {
        Need::OpenAccount => open_account(policy, gate, facts, ask),
        Need::Age(under) => of_age(policy, ask, *under),
        Need::Actor(allowed) => may_act(policy, gate, facts, ask.actor, ask.subject, allowed),
        Need::Purpose(purposes) => {
            let refusal = || by(Code::PurposeDenied, Remedy::Nothing).about(ask.purpose);
            purposes.contains(ask.purpose).then_some(()).ok_or_else(refusal)
        }
        Need::Consent { purpose, function, .. } => agreed(policy, gate, facts, ask, purpose, *function),
        Need::Permission(permission) => permitted(gate, facts, ask, permission),
        Need::During { activity, takes, by_subject } => in_use(gate, facts, ask, activity, takes, *by_subject),
        Need::Occasion(occasions) => {
            let given = ask.occasion.is_some_and(|occasion| occasions.contains(occasion));
            let refusal = || {
                let about = ask.occasion.map_or("", Name::as_str);
                by(Code::PurposeDenied, Remedy::Nothing).about(about)
            };
            given.then_some(()).ok_or_else(refusal)
        }
        Need::Platform(platforms) => {
            let there = ask.platform.is_some_and(|platform| platforms.contains(platform));
            let refusal = || {
                let remedy = Remedy::On(platforms.iter().cloned().collect());
                by(Code::ChannelDenied, remedy).about(ask.platform.map_or("", Name::as_str))
            };
            there.then_some(()).ok_or_else(refusal)
        }
        Need::Answer { to, awaited, by, again } => answered(policy, facts, ask, (to, *awaited, *by, *again)),
        Need::Agreement { agreement, terms } => under_agreement(facts, ask.now, agreement, terms),
    }
}

/// What is said of the platform is one that the policy has; somebody else's is one only for a purpose that lists it.
pub(crate) fn on_platform(
    policy: &Policy,
    platform: Option<&Name>,
    purpose: Option<&policy::rows::Purpose>,
) -> Result<(), Refusal> {
    let Some(platform) = platform else { return Ok(()) };
    let listed = purpose.is_some_and(|row| row.platforms.contains(platform));
    match policy.document.platforms.get(platform) {
        None => Err(Refusal::gap(Code::ChannelDenied, platform)),
        Some(row) if row.foreign && !listed => {
            let promise = policy::rows::path("platform", platform);
            Err(Refusal::by(promise, Code::ChannelDenied, Remedy::Nothing).about(platform))
        }
        Some(_) => Ok(()),
    }
}

/// What must have been answered has been, by whom it must, and in a version that still covers the purpose.
fn answered(
    policy: &Policy,
    facts: &Facts,
    ask: &Ask<'_>,
    (to, awaited, by, again): (&Name, Awaited, Answering, bool),
) -> Result<(), Refusal> {
    let row = policy.document.purposes.get(ask.purpose);
    let opens = row.is_some_and(|row| row.opens_account);
    let in_the_act = opens && ask.accepts && by == Answering::Subject;
    if in_the_act || ask.ground.is_some() || (ask.before_account && !opens) {
        return Ok(());
    }
    let entrusted = row.is_some_and(|row| row.basis == Basis::Entrusted);
    let person = if entrusted { ask.actor.subject } else { ask.subject.or(ask.actor.subject) };
    let holder = match by {
        Answering::Tenant => Some(Holder(facts.cell.0)),
        Answering::Subject => person.map(|subject| Holder(subject.0)),
    };
    // What is about nobody, and done by nobody in person, waits for no person's answer.
    if holder.is_none() && !opens {
        return Ok(());
    }
    let answer = holder.and_then(|holder| facts.answer(holder, to));
    let refused = |code, remedy| Err(Refusal::by(to.clone(), code, remedy));
    if answer.is_some_and(AnswerFact::has_declined) {
        return refused(Code::ConsentWithdrawn, Remedy::Accept(to.clone()));
    }
    let given = answer.and_then(|answer| match awaited {
        Awaited::Accepted => answer.agreement(false),
        Awaited::Shown => answer.told(),
    });
    let covers =
        |given: &Given| facts.counts(given.at) && (!again || policy.acceptance_covers(&given.notice, ask.purpose));
    match (given, awaited) {
        (Some(given), _) if covers(given) => Ok(()),
        (_, Awaited::Accepted) => refused(Code::PolicyNotAccepted, Remedy::Accept(to.clone())),
        (_, Awaited::Shown) if to == crate::answer::POLICY => {
            refused(Code::PolicyNotAccepted, Remedy::Show(to.clone()))
        }
        (_, Awaited::Shown) => refused(Code::NoticeMissing, Remedy::Show(to.clone())),
    }
}

/// The tenant is active, and every person concerned is known in it with an open account.
fn open_account(policy: &Policy, gate: &Gate, facts: &Facts, ask: &Ask<'_>) -> Result<(), Refusal> {
    if ask.before_account && !facts.tenant_named {
        return Ok(());
    }
    let denied = || Refusal::by(gate.promise.clone(), Code::TenantDenied, Remedy::NameTenant);
    let disabled = || Refusal::by(gate.promise.clone(), Code::AccountDisabled, Remedy::BeginAgain);
    if policy.has_tenants() {
        match facts.tenant {
            None => return Err(denied()),
            Some(TenantState::Suspended | TenantState::Cancelled | TenantState::Ended) => return Err(disabled()),
            Some(TenantState::Active) => {}
        }
    }
    // Whoever names a person as the one who acts has her account looked at, in whatever capacity.
    let account = facts.account(ask.actor.subject);
    // The company's own people need none: it is the register that knows them.
    let needless = ask.actor.capacity == Capacity::Staff && account.is_none();
    let actor = (ask.actor.subject.is_some() && !needless, account);
    // Whom a tenant's own records speak of need have no account: an employee's child, a former employee.
    let entrusted = policy.document.purposes.get(ask.purpose).is_some_and(|row| row.basis == Basis::Entrusted);
    let about = ask.subject.is_some() && !entrusted;
    let concerned = [actor, (about, facts.account(ask.subject))];
    for (_, account) in concerned.into_iter().filter(|(concerned, _)| *concerned) {
        match account {
            Some(AccountState::Open) => {}
            Some(AccountState::Disabled | AccountState::Cancelled) => return Err(disabled()),
            None if ask.before_account => {}
            None => return Err(denied()),
        }
    }
    Ok(())
}

/// Why the cell turns the act away, whatever its room says: the service has ended, or she is a stranger to it.
#[must_use]
pub fn turned_away(policy: &Policy, facts: &Facts, entry: &Entry) -> Option<Refusal> {
    crate::ended::refused(policy, facts, entry).or_else(|| stranger(policy, facts, entry))
}

/// Whether a person acts in a tenant that does not know her: nothing there is for her, whatever the act; but she may open
/// her account in it.
fn stranger(policy: &Policy, facts: &Facts, entry: &Entry) -> Option<Refusal> {
    let actor = &entry.actor;
    let herself = matches!(actor.capacity, Capacity::Subject | Capacity::Guardian) && actor.subject.is_some();
    let named = policy.has_tenants() && facts.tenant_named;
    let purpose = entry.purpose.as_ref().and_then(|purpose| policy.document.purposes.get(purpose));
    let opens = purpose.is_some_and(|row| row.opens_account);
    let unknown = named && herself && !opens && facts.account(actor.subject).is_none();
    unknown.then(|| Refusal::by(Name::from("policy"), Code::TenantDenied, Remedy::NameTenant))
}

fn of_age(policy: &Policy, ask: &Ask<'_>, under: u32) -> Result<(), Refusal> {
    let Some(born) = ask.born else { return Ok(()) };
    let today = ask.now.to_zoned(policy.zone.clone()).date();
    let years = jiff::Span::new().try_years(under).ok();
    let old_enough = years.and_then(|span| born.checked_add(span).ok()).is_some_and(|birthday| birthday <= today);
    let refusal = || Refusal::by(Name::from("minors"), Code::AgeDenied, Remedy::Wait);
    old_enough.then_some(()).ok_or_else(refusal)
}

/// A role is played in its own capacity: a tenant's by a person, staff's by staff, a service's by a service.
pub(crate) fn plays(policy: &Policy, actor: &Actor, role: &str) -> bool {
    let of = policy.document.roles.get(role).map(|row| row.of);
    let capacity = match actor.capacity {
        Capacity::Subject => matches!(of, Some(Who::Tenant | Who::Subject)),
        Capacity::Staff => of == Some(Who::Staff),
        Capacity::Service => of == Some(Who::Service),
        Capacity::Guardian | Capacity::Job => false,
    };
    capacity && actor.has_role(role)
}

fn may_act(
    policy: &Policy,
    gate: &Gate,
    facts: &Facts,
    actor: &Actor,
    subject: Option<Subject>,
    allowed: &std::collections::BTreeSet<Name>,
) -> Result<(), Refusal> {
    let as_subject = allowed.contains("subject") && actor.capacity == Capacity::Subject;
    // A record of the tenant itself is every member's; a person's record is hers alone.
    let own = as_subject && (subject.is_none() || actor.subject == subject) && facts.account(actor.subject).is_some();
    let by_role = allowed.iter().filter_map(|name| name.strip_prefix("role.")).any(|role| plays(policy, actor, role));
    let refusal = || {
        let remedy = Remedy::ActAs(allowed.iter().cloned().collect());
        Refusal::by(gate.promise.clone(), Code::ActorDenied, remedy)
    };
    (own || by_role).then_some(()).ok_or_else(refusal)
}

fn agreed(
    policy: &Policy,
    gate: &Gate,
    facts: &Facts,
    ask: &Ask<'_>,
    purpose: &Name,
    function: Function,
) -> Result<(), Refusal> {
    if ask.ground.is_some() {
        return Ok(());
    }
    let by = |code, remedy| Err(Refusal::by(gate.promise.clone(), code, remedy));
    let given = facts.person(ask.subject).and_then(|person| person.consents.get(purpose));
    match given.map(|consent| consent.state) {
        // What was agreed to was less than what the policy says now, or nobody knows whether it was withdrawn since: it is
        // asked again.
        Some(ConsentState::Given) if !given.is_some_and(|fact| stands(policy, facts, fact, purpose)) => {
            by(Code::ConsentRequired, Remedy::AskConsent(purpose.clone()))
        }
        Some(ConsentState::Given) => Ok(()),
        Some(ConsentState::Withdrawn) => by(Code::ConsentWithdrawn, Remedy::AskConsent(purpose.clone())),
        None if function == Function::Additional => by(Code::FeatureInactive, Remedy::Enable(purpose.clone())),
        None => by(Code::ConsentRequired, Remedy::AskConsent(purpose.clone())),
    }
}

/// Whether a consent that was given covers what the policy says of `purpose` now, and would be known to be withdrawn.
pub(crate) fn stands(policy: &Policy, facts: &Facts, given: &ConsentFact, purpose: &Name) -> bool {
    facts.counts(given.at) && policy.consent_covers(&given.notice, purpose)
}

fn permitted(gate: &Gate, facts: &Facts, ask: &Ask<'_>, permission: &Name) -> Result<(), Refusal> {
    // What was captured before the grant was captured without it, however late it is delivered.
    let fact = facts.person(ask.subject).and_then(|person| person.permissions.get(permission));
    let granted = fact.is_some_and(|fact| fact.granted && fact.at <= ask.captured_at);
    let refusal =
        || Refusal::by(gate.promise.clone(), Code::PermissionDenied, Remedy::AskPermission(permission.clone()));
    granted.then_some(()).ok_or_else(refusal)
}

fn in_use(
    gate: &Gate,
    facts: &Facts,
    ask: &Ask<'_>,
    kind: &Name,
    takes: &BTreeMap<Name, u32>,
    by_subject: bool,
) -> Result<(), Refusal> {
    let inactive = || Refusal::by(gate.promise.clone(), Code::FeatureInactive, Remedy::Open(kind.clone()));
    let activity = facts.activity.as_ref().filter(|activity| activity.kind == *kind).ok_or_else(inactive)?;
    let nobodys = activity.opened_by.is_none() && !by_subject;
    let own = nobodys || (activity.opened_by.is_some() && activity.opened_by == ask.subject);
    let begun = activity.opened_at <= ask.captured_at;
    let still = activity.closed_at.is_none_or(|closed_at| ask.captured_until <= closed_at);
    let room = ask.items.iter().all(|(item, count)| {
        let taken = activity.taken.get(*item).copied().unwrap_or(0);
        takes.get(*item).is_none_or(|most| taken.saturating_add(*count) <= *most)
    });
    let attended = ask.origin == Origin::App;
    (own && begun && still && room && attended).then_some(()).ok_or_else(inactive)
}

fn under_agreement(facts: &Facts, now: Timestamp, agreement: &Name, terms: &[Name]) -> Result<(), Refusal> {
    let in_force = facts.agreement.as_ref().is_some_and(|fact| {
        !fact.suspended && fact.from <= now && now < fact.until && terms.iter().all(|term| fact.terms.contains(term))
    });
    let promise = policy::rows::path("agreement", agreement);
    let refusal = || Refusal::by(promise, Code::AgreementMissing, Remedy::FileAgreement(agreement.clone()));
    in_force.then_some(()).ok_or_else(refusal)
}
