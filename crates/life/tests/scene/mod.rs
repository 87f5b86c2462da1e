//! Facts and requests to be made right or wrong, one thing at a time.

use jiff::Timestamp;
use life::collect::Collect;
use life::facts::{
    AccountState, ActivityFact, AgreementFact, ConsentFact, ConsentState, Facts, Given, PermissionFact, PersonFact,
    RecordFact, Said, SlotFact,
};
use life::reference::{Activity, Cell, Holder, Ids, Record, Reference, Subject};
use life::reveal::Reveal;
use life::share::Share;
use life::{Actor, Capacity, Moment, Origin};
use policy::{Name, Policy};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

pub const SUBJECT: Subject = Subject::from_bytes([7; 16]);

pub fn name(text: &str) -> Name {
    Name::from(text)
}

pub fn service() -> Actor {
    Actor { capacity: Capacity::Service, subject: None, roles: vec![] }
}

fn aink() -> &'static Policy {
    static AINK: OnceLock<Policy> = OnceLock::new();
    let source = include_bytes!("../../../../policies/aink/policy.toml");
    AINK.get_or_init(|| Policy::load(source).unwrap().0)
}

/// What is known and what is asked; at first nothing is known, and one person asks about herself.
#[derive(Clone)]
pub struct Scene {
    pub policy: &'static Policy,
    pub facts: Facts,
    pub moment: Moment,
    pub collect: Collect,
    pub reveal: Reveal,
    pub share: Share,
}

impl Scene {
    pub fn new() -> Self {
        let now: Timestamp = "2026-05-20T01:00:00Z".parse().unwrap();
        let mut facts = Facts::nothing(Cell::from_bytes([1; 16]));
        facts.tenant_named = true;
        let (actor, subject) = (Actor::subject(SUBJECT), Some(SUBJECT));
        let collect = Collect {
            actor: actor.clone(),
            subject,
            purpose: name("attendance"),
            kind: name("check-in"),
            values: vec![("location".into(), "38.9,121.6".into())],
            captured_at: now,
            captured_until: None,
            origin: Origin::App,
            activity: None,
            occasion: None,
            platform: None,
            opens_tenant: false,
            accepts: None,
            minors: Vec::new(),
            born: None,
        };
        let (purpose, items) = (name("device-log"), vec![]);
        let reveal = Reveal { actor: actor.clone(), purpose, subject, items, activity: None, form: None };
        let share = Share {
            actor,
            recipient: name("alipay"),
            purpose: name("payment"),
            occasion: None,
            subject,
            fields: vec![],
            region: None,
            held: vec![],
            before_account: false,
        };
        let moment = Moment { now, ids: Ids::starting_at(Reference::from_bytes([3; 16])) };
        Self { policy: aink(), facts, moment, collect, reveal, share }
    }

    pub fn me(&self) -> Actor {
        Actor::subject(SUBJECT)
    }

    fn person(&mut self) -> &mut PersonFact {
        self.facts.people.entry(SUBJECT).or_insert(PersonFact {
            account: AccountState::Open,
            guardian_agreed: false,
            consents: BTreeMap::new(),
            permissions: BTreeMap::new(),
        })
    }

    pub fn account(&mut self, state: AccountState) {
        self.person().account = state;
    }

    pub fn consent(&mut self, purpose: &str, state: ConsentState) {
        let notice = self.policy.hash.clone();
        let fact = ConsentFact { state, at: self.moment.now, kind: name("separate"), notice };
        self.person().consents.insert(name(purpose), fact);
    }

    /// What the person did about `to`, in the version in force; what was done later counts.
    pub fn answer(&mut self, to: &str, said: Said) {
        let notice = self.policy.hash.clone();
        self.answer_under(to, said, notice);
    }

    pub fn answer_under(&mut self, to: &str, said: Said, notice: String) {
        let answers = self.facts.answers.entry(Holder(SUBJECT.0)).or_default();
        let fact = answers.entry(name(to)).or_default();
        let last =
            [&fact.shown, &fact.accepted, &fact.used, &fact.declined].into_iter().flatten().map(|given| given.at).max();
        let at = last.unwrap_or(self.moment.now) + jiff::SignedDuration::from_secs(1);
        *fact.of(said) = Some(Given { notice, language: "en".into(), at });
    }

    pub fn activity(&mut self, kind: &str) {
        self.facts.activity = Some(ActivityFact {
            activity: Activity::from_bytes([4; 16]),
            kind: name(kind),
            opened_by: Some(SUBJECT),
            opened_at: self.moment.now,
            closed_at: None,
            taken: BTreeMap::new(),
            ground: None,
            about: None,
        });
    }
}

pub fn permission(scene: &mut Scene, permission: &str) {
    let fact = PermissionFact { granted: true, at: scene.moment.now };
    scene.person().permissions.insert(name(permission), fact);
}

pub fn agreement(scene: &mut Scene, suspended: bool) {
    let (from, until) = (scene.moment.now, Timestamp::MAX);
    scene.facts.agreement =
        Some(AgreementFact { terms: vec![name("consistent"), name("no-other-use")], from, until, suspended });
}

/// One record of the person with one item, locked by the first rule that covers it.
pub fn record(scene: &mut Scene, kind: &str, item: &str, until: Option<Timestamp>) {
    let rule = scene.policy.ends_of(kind, item).next().unwrap().rule.clone();
    scene.facts.records = vec![RecordFact {
        record: Record::from_bytes([5; 16]),
        kind: name(kind),
        holder: Holder(SUBJECT.0),
        subject: Some(SUBJECT),
        purpose: scene.reveal.purpose.clone(),
        activity: None,
        open: vec![],
        revision: 1,
        created_at: scene.moment.now,
        items: BTreeMap::from([(name(item), 0)]),
        minors: BTreeSet::new(),
        slots: vec![SlotFact { group: 0, rule, until, items: vec![] }],
        tries: 0,
    }];
}

impl std::fmt::Debug for Scene {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Scene").field(&self.facts).field(&self.collect).field(&self.reveal).field(&self.share).finish()
    }
}
