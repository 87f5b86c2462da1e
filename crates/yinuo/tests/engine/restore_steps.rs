//! The failure tables of backup and restore: stopped at each of their steps, nothing is served from a half, and done again
//! the end is the same.

use crate::support::{AINK, House, Person, code, days};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use yinuo::life::Code;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::Record;
use yinuo::{Config, Engine, Error, Restored, StandingClock, Step, Tenant, Watch};

/// A house that lost its data: whose it was, what of it must be there and what not, and the backup.
struct Lost {
    folder: tempfile::TempDir,
    who: Person,
    kept: Record,
    erased: Record,
    file: std::path::PathBuf,
    now: jiff::Timestamp,
}

fn lost(with_mirror: bool) -> Lost {
    let folder = crate::support::folder();
    let house = House::under(folder.path(), AINK);
    let who = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap().0;
    let file = |text: &str| house.collect(who, "provide-service", "attachment", &[("file", text)]).unwrap().record;
    let (kept, erased) = (file("kept"), file("erased"));
    house.consent(who, "assistant", ConsentState::Given).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    house.consent(who, "assistant", ConsentState::Withdrawn).unwrap();
    house.engine.erase(&house.product, who.tenant(), &who.administrator(), yinuo::Wish::of(vec![erased])).unwrap();
    house.collect(who, "provide-service", "attachment", &[("file", "after the backup")]).unwrap();
    house.advance(days(2));
    // A round of the worker: what is captured is in the mirror from then on.
    house.engine.run_due().unwrap();
    let now = house.engine.now();
    drop(house);
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    if !with_mirror {
        std::fs::remove_dir_all(folder.path().join("mirror")).unwrap();
    }
    Lost { folder, who, kept, erased, file: backup.path, now }
}

fn restore(lost: &Lost, accept: bool, watch: Watch) -> Result<(Engine, Restored), Error> {
    let config = Config { watch, ..Config::under(lost.folder.path()) };
    let clock = Arc::new(StandingClock::at(lost.now));
    let restore = if accept { Engine::restore_without_ledger } else { Engine::restore };
    restore(config, clock, &lost.file)
}

/// Stops the restore when it takes `step`; whether it came so far.
fn stopped_at(lost: &Lost, accept: bool, step: Step) -> bool {
    let watch = Watch::with(move |taken| assert!(taken != step, "stopped"));
    let ended = catch_unwind(AssertUnwindSafe(|| restore(lost, accept, watch).map(|_| ())));
    ended.is_err()
}

fn assert_closed(lost: &Lost) {
    let clock = Arc::new(StandingClock::at(lost.now));
    match Engine::open(Config::under(lost.folder.path()), clock) {
        Err(Error::Heads(says)) => assert!(says.contains("yinuo restore"), "{says}"),
        other => panic!("{other:?}"),
    }
}

fn assert_whole(lost: &Lost, engine: Engine, accept: bool) {
    let house = House::around(engine, Arc::new(StandingClock::at(lost.now)), AINK);
    let records = house.engine.store().all_records(lost.who.cell, None, 10).unwrap();
    assert!(records.contains(&lost.kept) && !records.contains(&lost.erased));
    let open = house.open_activity(lost.who, "assistant-session");
    let refused = open.and_then(|open| {
        let mut turn = house.request(lost.who.me(), "assistant", "assistant-turn", &[("question", "?")]);
        turn.activity = Some(open);
        house.engine.collect(&house.product, lost.who.tenant(), turn)
    });
    let withdrawn = matches!(code(refused), Code::ConsentWithdrawn | Code::ConsentRequired | Code::PolicyNotAccepted);
    assert!(withdrawn, "nothing rests on what was withdrawn");
    let incidents = house.engine.evidence(&house.product, &"incident".into(), 10).unwrap().len();
    assert_eq!(incidents, usize::from(accept));
    house.assert_sound();
    drop(house);
    drop(Engine::open(Config::under(lost.folder.path()), Arc::new(StandingClock::at(lost.now))).unwrap());
}

#[test]
fn a_restore_stopped_at_each_step_serves_nothing_and_ends_the_same_when_done_again() {
    for step in Step::ALL.iter().copied().filter(|step| step.is_of_restore()) {
        for accept in [false, true] {
            let lost = lost(!accept);
            if !stopped_at(&lost, accept, step) {
                assert!(!accept && step == Step::LogsBegun, "{step:?} was never taken");
                continue;
            }
            assert_closed(&lost);
            // Stopped once more at the same step, and then done.
            assert!(stopped_at(&lost, accept, step), "{step:?}");
            let (engine, restored) = restore(&lost, accept, Watch::default()).unwrap();
            assert_eq!(restored.ledger_lost.len(), usize::from(accept), "{step:?}");
            assert_eq!(restored.lost.len(), usize::from(!accept), "{step:?}: what was captured since is listed");
            assert_whole(&lost, engine, accept);
        }
    }
}

#[test]
fn a_backup_stopped_at_each_step_is_whole_or_leaves_nothing_and_is_made_again() {
    for step in [Step::BackupCopied, Step::BackupSealed, Step::BackupRenamed, Step::BackupNoted] {
        let folder = crate::support::folder();
        let watch = Watch::with(move |taken| assert!(taken != step, "stopped"));
        let config = Config { watch, ..Config::under(folder.path()) };
        let house = House::open(config, AINK, crate::support::at(crate::support::START));
        let who = house.register(Tenant::New, &[("username", "u"), ("email", "u@example.com")]).unwrap().0;
        let ended = catch_unwind(AssertUnwindSafe(|| house.engine.backup(&house.product).map(|_| ())));
        assert!(ended.is_err(), "{step:?} was never taken");
        let now = house.engine.now();
        drop(house);
        let house = House::open(Config::under(folder.path()), AINK, now);
        assert_eq!(left_over(folder.path()), Vec::<String>::new(), "{step:?}");
        let noted = house.engine.backups().unwrap().len();
        assert_eq!(noted, usize::from(step == Step::BackupNoted), "{step:?}");
        // What lies there without being known is removed or complete: none is half a backup.
        for file in backups(folder.path()) {
            opens(folder.path(), &file, now, who);
        }
        let made = house.engine.backup(&house.product).unwrap();
        drop(house);
        opens(folder.path(), &made.path, now, who);
    }
}

fn backups(folder: &Path) -> Vec<std::path::PathBuf> {
    let Ok(files) = std::fs::read_dir(folder.join("backups")) else { return Vec::new() };
    files.map(|file| file.unwrap().path()).collect()
}

/// Copies and parts that nobody will use.
fn left_over(folder: &Path) -> Vec<String> {
    let both = ["data", "backups"].into_iter().filter_map(|part| std::fs::read_dir(folder.join(part)).ok());
    let names = both.flatten().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.ends_with(".tmp") || name.ends_with(".part")).collect()
}

/// Restores `file` into a folder of its own beside the keys and the mirror.
fn opens(folder: &Path, file: &Path, now: jiff::Timestamp, who: Person) {
    let beside = crate::support::folder();
    for part in ["keys", "mirror"] {
        copy(&folder.join(part), &beside.path().join(part));
    }
    let clock = Arc::new(StandingClock::at(now));
    let (engine, _) = Engine::restore(Config::under(beside.path()), clock, file).unwrap();
    assert_eq!(engine.store().all_records(who.cell, None, 10).unwrap().len(), 1);
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for file in std::fs::read_dir(from).unwrap() {
        let path = file.unwrap().path();
        let beside = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &beside) } else { assert!(std::fs::copy(&path, &beside).is_ok()) }
    }
}
