//! One scenario's installation: a folder, a clock, an engine, a recipient that remembers, and names for things.

use crate::outside::Outside;
use fake_alibaba_sms::Fake;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use yinuo::life::reference::{Activity, Cell, Record, Subject};
use yinuo::life::{Actor, Capacity, Personal, Shown};
use yinuo::policy::{Name, Policy};
use yinuo::{
    Clock as _, Config, Connector, Engine, Error, Revealed, SecretText, StandingClock, Tenant, TransportSettings,
};

/// A person with an account.
#[derive(Debug, Clone, Copy)]
pub struct Person {
    pub subject: Subject,
    pub cell: Cell,
}

/// A record that a step named.
#[derive(Debug, Clone)]
pub struct Named {
    pub cell: Cell,
    pub record: Record,
    /// The person it is about, if one.
    pub subject: Option<Subject>,
}

/// A case that a step named, and the key of who sent it.
#[derive(Debug, Clone)]
pub struct Case {
    pub cell: Cell,
    pub case: yinuo::life::reference::Case,
    pub key: String,
}

/// What an act answered, of whichever kind it was.
#[derive(Debug, Default)]
pub struct Answer {
    pub cell: Option<Cell>,
    pub entry: Option<u64>,
    pub record: Option<Record>,
    pub subject: Option<Subject>,
    pub activity: Option<Activity>,
    pub gone_by: Option<jiff::Timestamp>,
    pub values: Vec<Revealed>,
    /// For a comparison: whether the value was right.
    pub right: Option<bool>,
    /// Of an export: under which promises uses are counted, of nobody.
    pub unlinked: Vec<Name>,
}

/// The world of one scenario.
#[derive(Debug, cucumber::World)]
#[world(init = Self::new)]
pub struct World {
    pub folder: TempDir,
    pub clock: Arc<StandingClock>,
    /// `None` before it is opened, and while it is closed.
    pub engine: Option<Engine>,
    pub sms: Option<Fake>,
    pub product: Name,
    /// The text of the policy that was published last.
    pub source: String,
    /// The text that a step asked to be published last, whether or not it was.
    pub asked: String,
    /// A policy file that is only looked at.
    pub draft: String,
    /// Status and body of the last answer of the HTTP API.
    pub told: Option<(u16, serde_json::Value)>,
    pub companies: BTreeMap<String, Cell>,
    pub people: BTreeMap<String, Person>,
    /// Everybody who can act, by name: persons with their roles, staff, services.
    pub actors: BTreeMap<String, Actor>,
    pub records: BTreeMap<String, Named>,
    pub activities: BTreeMap<String, (Cell, Activity)>,
    pub cases: BTreeMap<String, Case>,
    /// Who is known by a reference only, and registers under it.
    pub visitors: BTreeSet<String>,
    /// Who of the staff is kept on file with all that the policy asks of readers.
    pub on_file: BTreeSet<String>,
    /// Who of the staff has signed in with a password only; everybody else proves a second factor where one is asked for.
    pub password_only: BTreeSet<String>,
    /// What people's authenticator apps hold.
    pub authenticators: std::cell::RefCell<BTreeMap<String, crate::steps::factoring::Authenticator>>,
    /// The platform on which acts happen, where a step said so.
    pub platform: Option<Name>,
    /// What the next record marks as a minor's.
    pub minors: Vec<Name>,
    /// Sets that were made.
    pub sets: BTreeMap<String, crate::steps::deriving::NamedSet>,
    /// The rows of the set that was used last, and stand-ins that were noted.
    pub shown_rows: Vec<yinuo::DerivedRow>,
    pub noted: BTreeSet<String>,
    /// How the last act ended.
    pub last: Option<Result<Answer, Error>>,
    /// What could be seen from outside before the last act.
    pub before: Option<Outside>,
    /// The values that the last act was given.
    pub offered: Vec<String>,
    /// Visits that a step opened: where, which, and what opens it.
    pub visits: BTreeMap<String, (Cell, yinuo::life::reference::Visit, yinuo::HandleText)>,
    /// What steps about keeping remember.
    pub notes: crate::steps::keeping::Notes,
}

/// A folder in memory, where the machine has such a place: that what is committed outlives a crash is tested elsewhere,
/// and years of a scenario should not wait for a disk.
pub fn folder() -> TempDir {
    let memory = tempfile::tempdir_in("/dev/shm");
    memory.or_else(|_| tempfile::tempdir()).expect("a folder for the scenario")
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub fn name(text: &str) -> Name {
    Name::from(text)
}

pub fn instant(text: &str) -> jiff::Timestamp {
    text.parse().unwrap_or_else(|fault| panic!("{text} is no instant: {fault}"))
}

/// The network of the environment in which recipients use data that never leaves it.
const INSIDE: &str = "10.2.0.0/16";

const KEY: (&str, &str) = ("YourAccessKeyId", "YourAccessKeySecret");

impl World {
    fn new() -> Self {
        Self {
            folder: folder(),
            clock: Arc::new(StandingClock::at(instant("2026-05-20T09:00:00+08:00"))),
            engine: None,
            sms: None,
            product: name("none"),
            source: String::new(),
            asked: String::new(),
            draft: String::new(),
            told: None,
            companies: BTreeMap::new(),
            people: BTreeMap::new(),
            actors: BTreeMap::new(),
            records: BTreeMap::new(),
            activities: BTreeMap::new(),
            cases: BTreeMap::new(),
            visitors: Default::default(),
            on_file: Default::default(),
            password_only: Default::default(),
            authenticators: Default::default(),
            platform: None,
            minors: Vec::new(),
            sets: BTreeMap::new(),
            shown_rows: Vec::new(),
            noted: BTreeSet::new(),
            last: None,
            before: None,
            offered: Vec::new(),
            visits: BTreeMap::new(),
            notes: Default::default(),
        }
    }

    /// The engine, which must be open.
    pub fn engine(&self) -> &Engine {
        self.engine.as_ref().expect("the engine is open")
    }

    /// The policy in force now; the one that comes, where none is yet.
    pub fn policy(&self) -> Arc<Policy> {
        let coming = |_| Ok::<_, Error>(Arc::new(Policy::load(self.source.as_bytes())?.0));
        self.engine().policy(&self.product).or_else(coming).expect("a policy is published")
    }

    /// How this world is configured: four folders, and a fake for each recipient that has a connector here.
    pub fn config(&mut self, policy: &Policy) -> Config {
        let mut config = Config::under(self.folder.path());
        config.environment.networks = vec![yinuo::network(INSIDE).expect("a network")];
        config.region = policy.document.places.values().next().map(|place| place.region.clone());
        let spoken = |row: &&yinuo::policy::rows::Recipient| row.connector.as_deref() == Some("alibaba-sms");
        let mut connectors = HashMap::new();
        for (recipient, row) in policy.document.recipients.iter().filter(|(_, row)| spoken(row)) {
            let clock = Arc::clone(&self.clock);
            let sms = self.sms.get_or_insert_with(|| {
                let mut config = fake_alibaba_sms::Config::new(KEY.0, KEY.1, 0);
                config.clock = Arc::new(move || clock.now().as_second());
                Fake::start(config).expect("a fake recipient")
            });
            let transport =
                TransportSettings { allow_loopback_plain: true, ..TransportSettings::https(&sms.base_url()) };
            let home = if row.country == "CN" { Some(name("cn-hangzhou")) } else { None };
            let connector = Connector {
                transport,
                key_id: KEY.0.into(),
                secret: SecretText::new(KEY.1.into()),
                sign_name: "Yinuo".into(),
                template_code: "SMS_1".into(),
                region: home,
            };
            connectors.insert(recipient.clone(), connector);
        }
        config.connectors = connectors;
        config
    }

    /// Opens the engine, if it is not open, and publishes `source`.
    pub fn publish(&mut self, source: &str) -> Result<Arc<Policy>, Error> {
        if self.engine.is_none() {
            let (policy, _) = Policy::load(source.as_bytes())?;
            let config = self.config(&policy);
            self.engine = Some(Engine::open(config, self.clock.clone())?);
        }
        let policy = self.engine().publish(source.as_bytes())?;
        self.product = policy.product.clone();
        self.source = source.to_owned();
        Ok(policy)
    }

    /// Does one act: what could be seen before it is kept, and how it ended.
    pub fn act(&mut self, offered: Vec<String>, act: impl FnOnce(&Engine, &Name) -> Result<Answer, Error>) {
        self.before = Some(Outside::seen(self, &offered));
        self.offered = offered;
        let ended = act(self.engine(), &self.product);
        self.last = Some(ended);
    }

    /// How the last act ended.
    pub fn answer(&self) -> &Answer {
        match self.last.as_ref().expect("something was done") {
            Ok(answer) => answer,
            Err(fault) => panic!("it was not carried out: {fault} {fault:?}"),
        }
    }

    /// Who acts under `who`.
    pub fn actor(&self, who: &str) -> Actor {
        self.actors.get(who).cloned().unwrap_or_else(|| panic!("nobody is called {who}"))
    }

    pub fn person(&self, who: &str) -> Person {
        *self.people.get(who).unwrap_or_else(|| panic!("no person is called {who}"))
    }

    pub fn record(&self, which: &str) -> Named {
        self.records.get(which).cloned().unwrap_or_else(|| panic!("no record is called {which}"))
    }

    pub fn company(&self, which: &str) -> Cell {
        *self.companies.get(which).unwrap_or_else(|| panic!("no company is called {which}"))
    }

    pub fn activity(&self, which: &str) -> Activity {
        self.activities.get(which).unwrap_or_else(|| panic!("no activity is called {which}")).1
    }

    /// The tenant in which `who` acts: the one named, else the person's own, else none.
    pub fn tenant(&self, who: &str, company: &str) -> Tenant {
        match (company, self.people.get(who)) {
            ("no company", _) => Tenant::None,
            ("", Some(person)) => Tenant::Named(person.cell),
            ("", None) => self.companies.values().next().map_or(Tenant::None, |cell| Tenant::Named(*cell)),
            (company, _) => Tenant::Named(self.company(company)),
        }
    }

    /// The tenant that `cell` is, or none for the product's own.
    pub fn tenant_of(&self, cell: Cell) -> Tenant {
        if cell == yinuo::own_cell(&self.product) { Tenant::None } else { Tenant::Named(cell) }
    }

    /// What a person was shown who agrees now: the policy in force.
    pub fn shown(&self) -> Shown {
        Shown { notice: self.policy().hash.clone(), language: "en".into(), action: "button".into() }
    }

    /// Remembers a person and lets her act.
    pub fn remember(&mut self, who: &str, subject: Subject, cell: Cell) {
        self.people.insert(who.to_owned(), Person { subject, cell });
        let roles = self.actors.remove(who).map(|actor| actor.roles).unwrap_or_default();
        let actor = Actor { capacity: Capacity::Subject, subject: Some(subject), roles };
        self.actors.insert(who.to_owned(), actor);
    }
}

/// The rows of a table below a step, without its head.
pub fn rows(step: &cucumber::gherkin::Step) -> Vec<Vec<String>> {
    let table = step.table.as_ref().expect("a table stands below this step");
    table.rows.iter().skip(1).cloned().collect()
}

/// A two-column table of fields and values.
pub fn fields(step: &cucumber::gherkin::Step) -> Vec<(String, Personal)> {
    rows(step).into_iter().map(|row| (row[0].clone(), Personal::from(row[1].as_str()))).collect()
}
