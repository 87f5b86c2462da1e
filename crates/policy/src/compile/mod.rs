//! From rows to primitives.

mod ends;

pub(crate) use ends::{covers_of, purpose_ends};

use crate::Form;
use crate::check;
use crate::gate::{Act, Bar, Gate, Need, fold_field};
use crate::name::Name;
use crate::policy::{Clock, Duty, Policy};
use crate::rows::{
    Acceptance, Answering, Audience, Awaited, Basis, Cookie, CookieKind, Document, Length, Notice, Purpose, Recipient,
    Who, path,
};
use crate::time::Calendar;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// `None` only for a document that `check` refuses.
pub(crate) fn compile(document: Document, hash: String) -> Option<Policy> {
    let header = document.policy.as_ref()?;
    let zone = TimeZone::get(&header.time_zone).ok()?;
    let (product, version) = (header.id.clone(), header.version.clone());
    let ends = ends::ends(&document)?;
    let covers = ends::covers(&document, &ends);
    let (gates, bars) = (gates(&document), bars(&document));
    let (clocks, duties) = (clocks(&document), duties(&document));
    Some(Policy {
        hash,
        product,
        version,
        zone,
        calendar: Calendar::official(),
        gates,
        bars,
        ends,
        former: Vec::new(),
        former_grounds: Default::default(),
        covers,
        clocks,
        duties,
        earlier: HashMap::new(),
        later: HashSet::new(),
        document,
    })
}

fn gates(document: &Document) -> HashMap<(Act, Name), Gate> {
    let mut gates = HashMap::new();
    for (name, row) in &document.purposes {
        let promise = path("purpose", name);
        if !row.collects.is_empty() {
            let records = row.collects.iter().cloned().collect();
            let needs = collect_needs(document, name, row);
            gates.insert((Act::Collect, name.clone()), Gate { records, ..gate(promise.clone(), needs) });
        }
        let forms = row.reads.clone();
        gates.insert((Act::Read, name.clone()), Gate { forms, ..gate(promise, read_needs(name, row)) });
    }
    for (name, row) in &document.recipients {
        gates.insert((Act::Release, name.clone()), release_gate(document, name, row));
    }
    for (name, row) in &document.messages {
        // What is owed to people whatever became of their account reaches them: a notice of an incident.
        let owed = document.purposes.get(&row.purpose).is_some_and(|purpose| purpose.outlives_account);
        let mut needs = if owed { Vec::new() } else { vec![Need::OpenAccount] };
        needs.push(Need::Purpose([row.purpose.clone()].into()));
        gates.insert((Act::Message, name.clone()), gate(path("message", name), needs));
    }
    for (name, row) in &document.cookies {
        gates.insert((Act::Place, name.clone()), gate(path("cookie", name), cookie_needs(document, row)));
    }
    for (name, row) in &document.automated {
        let mut needs = vec![Need::OpenAccount, Need::Purpose([row.purpose.clone()].into())];
        needs.extend(of_purpose(document, &row.purpose));
        let forms = row.uses.iter().map(|item| (item.clone(), Form::Clear)).collect();
        gates.insert((Act::Decide, name.clone()), Gate { forms, ..gate(path("automated", name), needs) });
    }
    for (name, row) in &document.derived {
        let needs = vec![Need::Purpose(row.purposes.iter().cloned().collect()), Need::OpenAccount];
        let by = |purpose: &Name| {
            let row = document.purposes.get(purpose)?;
            // A set is a role's to use: nobody has one in her own matter.
            let roles = row.by.iter().filter(|by| by.starts_with("role.")).cloned().collect();
            Some((purpose.clone(), vec![Need::Actor(roles)]))
        };
        let by_purpose = row.purposes.iter().filter_map(by).collect();
        let forms = row.from.iter().map(|from| (from.clone(), Form::Aggregate)).collect();
        gates.insert((Act::Derive, name.clone()), Gate { forms, by_purpose, ..gate(path("derived", name), needs) });
    }
    gates
}

fn gate(promise: Name, needs: Vec<Need>) -> Gate {
    Gate { promise, records: BTreeSet::new(), forms: BTreeMap::new(), needs, by_purpose: BTreeMap::new() }
}

/// An essential cookie waits for nobody; any other for the consent of its purpose.
fn cookie_needs(document: &Document, row: &Cookie) -> Vec<Need> {
    let purpose = row.purpose.as_ref().filter(|_| row.kind != CookieKind::Essential);
    purpose.into_iter().flat_map(|purpose| of_purpose(document, purpose)).collect()
}

fn of_purpose(document: &Document, purpose: &Name) -> Vec<Need> {
    document.purposes.get(purpose).map(|row| purpose_needs(document, purpose, row)).unwrap_or_default()
}

/// In the order of precedence in which refusals are given.
fn collect_needs(document: &Document, name: &Name, row: &Purpose) -> Vec<Need> {
    let mut needs = Vec::new();
    if let Some(minors) = document.minors.as_ref().filter(|minors| row.opens_account && !minors.offered) {
        needs.push(Need::Age(minors.under));
    }
    if row.opens_account {
        // Accepting the policy is what an account begins with, whatever its purpose rests on.
        needs.extend(answers(document, name, row));
    } else if has_tenants(document) {
        needs.push(Need::OpenAccount);
        needs.extend(answers(document, name, row));
    } else {
        // Where people come by themselves, who accepted nothing has no account either: the former is said.
        needs.extend(answers(document, name, row));
        needs.push(Need::OpenAccount);
    }
    needs.extend(on_platforms(row));
    needs.extend(purpose_needs(document, name, row).into_iter().filter(|_| !row.opens_account));
    needs
}

fn has_tenants(document: &Document) -> bool {
    document.policy.as_ref().is_some_and(|policy| policy.audience == Audience::Business)
}

/// What must have been answered before anything is collected for the purpose: the policy itself, then its notices.
fn answers(document: &Document, name: &Name, row: &Purpose) -> Vec<Need> {
    let concerns = |notice: &Notice| notice.purposes.contains(name) && !notice.is_of_closing();
    let notices = document.notices.iter().filter(|(_, notice)| concerns(notice));
    let told = notices.filter_map(|(notice, told)| {
        let by = told.by.unwrap_or(Answering::Subject);
        Some(Need::Answer { to: path("notice", notice), awaited: told.awaits?, by, again: true })
    });
    policy_answer(document, row).into_iter().chain(told).collect()
}

/// What the law wants done, or a customer has done, waits for nobody's acceptance.
fn policy_answer(document: &Document, row: &Purpose) -> Option<Need> {
    let waits = !matches!(row.basis, Basis::Emergency | Basis::PublicInterest | Basis::PublicData | Basis::Entrusted)
        && !row.outlives_account;
    let how = document.policy.as_ref()?.accepted_by.unwrap_or(Acceptance::Explicit);
    let awaited = match how {
        Acceptance::Explicit => Awaited::Accepted,
        // Being told, and going on, is taken for it.
        Acceptance::Use => Awaited::Shown,
    };
    let (to, by) = (Name::from("policy"), Answering::Subject);
    (waits || row.opens_account).then_some(Need::Answer { to, awaited, by, again: rests_on_policy(row) })
}

/// Whether accepting the policy is what the purpose rests on: where it widens, the policy is accepted again. A purpose
/// with a consent of its own asks for that one, and a legal duty asks nobody.
pub(crate) fn rests_on_policy(row: &Purpose) -> bool {
    row.opens_account || matches!(row.basis, Basis::Contract | Basis::HumanResources | Basis::LegitimateInterests)
}

fn on_platforms(row: &Purpose) -> Option<Need> {
    (!row.platforms.is_empty()).then(|| Need::Platform(row.platforms.iter().cloned().collect()))
}

fn consent(name: &Name, row: &Purpose) -> Option<Need> {
    let kind = row.consent.filter(|_| row.basis == Basis::Consent)?;
    Some(Need::Consent { purpose: name.clone(), kind, function: row.function })
}

fn during(document: &Document, row: &Purpose) -> Option<Need> {
    let activity = row.during.clone()?;
    let opened = document.activities.get(&activity)?;
    let by_subject = opened.opened_by == Who::Subject;
    Some(Need::During { takes: opened.takes.clone(), by_subject, activity })
}

fn read_needs(name: &Name, row: &Purpose) -> Vec<Need> {
    let mut needs = Vec::new();
    if !row.outlives_account {
        needs.push(Need::OpenAccount);
    }
    needs.push(Need::Actor(row.by.iter().cloned().collect()));
    // Use rests on the consent as collection does; an account's own consent is the account itself.
    needs.extend(consent(name, row).filter(|_| !row.opens_account));
    needs
}

fn release_gate(document: &Document, name: &Name, row: &Recipient) -> Gate {
    let mut needs = vec![Need::Purpose(row.purposes.iter().cloned().collect()), Need::OpenAccount];
    if let Some(agreement) = &row.agreement {
        let terms = document.agreements.get(agreement).map(|row| row.terms.clone()).unwrap_or_default();
        needs.push(Need::Agreement { agreement: agreement.clone(), terms });
    }
    let purposes = row.purposes.iter().filter_map(|purpose| document.purposes.get_key_value(purpose));
    let needed = |purpose: &Name, row: &Purpose| {
        let policy = policy_answer(document, row).filter(|_| rests_on_policy(row) && !row.opens_account);
        policy.into_iter().chain(purpose_needs(document, purpose, row)).collect()
    };
    let by_purpose = purposes.map(|(purpose, row)| (purpose.clone(), needed(purpose, row))).collect();
    let promise = path("recipient", name);
    Gate { promise, records: Default::default(), forms: row.receives.clone(), needs, by_purpose }
}

/// What an act for this purpose rests on, whoever gets the data.
fn purpose_needs(document: &Document, name: &Name, row: &Purpose) -> Vec<Need> {
    let mut needs: Vec<Need> = consent(name, row).into_iter().collect();
    needs.extend(row.permission.clone().map(Need::Permission));
    needs.extend(during(document, row));
    if !row.occasions.is_empty() {
        needs.push(Need::Occasion(row.occasions.iter().cloned().collect()));
    }
    needs
}

fn bars(document: &Document) -> Vec<Bar> {
    let bar = |(name, row): (&Name, &crate::rows::Never)| Bar {
        promise: path("never", name),
        // A class forbids the field that is called after it, too.
        fields: row.names.iter().chain(&row.classes).map(|field| fold_field(field)).collect(),
        purposes: row.purposes.iter().cloned().collect(),
        items: row.items.iter().cloned().collect(),
        origins: row.origins.iter().cloned().collect(),
        batches: row.batches,
    };
    document.never.iter().map(bar).collect()
}

fn clocks(document: &Document) -> Vec<Clock> {
    let mut lengths: Vec<(Name, &Length)> = Vec::new();
    lengths.extend(document.rights.iter().map(|(name, row)| (path("right", name), &row.within)));
    lengths.extend(document.incident.iter().map(|row| (Name::from("incident"), &row.notify_within)));
    lengths.extend(document.protect.iter().map(|row| (Name::from("protect"), &row.backup_every)));
    lengths.extend(document.minors.iter().map(|row| (Name::from("minors"), &row.within)));
    lengths
        .extend(document.contacts.iter().filter_map(|(name, row)| Some((path("contact", name), row.within.as_ref()?))));
    lengths.extend(
        document.automated.iter().filter_map(|(name, row)| Some((path("automated", name), row.within.as_ref()?))),
    );
    lengths.extend(document.duties.iter().filter_map(|(name, row)| Some((path("duty", name), row.every.as_ref()?))));
    lengths
        .extend(document.grounds.iter().filter_map(|(name, row)| Some((path("ground", name), row.review.as_ref()?))));
    lengths.extend(document.suppressions.iter().map(|(name, row)| (path("suppression", name), &row.exactly)));
    lengths.extend(document.cookies.iter().filter_map(|(name, row)| Some((path("cookie", name), row.life.as_ref()?))));
    let clock = |(promise, length)| Some(Clock { promise, period: check::fixed(document, length)? });
    lengths.into_iter().filter_map(clock).collect()
}

fn duties(document: &Document) -> Vec<Duty> {
    let agreements = document
        .agreements
        .iter()
        .map(|(name, row)| Duty { promise: path("agreement", name), terms: row.terms.clone() });
    let others = document.duties.keys().map(|name| Duty { promise: path("duty", name), terms: Vec::new() });
    agreements.chain(others).collect()
}

/// The form in which a value may leave at all: what a gate lets, never more than its way of keeping allows.
#[must_use]
pub const fn at_most(asked: Form, allowed: Form) -> Option<Form> {
    if asked as u8 <= allowed as u8 { Some(asked) } else { None }
}
