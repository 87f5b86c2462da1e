//! What ends: how long until nobody can read a person's values, and how long a sweep takes, among few and among many.
//!
//! What ends is captured; of what there is besides, one record is captured and its rows are put there again.

use crate::Fault;
use crate::set::{POLICY, form, multiply, register};
use crate::table::{Aim, SWEEP, Table, UNREADABLE, least};
use jiff::{SignedDuration, Timestamp};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use yinuo::life::account::{Life, Step as Taken};
use yinuo::life::reference::{Cell, Record, Subject};
use yinuo::life::{Actor, Personal};
use yinuo::policy::Name;
use yinuo::{Config, Engine, StandingClock, Step, Tenant, Watch};

/// How often each figure is taken, few and many in turn; the least of each counts, for the machine does other things too.
const TIMES: usize = 5;

/// How many threads fill the store.
const THREADS: usize = 64;

/// Records of one item go this long after they were captured.
const SWEPT: &str =
    "\n[retention.swept]\ncovers = [\"form\"]\nfrom = \"record.created\"\nfor = \"30 days\"\nthen = \"erase\"\n";

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    unreadable(table)?;
    sweep(table)
}

/// An engine under a clock that stands, and the moment at which it last told that keys are gone.
struct Set {
    engine: Engine,
    clock: Arc<StandingClock>,
    destroyed: Arc<Mutex<Option<Instant>>>,
    product: Name,
    folder: PathBuf,
}

impl Set {
    fn of(policy: &str, folder: &Path) -> Result<Self, Fault> {
        let clock = Arc::new(StandingClock::at("2026-01-05T00:00:00Z".parse()?));
        let destroyed: Arc<Mutex<Option<Instant>>> = Arc::default();
        let told = Arc::clone(&destroyed);
        let watch = Watch::with(move |step| {
            if step == Step::KeysDestroyed
                && let Ok(mut at) = told.lock()
            {
                *at = Some(Instant::now());
            }
        });
        let handed = Arc::<StandingClock>::clone(&clock);
        let engine = Engine::open(Config { watch, ..Config::under(folder) }, handed)?;
        let product = engine.publish(policy.as_bytes())?.product.clone();
        Ok(Self { engine, clock, destroyed, product, folder: folder.to_owned() })
    }

    fn person(&self, tenant: Tenant) -> Result<(Cell, Subject), Fault> {
        let notice = self.engine.policy(&self.product)?.hash.clone();
        let account = self.engine.collect(&self.product, tenant, register(notice, self.engine.now()))?;
        Ok((account.cell, account.subject.ok_or("no subject")?))
    }

    /// Captures `many` records of one item, from many threads at once.
    fn fill(&self, cell: Cell, subject: Subject, many: usize) -> Result<(), Fault> {
        let threads = THREADS.min(many);
        let work = |from: usize| (from..many).step_by(threads).filter(|_| self.capture(cell, subject).is_err()).count();
        let faults = std::thread::scope(|scope| {
            let started: Vec<_> = (0..threads).map(|from| scope.spawn(move || work(from))).collect();
            started.into_iter().map(|thread| thread.join().unwrap_or(1)).sum::<usize>()
        });
        if faults > 0 { Err(format!("{faults} of {many} records were not captured").into()) } else { Ok(()) }
    }

    /// Captures one record of one item, and puts its rows there again until there are `many`.
    fn crowd(&self, (cell, subject): (Cell, Subject), (series, many): (u16, usize)) -> Result<(), Fault> {
        let record = self.capture(cell, subject)?;
        multiply(&self.folder, *record.0.as_bytes(), (series, many - 1))
    }

    fn capture(&self, cell: Cell, subject: Subject) -> Result<Record, Fault> {
        let mut request = form(Some(subject), self.engine.now());
        request.values = vec![("f0".to_owned(), Personal::from("0123456789abcdef"))];
        Ok(self.engine.collect(&self.product, Tenant::Named(cell), request)?.record)
    }

    fn later(&self, days: i64) -> Result<Timestamp, Fault> {
        Ok(self.engine.now().checked_add(SignedDuration::from_hours(24 * days))?)
    }
}

/// Time until a person's values cannot be read any more, with 10 and with 100,000 records: first nobody may, then the key is
/// gone.
fn unreadable(table: &mut Table) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let set = Set::of(&calm(), folder.path())?;
    let (cell, _) = set.person(Tenant::New)?;
    let mut people = Vec::new();
    for series in 0..TIMES {
        for many in [10, 100_000] {
            let (_, subject) = set.person(Tenant::Named(cell))?;
            let series = u16::try_from(2 * series)? + u16::from(many > 10);
            set.crowd((cell, subject), (series, many))?;
            people.push((many, subject));
        }
    }
    let (mut refused, mut gone) = ([Vec::new(), Vec::new()], [Vec::new(), Vec::new()]);
    for (many, subject) in people {
        let size = usize::from(many > 10);
        let request = Life { actor: Actor::subject(subject), step: Taken::CancelAccount(subject), platform: None };
        // What is left of the one before is not hers.
        set.engine.run_due()?;
        let begun = Instant::now();
        set.engine.take_step(&set.product, Tenant::Named(cell), &request)?;
        refused.get_mut(size).ok_or("two sizes")?.push(begun.elapsed());
        set.clock.set(set.later(8)?);
        let begun = Instant::now();
        set.engine.run_due()?;
        let at = set.destroyed.lock().map_err(|_| "a thread failed")?.take().ok_or("no key was destroyed")?;
        gone.get_mut(size).ok_or("two sizes")?.push(at.duration_since(begun));
    }
    compare(table, "closing: nobody reads 100,000 records", UNREADABLE, &refused);
    compare(table, "closing: the key of 100,000 records is gone", UNREADABLE, &gone);
    Ok(())
}

/// A sweep of 1,000 records that are due, among 10,000 and among 1,000,000.
fn sweep(table: &mut Table) -> Result<(), Fault> {
    let (few, many) = (Swept::among(10_000)?, Swept::among(1_000_000)?);
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..TIMES {
        for (set, times) in [&few, &many].into_iter().zip(&mut times) {
            times.push(set.next()?);
        }
    }
    compare(table, "sweep of 1,000 among 1,000,000 records", SWEEP, &times);
    Ok(())
}

/// A store in which a thousand records fall due, one time after the other, among others that do not.
struct Swept {
    set: Set,
    _folder: tempfile::TempDir,
}

impl Swept {
    fn among(all: usize) -> Result<Self, Fault> {
        let folder = tempfile::tempdir()?;
        let policy = calm().replace("covers = [\"account\", \"form\"]", "covers = [\"account\"]") + SWEPT;
        let set = Set::of(&policy, folder.path())?;
        let (cell, subject) = set.person(Tenant::New)?;
        for _ in 0..TIMES {
            set.fill(cell, subject, 1000)?;
            set.clock.set(set.later(1)?);
        }
        let rest_from = set.later(10)?;
        set.clock.set(rest_from);
        set.crowd((cell, subject), (0, all - TIMES * 1000))?;
        // What else there is to do, the ledger's tiles first of all, is done before.
        set.engine.run_due()?;
        Ok(Self { set, _folder: folder })
    }

    /// How long the next thousand take.
    fn next(&self) -> Result<Duration, Fault> {
        loop {
            let next = self.set.engine.next_wake()?.ok_or("nothing falls due")?;
            self.set.clock.set(next);
            let begun = Instant::now();
            let ran = self.set.engine.run_due()?;
            match ran.gone {
                // What falls due between the sweeps erases nothing.
                0 => {}
                1000 => return Ok(begun.elapsed()),
                other => return Err(format!("a sweep of 1,000 records took {other}").into()),
            }
        }
    }
}

/// The policy of the bench, without a backup in between.
fn calm() -> String {
    let policy = String::from_utf8_lossy(POLICY);
    policy
        .replace("backup-every = \"24 hours\"", "backup-every = \"365 days\"")
        .replace("backup-keep = \"30 days\"", "backup-keep = \"400 days\"")
        .replace(
            "category = \"form\"",
            "category = \"form\"\noptional = [\"f1\", \"f2\", \"f3\", \"f4\", \"f5\", \"f6\", \"f7\", \"f8\", \"f9\"]",
        )
}

fn compare(table: &mut Table, what: &str, aim: Aim, times: &[Vec<Duration>; 2]) {
    let least = |times: &Vec<Duration>| least(&times.iter().map(Duration::as_secs_f64).collect::<Vec<_>>()) * 1e3;
    let [few, many] = times.each_ref().map(least);
    table.aimed(what, (&format!("{many:.2} ms"), &format!("{few:.2} ms")), many / few, aim);
}
