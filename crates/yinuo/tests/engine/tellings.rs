//! The failure table of tellings: killed at each durable step of each of their acts, either all of it is there or nothing,
//! the ledger says which, and done again the end is the same.

use crate::support::{AINK, House, Person, START, at, code, copy, days, folder, name, service, staff};
use std::collections::BTreeSet;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use yinuo::life::erase::leave;
use yinuo::life::erase::tell::{Follow, Step as Tell};
use yinuo::life::erase::telling::Leave;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::{Holder, Record, Subject};
use yinuo::life::share::Share;
use yinuo::life::{Code, Outcome};
use yinuo::policy::Form;
use yinuo::store::{Released, Wanted};
use yinuo::{Config, Error, Step, Tenant, Watch, Wish};

const FOLDER: &str = "YINUO_TELLING_FOLDER";
const ACT: &str = "YINUO_TELLING_ACT";
const STOP: &str = "YINUO_TELLING_STOP";
const NOW: &str = "YINUO_TELLING_NOW";
const WHO: &str = "YINUO_TELLING_WHO";

/// The side effects of telling, in the order in which they come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Leave,
    Release,
    Erase,
    Send,
    Overdue,
    SendAgain,
    Confirm,
}

impl Act {
    const ALL: [Self; 7] =
        [Self::Leave, Self::Release, Self::Erase, Self::Send, Self::Overdue, Self::SendAgain, Self::Confirm];

    /// What it answers when it was done already; none, where it may be done once more.
    const fn done_already(self) -> Option<Code> {
        match self {
            Self::Leave | Self::Release | Self::Overdue => None,
            Self::Erase => Some(Code::NotFound),
            Self::Send | Self::SendAgain | Self::Confirm => Some(Code::Conflict),
        }
    }
}

/// Who, and the record of which an item was released.
#[derive(Debug, Clone, Copy)]
struct Whose {
    who: Person,
    token: Record,
}

fn carry_out(house: &House, whose: Whose, act: Act) -> Result<(), Error> {
    let (engine, product, tenant, who) = (&house.engine, &house.product, whose.who.tenant(), whose.who);
    match act {
        Act::Leave => {
            let leave = Leave { given_on: "2026-05-01".parse().unwrap(), digest: "cd".repeat(32) };
            let file = leave::File { actor: staff("officer"), subject: who.subject, recipient: name("alipay"), leave };
            engine.file_leave(product, tenant, &file).map(drop)
        }
        Act::Release => {
            let share = Share {
                actor: service(),
                recipient: name("apns"),
                purpose: name("notify"),
                occasion: None,
                subject: Some(who.subject),
                fields: vec![(name("push-token"), Form::Clear)],
                region: None,
                held: vec![],
                before_account: false,
            };
            engine.decide_release(product, tenant, share, vec![whose.token], None).map(drop)
        }
        Act::Erase => engine.erase(product, tenant, &who.me(), Wish::of(vec![whose.token])).map(drop),
        Act::Send | Act::SendAgain => follow(house, who, Tell::Sent),
        Act::Confirm => follow(house, who, Tell::Confirmed),
        Act::Overdue => {
            house.clock.set(at(START).checked_add(days(60)).unwrap());
            engine.run_due().map(drop)
        }
    }
}

fn follow(house: &House, who: Person, step: Tell) -> Result<(), Error> {
    let telling = house.engine.tellings(who.cell, false)?.remove(0).telling.telling;
    let request = Follow { actor: staff("officer"), step, digest: "ef".repeat(32) };
    house.engine.follow_telling(&house.product, who.tenant(), telling, &request).map(drop)
}

/// The rows of tellings, and what the ledger says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standing {
    rows: String,
    entries: Vec<String>,
}

fn standing(house: &House, who: Person) -> Standing {
    let released = Some(Released::Of(Holder(who.subject.0)));
    let (facts, _) =
        house.engine.store().load_facts(who.cell, true, &Wanted { released, ..Wanted::default() }).unwrap();
    let sent: BTreeSet<_> = facts.released.iter().map(|sent| (sent.recipient.clone(), sent.item.clone())).collect();
    let leaves: Vec<_> = facts.leaves.iter().map(|((_, to), leave)| (to.clone(), leave.digest.clone())).collect();
    let told: Vec<_> = house.engine.tellings(who.cell, false).unwrap().into_iter().map(|told| told.telling).collect();
    let told: Vec<_> = told
        .iter()
        .map(|told| (&told.file.recipient, &told.file.items, told.state, told.repeats, &told.digest))
        .collect();
    let entries = house.engine.entries(who.cell, 0, 10_000).unwrap();
    let of_tellings = entries
        .into_iter()
        .filter_map(|(_, entry)| entry)
        .filter(|entry| entry.outcome == Outcome::Done && (entry.recipient.is_some() || entry.erasure.is_some()));
    let said = of_tellings.map(|entry| format!("{} {:?} {:?}", entry.act, entry.about, entry.recipient));
    Standing { rows: format!("{sent:?} {leaves:?} {told:?}"), entries: said.collect() }
}

fn open(folder: &Path, now: jiff::Timestamp, watch: Watch) -> House {
    House::open(Config { watch, ..Config::under(folder) }, AINK, now)
}

/// One act, in a process of its own that is killed at a step of it; without orders, nothing.
#[test]
fn one_act() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let order = |name: &str| std::env::var(name).unwrap();
    let act = Act::ALL.into_iter().find(|act| format!("{act:?}") == order(ACT)).unwrap();
    let stop = *Step::ALL.iter().find(|step| format!("{step:?}") == order(STOP)).unwrap();
    let references = order(WHO);
    let [cell, subject, token] = references.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let who = Person { cell: cell.parse().unwrap(), subject: subject.parse::<Subject>().unwrap() };
    let armed = Arc::new(AtomicBool::new(false));
    let watched = armed.clone();
    let watch = Watch::with(move |taken| {
        if taken == stop && watched.load(Ordering::SeqCst) {
            std::process::abort();
        }
    });
    let house = open(Path::new(&folder), order(NOW).parse().unwrap(), watch);
    armed.store(true, Ordering::SeqCst);
    carry_out(&house, Whose { who, token: token.parse().unwrap() }, act).unwrap();
}

/// Whether the process was killed: it took the step.
fn killed(folder: &Path, now: jiff::Timestamp, whose: Whose, act: Act, step: Step) -> bool {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "tellings::one_act", "--nocapture", "--test-threads=1"]);
    let who = format!("{} {} {}", whose.who.cell, whose.who.subject, whose.token);
    command.env(FOLDER, folder).env(ACT, format!("{act:?}")).env(STOP, format!("{step:?}"));
    let output = command.env(NOW, now.to_string()).env(WHO, who).output().unwrap();
    let fault = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() || output.status.signal() == Some(6), "{act:?} at {step:?}: {fault}");
    !output.status.success()
}

fn begun(folder: &Path) -> (House, Whose) {
    let house = House::under(folder, AINK);
    let who = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap().0;
    house.file_agreement("apns");
    house.consent(who, "notify", ConsentState::Given).unwrap();
    house.permit(who, "notification").unwrap();
    let token = house.collect(who, "notify", "push", &[("push-token", "a1b2c3")]).unwrap().record;
    (house, Whose { who, token })
}

/// Killed at `step` of `act`, in a copy of what stood before; whether it came so far.
fn row_of_the_table(
    place: &Path,
    now: jiff::Timestamp,
    whose: Whose,
    act: Act,
    step: Step,
    ends: &[Standing; 2],
) -> bool {
    let beside = folder();
    copy(place, beside.path());
    if !killed(beside.path(), now, whose, act, step) {
        return false;
    }
    let house = open(beside.path(), now, Watch::default());
    let [before, after] = ends;
    let found = standing(&house, whose.who);
    assert!(found == *before || found == *after, "{act:?} at {step:?} is half there: {found:?}");
    let durable = !matches!(step, Step::Decided | Step::Applied | Step::KeysDurable);
    if act != Act::Overdue {
        // A round of the worker takes each step for other work, too.
        assert_eq!(found == *after, durable, "{act:?} at {step:?}");
    }
    let again = carry_out(&house, whose, act);
    match act.done_already().filter(|_| found == *after) {
        Some(expected) => assert_eq!(code(again), expected, "{act:?} at {step:?}, done again"),
        None => again.unwrap(),
    }
    let end = standing(&house, whose.who);
    assert_eq!(end.rows, after.rows, "{act:?} at {step:?}, done again");
    house.assert_sound();
    true
}

#[test]
fn each_act_of_a_telling_killed_at_each_step_is_whole_or_absent_and_ends_the_same() {
    const STEPS: [Step; 7] = [
        Step::Decided,
        Step::Applied,
        Step::KeysDurable,
        Step::Committed,
        Step::Mirrored,
        Step::KeysDestroyed,
        Step::RowsFinished,
    ];
    let place = folder();
    let (mut house, whose) = begun(place.path());
    for act in Act::ALL {
        let (now, before) = (house.engine.now(), standing(&house, whose.who));
        drop(house);
        let stood = folder();
        copy(place.path(), stood.path());
        house = open(place.path(), now, Watch::default());
        carry_out(&house, whose, act).unwrap();
        let after = standing(&house, whose.who);
        assert_ne!(before, after, "{act:?} changes nothing");
        let ends = [before, after];
        for step in STEPS {
            let taken = row_of_the_table(stood.path(), now, whose, act, step, &ends);
            let always = matches!(step, Step::Decided | Step::Applied | Step::Committed);
            assert!(taken || !always, "{act:?} never takes {step:?}");
        }
    }
}
