//! A house with one product, and short words for what people do in it.

use std::path::Path;
use std::sync::Arc;
use yinuo::life::collect::Collect;
use yinuo::life::facts::{ConsentState, Said};
use yinuo::life::reference::{Activity, Cell, Record, Subject};
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Capacity, Code, Origin, Personal, Shown, account, activity, agree, answer, consent};
use yinuo::policy::rows::Answering;
use yinuo::policy::{self, Name};
use yinuo::{Collected, Config, Draw, Engine, Error, Reading, StandingClock, Tenant, Which};

pub const AINK: &[u8] = include_bytes!("../../../../policies/aink/policy.toml");
pub const START: &str = "2026-05-20T09:00:00+08:00";

/// A folder in memory, where the machine has one: a process that is killed leaves the same there, and sooner.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

pub fn name(text: &str) -> Name {
    Name::from(text)
}

pub fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

pub fn days(count: i64) -> jiff::SignedDuration {
    jiff::SignedDuration::from_hours(24 * count)
}

pub fn code(result: Result<impl std::fmt::Debug, Error>) -> Code {
    result.unwrap_err().code()
}

pub fn service() -> Actor {
    Actor { capacity: Capacity::Service, subject: None, roles: vec![] }
}

pub fn staff(role: &str) -> Actor {
    Actor::with_role(Capacity::Staff, role)
}

/// One person in one tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    pub cell: Cell,
    pub subject: Subject,
}

impl Person {
    pub const fn me(self) -> Actor {
        Actor::subject(self.subject)
    }

    pub fn administrator(self) -> Actor {
        Actor { capacity: Capacity::Subject, subject: Some(self.subject), roles: vec![name("administrator")] }
    }

    pub const fn tenant(self) -> Tenant {
        Tenant::Named(self.cell)
    }
}

/// An engine, its clock and its one product.
pub struct House {
    pub engine: Engine,
    pub clock: Arc<StandingClock>,
    pub product: Name,
    pub hash: String,
}

impl House {
    pub fn open(config: Config, policy: &[u8], now: jiff::Timestamp) -> Self {
        let clock = Arc::new(StandingClock::at(now));
        let engine = Engine::open(config, clock.clone()).unwrap();
        Self::around(engine, clock, policy)
    }

    pub fn around(engine: Engine, clock: Arc<StandingClock>, policy: &[u8]) -> Self {
        let policy = engine.publish(policy).unwrap();
        Self { engine, clock, product: policy.product.clone(), hash: policy.hash.clone() }
    }

    pub fn under(folder: &Path, policy: &[u8]) -> Self {
        Self::open(Config::under(folder), policy, at(START))
    }

    pub fn advance(&self, by: jiff::SignedDuration) {
        self.clock.set(self.engine.now().checked_add(by).unwrap());
    }

    pub fn shown(&self) -> Shown {
        Shown { notice: self.hash.clone(), language: "en".into(), action: "tick".into() }
    }

    /// A request to capture, by `actor`, about her if she is a person.
    pub fn request(&self, actor: Actor, purpose: &str, kind: &str, pairs: &[(&str, &str)]) -> Collect {
        Collect {
            subject: actor.subject,
            actor,
            purpose: name(purpose),
            kind: name(kind),
            values: pairs.iter().map(|(item, value)| ((*item).to_owned(), Personal::from(*value))).collect(),
            captured_at: self.engine.now(),
            captured_until: None,
            origin: Origin::App,
            activity: None,
            occasion: None,
            opens_tenant: false,
            accepts: None,
            platform: None,
            minors: Vec::new(),
            born: None,
        }
    }

    pub fn register(&self, tenant: Tenant, pairs: &[(&str, &str)]) -> Result<(Person, Record), Error> {
        let mut request = self.request(service(), "account", "account", pairs);
        request.accepts = Some(self.shown());
        let done = self.engine.collect(&self.product, tenant, request)?;
        let person = Person { cell: done.cell, subject: done.subject.unwrap() };
        if tenant == Tenant::New {
            self.accept_for_the_tenant(person)?;
        }
        Ok((person, done.record))
    }

    /// The administrator accepts what the policy wants accepted by a tenant.
    fn accept_for_the_tenant(&self, who: Person) -> Result<(), Error> {
        let policy = self.engine.policy(&self.product)?;
        let waits = |notice: &policy::rows::Notice| notice.awaits.is_some() && notice.by == Some(Answering::Tenant);
        for notice in policy.document.notices.iter().filter(|(_, row)| waits(row)).map(|(notice, _)| notice) {
            let mut actor = who.me();
            actor.roles = vec![name("administrator")];
            let (of, said, to) = (answer::Of::Tenant, Said::Accepted, name(&format!("notice.{notice}")));
            let request = answer::Answer { actor, of, to, said, shown: self.shown(), platform: None };
            self.engine.answer(&self.product, who.tenant(), &request)?;
        }
        Ok(())
    }

    /// She accepts the policy once more, and for her tenant what waits for it.
    pub fn accept_again(&self, who: Person) {
        let (of, said, to) = (answer::Of::Person(who.subject), Said::Accepted, name("policy"));
        let request = answer::Answer { actor: who.me(), of, to, said, shown: self.shown(), platform: None };
        self.engine.answer(&self.product, who.tenant(), &request).unwrap();
        self.accept_for_the_tenant(who).unwrap();
    }

    pub fn collect(&self, who: Person, purpose: &str, kind: &str, pairs: &[(&str, &str)]) -> Result<Collected, Error> {
        self.engine.collect(&self.product, who.tenant(), self.request(who.me(), purpose, kind, pairs))
    }

    pub fn consent(&self, who: Person, purpose: &str, state: ConsentState) -> Result<u64, Error> {
        let (actor, subject, shown) = (who.me(), who.subject, self.shown());
        let request = consent::SetConsent { actor, subject, purpose: name(purpose), state, shown };
        Ok(self.engine.set_consent(&self.product, who.tenant(), &request)?.entry)
    }

    pub fn permit(&self, who: Person, permission: &str) -> Result<u64, Error> {
        let (actor, subject, permission) = (who.me(), who.subject, name(permission));
        let request = consent::SetPermission { actor, subject, permission, granted: true };
        Ok(self.engine.set_permission(&self.product, who.tenant(), &request)?.entry)
    }

    pub fn open_activity(&self, who: Person, kind: &str) -> Result<Activity, Error> {
        let request = activity::Open { actor: who.me(), subject: Some(who.subject), kind: name(kind), about: None };
        Ok(self.engine.open_activity(&self.product, who.tenant(), &request)?.activity.unwrap())
    }

    pub fn step(&self, actor: Actor, cell: Cell, step: account::Step) -> Result<u64, Error> {
        let request = account::Life { actor, step, platform: None };
        Ok(self.engine.take_step(&self.product, Tenant::Named(cell), &request)?.entry)
    }

    pub fn cancel(&self, who: Person) -> Result<u64, Error> {
        self.step(who.me(), who.cell, account::Step::CancelAccount(who.subject))
    }

    pub fn reveal(&self, who: Person, purpose: &str) -> Reveal {
        let (subject, items, activity) = (Some(who.subject), vec![], None);
        Reveal { actor: who.me(), purpose: name(purpose), subject, items, activity, form: None }
    }

    pub fn read(&self, who: Person, purpose: &str, record: Record) -> Result<Reading, Error> {
        let which = Which::Records(vec![record]);
        self.engine.read(&self.product, who.tenant(), &self.reveal(who, purpose), &which)
    }

    pub fn file_agreement(&self, recipient: &str) -> u64 {
        let file = agree::File {
            actor: staff("officer"),
            agreement: agree::Agreement {
                recipient: name(recipient),
                counterparty: "A company".into(),
                terms: vec![name("consistent"), name("no-other-use")],
                digest: "ab".repeat(32),
                from: self.engine.now(),
                until: self.engine.now().checked_add(days(3650)).unwrap(),
                suspended: false,
            },
        };
        self.engine.file_agreement(&self.product, &file).unwrap().entry
    }

    pub fn draw(&self, phone: &str) -> Draw {
        Draw {
            actor: Actor::with_role(Capacity::Service, "sign-in"),
            purpose: name("verification"),
            occasion: name("login"),
            subject: None,
            to: Personal::from(phone),
        }
    }

    /// The ledger verifies, alone and against the rows, and the doctor misses no end, unless work waits.
    pub fn assert_sound(&self) {
        if self.engine.next_wake().unwrap().is_none_or(|at| at > self.engine.now()) {
            let checks = self.engine.examine();
            let ends: Vec<_> = checks.iter().filter(|check| check.what.starts_with("ends of")).collect();
            assert!(ends.iter().all(|check| check.well), "{ends:?}");
        }
        let verified = self.engine.verify_ledger(&self.product).unwrap();
        assert!(verified.is_sound(), "{verified:?}");
    }
}

/// Restores `file` beside what was lost, which is put away first.
pub fn restore(folder: &Path, file: &Path, now: jiff::Timestamp, policy: &[u8]) -> (House, yinuo::Restored) {
    let lost = folder.join("lost");
    drop(std::fs::remove_dir_all(&lost));
    std::fs::rename(folder.join("data"), lost).unwrap();
    let clock = Arc::new(StandingClock::at(now));
    let (engine, restored) = Engine::restore(Config::under(folder), clock.clone(), file).unwrap();
    (House::around(engine, clock, policy), restored)
}

/// Everything below a folder, in another.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let there = to.join(file.file_name());
        if file.file_type().unwrap().is_dir() {
            copy(&file.path(), &there);
        } else {
            std::fs::copy(file.path(), there).unwrap();
        }
    }
}

/// Numbers from a seed.
#[derive(Debug, Clone)]
pub struct Seeded(pub u64);

impl Seeded {
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub const fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
