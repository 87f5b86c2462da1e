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
            actor: world.actor(who),
            purpose: purpose.as_str().into(),
            subject: None,
            items: vec![item.as_str().into()],
            activity: None,
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
            actor: world.actor(who),
            purpose: purpose.as_str().into(),
            subject: None,
            items: Vec::new(),
            activity: None,
        };
        let which = yinuo::Which::Records(vec![named.record]);
        world.act(Vec::new(), |engine, product| {
            let reading = engine.read(product, yinuo::Tenant::Named(named.cell), &request, &which)?;
            Ok(crate::world::Answer { entry: Some(reading.entry), values: reading.values, ..Default::default() })
        });
        crate::steps::outcome::refused(world, code.clone());
    }
}
