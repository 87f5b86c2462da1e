//! The process that is killed: a stream of acts, each acknowledged in a file of its own before the next begins.

use crate::support::{AINK, House, Person, START, Seeded, at};
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::{Cell, Record, Subject};
use yinuo::{Config, Error, Step, Tenant, Watch};

/// One acknowledged act: what, where, its number in the log, the record it made or erased, and whose it is.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Ack {
    pub act: String,
    pub cell: Cell,
    pub entry: u64,
    pub record: Option<Record>,
    pub subject: Option<Subject>,
    pub state: Option<ConsentState>,
    pub value: Option<String>,
}

/// What one run of the client is told.
pub struct Orders {
    pub folder: PathBuf,
    pub seed: u64,
    /// Stop at this step when it is taken for the n-th time.
    pub stop: Option<(Step, u32)>,
    /// How many acts at most.
    pub acts: u64,
}

pub fn acks(folder: &Path) -> Vec<Ack> {
    let text = std::fs::read_to_string(folder.join("acks")).unwrap_or_default();
    // A line that was cut off was never acknowledged.
    text.split_inclusive('\n')
        .filter(|line| line.ends_with('\n'))
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// An hour after the last act that was tried: time goes on over crashes.
pub fn now(folder: &Path) -> jiff::Timestamp {
    let last = std::fs::read_to_string(folder.join("clock")).unwrap_or_default();
    let last = if last.is_empty() { START.parse() } else { last.parse() };
    last.unwrap_or_else(|_| at(START)).checked_add(jiff::SignedDuration::from_hours(1)).unwrap()
}

struct Client {
    folder: PathBuf,
    house: House,
    log: File,
    dice: Seeded,
    people: Vec<Person>,
    records: Vec<(Person, Record)>,
}

pub fn run(orders: &Orders) {
    let mut config = Config::under(&orders.folder);
    if let Some((step, times)) = orders.stop {
        let left = AtomicU32::new(times);
        config.watch = Watch::with(move |taken| {
            if taken == step && left.fetch_sub(1, Ordering::SeqCst) == 1 {
                std::process::abort();
            }
        });
    }
    let house = House::open(config, AINK, now(&orders.folder));
    let known = acks(&orders.folder);
    let log = OpenOptions::new().create(true).append(true).open(orders.folder.join("acks")).unwrap();
    let whose = |ack: &Ack| Some(Person { cell: ack.cell, subject: ack.subject? });
    let people = known.iter().filter(|ack| ack.act == "register").filter_map(whose).collect();
    let collected = |ack: &&Ack| matches!(ack.act.as_str(), "voucher" | "device");
    let records = known.iter().filter(collected).filter_map(|ack| Some((whose(ack)?, ack.record?))).collect();
    let mut client = Client { folder: orders.folder.clone(), house, log, dice: Seeded(orders.seed), people, records };
    client.house.file_agreement("alibaba-sms");
    for _ in 0..orders.acts {
        client.act();
    }
}

impl Client {
    fn acknowledge(&mut self, ack: &Ack) {
        let mut line = serde_json::to_string(ack).unwrap();
        line.push('\n');
        self.log.write_all(line.as_bytes()).unwrap();
        self.log.sync_data().unwrap();
        println!("ack");
    }

    fn act(&mut self) {
        self.house.advance(jiff::SignedDuration::from_mins(90));
        let clock = self.folder.join("clock.next");
        std::fs::write(&clock, self.house.engine.now().to_string()).unwrap();
        std::fs::rename(clock, self.folder.join("clock")).unwrap();
        let Some(who) = self.somebody() else { return self.register() };
        let done = match self.dice.below(20) {
            0 | 1 => return self.register(),
            2..=4 => self.consent(who, ConsentState::Given),
            5 | 6 => self.consent(who, ConsentState::Withdrawn),
            7..=10 => self.collect(who, "provide-service", "voucher", "voucher-text"),
            11..=13 => self.collect(who, "device-log", "device", "device-model"),
            14 | 15 => self.erase(),
            16 => self.cancel(who),
            17 => self.draw(),
            18 => self.house.engine.run_due().map(|_| None),
            _ => self.house.engine.backup(&self.house.product).map(|_| None),
        };
        match done {
            Ok(Some(ack)) => self.acknowledge(&ack),
            // Refused, as some of these must be; whatever else happens is a fault.
            Ok(None) | Err(Error::Refused(_)) => {}
            Err(fault) => panic!("{fault:?}"),
        }
    }

    fn somebody(&mut self) -> Option<Person> {
        let count = u64::try_from(self.people.len()).unwrap();
        (count > 0).then(|| self.people[usize::try_from(self.dice.below(count)).unwrap()])
    }

    fn register(&mut self) {
        let user = format!("user{}", self.dice.next());
        let pairs = [("username", user.as_str()), ("email", "u@example.com")];
        // A handful of tenants; whoever comes later joins one of them.
        let tenant = match self.somebody() {
            Some(colleague) if self.people.len() >= 8 => colleague.tenant(),
            _ => Tenant::New,
        };
        let (who, record) = self.house.register(tenant, &pairs).unwrap();
        self.people.push(who);
        let ack = Ack { record: Some(record), value: Some(user), ..ack("register", who, 0) };
        self.acknowledge(&ack);
    }

    fn consent(&mut self, who: Person, state: ConsentState) -> Result<Option<Ack>, Error> {
        let entry = self.house.consent(who, "device-log", state)?;
        Ok(Some(Ack { state: Some(state), ..ack("consent", who, entry) }))
    }

    fn collect(&mut self, who: Person, purpose: &str, kind: &str, item: &str) -> Result<Option<Ack>, Error> {
        let value = format!("value {}", self.dice.next());
        let done = self.house.collect(who, purpose, kind, &[(item, &value)])?;
        self.records.push((who, done.record));
        Ok(Some(Ack { record: Some(done.record), value: Some(value), ..ack(kind, who, done.entry) }))
    }

    fn erase(&mut self) -> Result<Option<Ack>, Error> {
        if self.records.is_empty() {
            return Ok(None);
        }
        let count = u64::try_from(self.records.len()).unwrap();
        let (who, record) = self.records[usize::try_from(self.dice.below(count)).unwrap()];
        let house = &self.house;
        let done =
            house.engine.erase(&house.product, who.tenant(), &who.administrator(), yinuo::Wish::of(vec![record]))?;
        Ok(Some(Ack { record: Some(record), ..ack("erase", who, done.entry) }))
    }

    fn cancel(&self, who: Person) -> Result<Option<Ack>, Error> {
        Ok(Some(ack("cancel", who, self.house.cancel(who)?)))
    }

    fn draw(&mut self) -> Result<Option<Ack>, Error> {
        let phone = format!("138{:08}", self.dice.below(100_000_000));
        let house = &self.house;
        let drawn = house.engine.draw_code(&house.product, Tenant::None, house.draw(&phone))?;
        let who = Person { cell: yinuo::own_cell(&house.product), subject: Subject::from_bytes([0; 16]) };
        Ok(Some(Ack { record: Some(drawn.record), subject: None, ..ack("draw", who, 0) }))
    }
}

fn ack(act: &str, who: Person, entry: u64) -> Ack {
    let (cell, subject) = (who.cell, Some(who.subject));
    Ack { act: act.into(), cell, entry, record: None, subject, state: None, value: None }
}
