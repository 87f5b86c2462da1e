//! Steps about backups and restoring them.

use crate::world::{World, rows};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use yinuo::policy::Policy;
use yinuo::{Engine, Standing};

/// Example: `Given a backup is made, called "the old backup"`
#[given(expr = "a backup is made, called {string}")]
#[when(expr = "a backup is made, called {string}")]
fn made(world: &mut World, called: String) {
    let made = world.engine().backup(&world.product).expect("a backup is made");
    world.notes.backups.insert(called, made.path);
}

/// The data is lost; what is left is the key store, the ledger's mirror and the backup. From here on every step
/// speaks to the restored installation.
///
/// Example: `When the data is lost and "the old backup" is restored`
#[when(expr = "the data is lost and {string} is restored")]
fn restored(world: &mut World, called: String) {
    let path = world.notes.backups.get(&called).unwrap_or_else(|| panic!("no backup is called {called}")).clone();
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    world.engine = None;
    std::fs::remove_dir_all(world.folder.path().join("data")).expect("the data is lost");
    let config = world.config(&policy);
    let (engine, _) = Engine::restore(config, world.clock.clone(), &path).expect("the backup is restored");
    world.engine = Some(engine);
}

/// Example: `Then 1 backup was made`
#[then(expr = "{int} backup(s) was/were made")]
fn backups(world: &mut World, count: usize) {
    let made = world.engine().backups().expect("backups are listed");
    assert_eq!(made.len(), count, "{made:?}");
    for (id, ..) in made {
        let path = world.folder.path().join("backups").join(format!("{id}.backup"));
        assert!(std::fs::metadata(&path).is_ok_and(|file| file.len() > 0), "{} is missing", path.display());
    }
}

/// Example: `Given the newest backup is called "last night's"`
#[given(expr = "the newest backup is called {string}")]
#[when(expr = "the newest backup is called {string}")]
fn newest(world: &mut World, called: String) {
    let made = world.engine().backups().expect("backups are listed");
    let (id, ..) = made.last().expect("a backup was made");
    world.notes.backups.insert(called, world.folder.path().join("backups").join(format!("{id}.backup")));
}

/// Example: `Then the promise "protect" is "at-risk"`: kept, due, at-risk or broken.
#[then(expr = "the promise {string} is {string}")]
fn stands(world: &mut World, promise: String, standing: String) {
    let promises = world.engine().promises(&world.product).expect("promises are listed");
    let state = promises.iter().find(|state| state.path == promise.as_str()).expect("such a promise");
    let word = match state.standing {
        Standing::Kept => "kept",
        Standing::Due => "due",
        Standing::AtRisk => "at-risk",
        Standing::Broken => "broken",
    };
    assert_eq!(word, standing, "{state:?}");
}

/// Example: `Then "the old backup" cannot be read any more, for its key is destroyed`
#[then(expr = "{string} cannot be read any more, for its key is destroyed")]
fn unreadable(world: &mut World, called: String) {
    let path = &world.notes.backups[&called];
    let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
    let keys = crate::outside::open(&world.folder.path().join("keys").join("keys.db"));
    let there: i64 =
        keys.query_row("SELECT count(*) FROM rooted WHERE kind = 3 AND name = ?1", [id], |row| row.get(0)).unwrap();
    assert_eq!(there, 0, "the key of {called} is still there");
    assert!(!path.exists(), "{} is still there", path.display());
}

/// Example: `Then these read back` with `| what | by | for | item | value |`.
#[then("these read back")]
fn read_back(world: &mut World, step: &Step) {
    for row in rows(step) {
        let (what, who, purpose, item, value) = (&row[0], &row[1], &row[2], &row[3], &row[4]);
        let named = world.record(what);
        let request = yinuo::life::reveal::Reveal {
            actor: crate::steps::granting::reader(world, who),
            purpose: purpose.as_str().into(),
            subject: None,
            items: vec![item.as_str().into()],
            activity: None,
            form: None,
        };
        let which = yinuo::Which::Records(vec![named.record]);
        let read = world.engine().read(&world.product, yinuo::Tenant::Named(named.cell), &request, &which);
        let read = read.unwrap_or_else(|fault| panic!("{what} does not read back: {fault} {fault:?}"));
        let found = read.values.iter().find(|found| found.item == item.as_str()).expect("the item");
        assert_eq!(found.value.expose_text(), Some(value.as_str()), "{item} of {what}");
    }
}

/// Every reader is told the same: there is nothing.
///
/// Example: `Then none of these can be read: account_disabled` with `| what | by | for |`.
#[then(expr = "none of these can be read: {word}")]
fn not_read(world: &mut World, step: &Step, code: String) {
    for row in rows(step) {
        let (what, who, purpose) = (&row[0], &row[1], &row[2]);
        let named = world.record(what);
        let request = yinuo::life::reveal::Reveal {
            actor: crate::steps::granting::reader(world, who),
            purpose: purpose.as_str().into(),
            subject: None,
            items: Vec::new(),
            activity: None,
            form: None,
        };
        let which = yinuo::Which::Records(vec![named.record]);
        world.act(Vec::new(), |engine, product| {
            let reading = engine.read(product, yinuo::Tenant::Named(named.cell), &request, &which)?;
            Ok(crate::world::Answer { entry: Some(reading.entry), values: reading.values, ..Default::default() })
        });
        crate::steps::outcome::refused(world, code.clone());
    }
}

/// The data is lost, and so is the mirror of the ledger: the restore is told to go on without it.
///
/// Example: `When the data and the ledger's mirror are lost and "the old backup" is restored without them`
#[when(expr = "the data and the ledger's mirror are lost and {string} is restored without them")]
fn restored_without(world: &mut World, called: String) {
    let path = world.notes.backups.get(&called).unwrap_or_else(|| panic!("no backup is called {called}")).clone();
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    world.engine = None;
    for lost in ["data", "mirror"] {
        std::fs::remove_dir_all(world.folder.path().join(lost)).expect("it is lost");
    }
    let config = world.config(&policy);
    let refused = Engine::restore(config.clone(), world.clock.clone(), &path).map(|_| ());
    assert!(matches!(refused, Err(yinuo::Error::Heads(_))), "it was restored as if nothing were lost: {refused:?}");
    let (engine, restored) =
        Engine::restore_without_ledger(config, world.clock.clone(), &path).expect("the backup is restored");
    assert_eq!(restored.ledger_lost.len(), 1, "an incident is on record");
    world.engine = Some(engine);
}

/// A copy of `called` is altered, cut, joined with another or renamed; each is refused, says so, and leaves nothing.
///
/// Example: `Then no damaged, cut, swapped or foreign copy of "the backup" is restored, "the other" being another one`
#[then(expr = "no damaged, cut, swapped or foreign copy of {string} is restored, {string} being another one")]
fn damaged(world: &mut World, called: String, other: String) {
    let (path, other) = (world.notes.backups[&called].clone(), world.notes.backups[&other].clone());
    let (whole, foreign) = (std::fs::read(&path).expect("a backup"), std::fs::read(&other).expect("another"));
    let policy = Policy::load(world.source.as_bytes()).expect("the policy").0;
    let home = world.config(&policy);
    // Keys and mirror are where they are; the data folder is another.
    let beside = crate::world::folder();
    world.engine = None;
    let mut turned = whole.clone();
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    let longer = [whole.as_slice(), b"x"].concat();
    let copies = [turned, whole[..whole.len() - 1].to_vec(), whole[..20].to_vec(), longer, foreign, Vec::new()];
    for copy in copies {
        let file = beside.path().join(path.file_name().expect("a name"));
        std::fs::write(&file, copy).expect("it is written");
        let config = yinuo::Config { data: beside.path().join("data"), ..home.clone() };
        let ended = Engine::restore(config, world.clock.clone(), &file).map(|_| ());
        assert!(matches!(ended, Err(yinuo::Error::Backup(_))), "{ended:?}");
        let left = std::fs::read_dir(beside.path().join("data")).expect("the folder");
        assert_eq!(left.count(), 0, "something of it is left");
    }
    world.engine = Some(Engine::open(home, world.clock.clone()).expect("the installation was not touched"));
}

/// A backup run is stopped at each of its steps, and a restore at each of its own; each time one that is let through
/// follows, and no value lies in clear in any file meanwhile.
///
/// Example: `When a backup and its restore are cut off after each of their steps, and each time "Li Lei" reads "the lunch" for "bookkeeping"`
#[when(
    expr = "a backup and its restore are cut off after each of their steps, and each time {string} reads {string} for {string}"
)]
fn cut_off(world: &mut World, who: String, what: String, purpose: String) {
    use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
    use yinuo::{Step as Taken, Watch};
    let policy = Policy::load(world.source.as_bytes()).expect("the policy").0;
    let home = world.config(&policy);
    let stopping = |step: Taken| {
        let watch = Watch::with(move |taken| {
            if taken == step {
                resume_unwind(Box::new("cut off"));
            }
        });
        yinuo::Config { watch, ..home.clone() }
    };
    let reads = |world: &mut World| {
        let none = String::new;
        crate::steps::reading::reads(world, who.clone(), none(), what.clone(), purpose.clone(), none(), none(), none());
        assert!(world.last.as_ref().is_some_and(Result::is_ok), "{:?}", world.last);
    };
    for step in [Taken::BackupCopied, Taken::BackupSealed, Taken::BackupRenamed, Taken::BackupNoted] {
        world.engine = None;
        let engine = Engine::open(stopping(step), world.clock.clone()).expect("it opens");
        let product = world.product.clone();
        assert!(catch_unwind(AssertUnwindSafe(|| engine.backup(&product).map(|_| ()))).is_err(), "{step:?}");
        super::left::none_in_clear(world);
        drop(engine);
        world.engine = Some(Engine::open(home.clone(), world.clock.clone()).expect("it opens again"));
        reads(world);
    }
    made(world, "the backup that is cut off".into());
    let path = world.notes.backups["the backup that is cut off"].clone();
    for step in Taken::ALL.iter().copied().filter(|step| step.is_of_restore() && *step != Taken::LogsBegun) {
        world.engine = None;
        std::fs::remove_dir_all(world.folder.path().join("data")).expect("the data is lost");
        let (config, clock) = (stopping(step), world.clock.clone());
        let ended = catch_unwind(AssertUnwindSafe(|| Engine::restore(config, clock, &path).map(|_| ())));
        assert!(ended.is_err(), "{step:?} was not taken");
        super::left::none_in_clear(world);
        assert!(Engine::open(home.clone(), world.clock.clone()).is_err(), "{step:?}: a half is served");
        let (engine, _) = Engine::restore(home.clone(), world.clock.clone(), &path).expect("it is restored");
        world.engine = Some(engine);
        reads(world);
    }
}

/// The backup is restored into a scratch place beside the running installation, looked at and shredded; a copy with one
/// byte turned over is found out.
///
/// Example: `Then a drill of "the backup" finds everything`
#[then(expr = "a drill of {string} finds everything")]
fn drilled(world: &mut World, called: String) {
    let path = world.notes.backups[&called].clone();
    let engine = world.engine();
    let found = engine.drill(&world.product, &path).expect("it is restored");
    let there = engine.store().count_records().expect("records are counted");
    assert!(found.is_sound() && found.records == there && there > 0, "{found:?}, of {there}");
    let beside = crate::world::folder();
    let copy = beside.path().join(path.file_name().expect("a name"));
    let mut bytes = std::fs::read(&path).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&copy, bytes).expect("it is written");
    assert!(engine.drill(&world.product, &copy).is_err() && engine.verify_backup(&copy).is_err());
    let left = std::fs::read_dir(world.folder.path().join("data")).expect("the folder");
    let left: Vec<_> = left.map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().starts_with("drill-")), "{left:?}");
    let drills = engine.evidence(&world.product, &"protect".into(), 10).expect("entries");
    assert_eq!(drills.iter().filter(|(.., entry)| entry.about.as_deref() == Some("drill")).count(), 2);
}

/// Example: `When a drill of "the backup" is held`
#[when(expr = "a drill of {string} is held")]
fn drill(world: &mut World, called: String) {
    let path = world.notes.backups[&called].clone();
    let found = world.engine().drill(&world.product, &path).expect("it is restored");
    assert!(found.is_sound(), "{found:?}");
}

/// One byte of a copy is turned over: the drill fails, and says so.
///
/// Example: `When a drill of a damaged copy of "the backup" is held`
#[when(expr = "a drill of a damaged copy of {string} is held")]
fn drill_of_damaged(world: &mut World, called: String) {
    let path = world.notes.backups[&called].clone();
    let beside = crate::world::folder();
    let copy = beside.path().join(path.file_name().expect("a name"));
    let mut bytes = std::fs::read(&path).expect("the backup");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&copy, bytes).expect("it is written");
    assert!(world.engine().drill(&world.product, &copy).is_err(), "it is restored as if nothing were wrong");
}

/// Example: `Then the doctor finds that the drills are in order`, or `are not`.
#[then(expr = "the doctor finds that the drills are in order")]
fn drills_in_order(world: &mut World) {
    assert!(drills(world).well, "{:?}", drills(world));
}

#[then(expr = "the doctor finds that the drills are not in order")]
fn drills_not_in_order(world: &mut World) {
    let found = drills(world);
    assert!(!found.well && found.found.contains("yinuo backup drill"), "{found:?}");
}

fn drills(world: &mut World) -> yinuo::Check {
    let named = format!("drills of {}", world.product);
    let checks = world.engine().examine();
    checks.into_iter().find(|check| check.what == named).expect("the drills are looked at")
}
