//! Steps about sets that are worked out of data about many people, and about the people themselves, a crowd at a time.

use crate::steps::people::{self, register, registration};
use crate::world::{Answer, World, fields, name, rows};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use std::collections::{BTreeMap, BTreeSet};
use yinuo::life::activity::Open;
use yinuo::life::collect::Collect;
use yinuo::life::derive::{Derive, UseSet};
use yinuo::life::reference::{Cell, Set};
use yinuo::life::{Origin, Personal};
use yinuo::policy::rows::Who;
use yinuo::{DerivedRow, Tenant};

/// A set that a step named.
#[derive(Debug, Clone)]
pub struct NamedSet {
    pub cell: Cell,
    pub set: Set,
    pub rows: u64,
    pub smallest: u64,
}

/// The people of a crowd, by number: `Person 1 to 8` are eight.
fn crowd(who: &str, from: usize, to: usize) -> Vec<(usize, String)> {
    (from..=to).map(|number| (number, format!("{who} {number}"))).collect()
}

/// The table below a step, with the number of the person for each `#`.
fn numbered(step: &Step, number: usize) -> Vec<(String, Personal)> {
    let value = |value: &Personal| {
        let text = value.expose_text().expect("text").replace("##", &format!("{number:04}"));
        Personal::from(text.replace('#', &number.to_string()).as_str())
    };
    fields(step).iter().map(|(field, own)| (field.clone(), value(own))).collect()
}

/// Each with a value of her own: `#` stands for her number, `##` for four digits of it.
///
/// Example: `Given "Person" 1 to 8 have registered without a company giving`, or `with the company "Acme" giving`.
#[given(
    regex = r#"^"([^"]+)" (\d+) to (\d+) have registered (?:with the company "([^"]+)"|without a company) giving$"#
)]
fn crowd_registered(world: &mut World, step: &Step, who: String, from: usize, to: usize, company: String) {
    for (number, who) in crowd(&who, from, to) {
        let tenant = people::joining(world, &company);
        let mut request = registration(world, &who, Vec::new(), true);
        request.values = numbered(step, number);
        register(world, &who, &company, tenant, request);
        world.answer();
    }
}

/// Example: `Given "Person" 1 to 8 have agreed to "analysis"`
#[given(regex = r#"^"([^"]+)" (\d+) to (\d+) have agreed to "([^"]+)"$"#)]
fn crowd_agreed(world: &mut World, who: String, from: usize, to: usize, purpose: String) {
    for (_, who) in crowd(&who, from, to) {
        people::has_agreed(world, who, purpose.clone());
    }
}

/// Each sends one, within an activity of her own where one is named.
///
/// Example: `Given "Person" 1 to 8 have sent an "order" for "redemption" during a "redemption-order"` and a table of
/// fields and values; `by "the app"`, where a service sends it about her.
#[given(
    regex = r#"^"([^"]+)" (\d+) to (\d+) have sent an? "([^"]+)" for "([^"]+)"(?: during an? "([^"]+)")?(?: by "([^"]+)")?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn crowd_sent(
    world: &mut World,
    step: &Step,
    who: String,
    from: usize,
    to: usize,
    kind: String,
    purpose: String,
    during: String,
    by: String,
) {
    for (number, who) in crowd(&who, from, to) {
        let person = world.person(&who);
        let actor = if by.is_empty() { world.actor(&who) } else { world.actor(&by) };
        let tenant = Tenant::Named(person.cell);
        let activity = (!during.is_empty()).then(|| {
            let persons = world.policy().document.activities.get(during.as_str()).map(|row| row.opened_by);
            let subject = (persons == Some(Who::Subject)).then_some(person.subject);
            let open = Open { actor: world.actor(&who), kind: name(&during), subject, about: None };
            let done = world.engine().open_activity(&world.product, tenant, &open).expect("an activity");
            done.activity.expect("an activity")
        });
        let request = Collect {
            actor,
            subject: Some(person.subject),
            purpose: name(&purpose),
            kind: name(&kind),
            values: numbered(step, number),
            captured_at: world.engine().now(),
            captured_until: None,
            origin: Origin::App,
            activity,
            occasion: None,
            opens_tenant: false,
            accepts: None,
            platform: world.platform.clone(),
            minors: Vec::new(),
            born: None,
        };
        let done = world.engine().collect(&world.product, tenant, request);
        let done = done.unwrap_or_else(|fault| panic!("{who} sends no {kind}: {fault} {fault:?}"));
        let named = crate::world::Named { cell: done.cell, record: done.record, subject: Some(person.subject) };
        world.records.insert(format!("{who}'s {kind}"), named);
    }
}

/// The cell in which staff works a set out: the company's that is named, else the product's own.
fn cell(world: &World, company: &str) -> Cell {
    if company.is_empty() { yinuo::own_cell(&world.product) } else { world.company(company) }
}

/// Asks for a set of the policy. Its items may be named, and wanted as they are.
///
/// Example: `When "Ma Rui" makes the set "correlation" for "analysis" as "the set"`; also `of "phone, redeemed-goods"`,
/// `as they are`, `in "Acme"`.
#[when(
    regex = r#"^"([^"]+)" makes the set "([^"]+)"(?: of "([^"]+)")?( as they are)? for "([^"]*)"(?: in "([^"]+)")?(?: as "([^"]+)")?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn makes(
    world: &mut World,
    who: String,
    derived: String,
    items: String,
    raw: String,
    purpose: String,
    company: String,
    called: String,
) {
    let items = items.split(", ").filter(|item| !item.is_empty()).map(name).collect();
    let actor = world.actor(&who);
    let request = Derive { actor, derived: name(&derived), purpose: name(&purpose), items, raw: !raw.is_empty() };
    let cell = cell(world, &company);
    let mut made = None;
    world.act(Vec::new(), |engine, product| {
        let done = engine.derive(product, Tenant::Named(cell), &request)?;
        let entry = Some(done.entry);
        made = Some(done);
        Ok(Answer { cell: Some(cell), entry, ..Answer::default() })
    });
    if let Some(made) = made {
        let named = NamedSet { cell, set: made.set, rows: made.rows, smallest: made.smallest };
        world.sets.insert(if called.is_empty() { derived } else { called }, named);
    }
}

/// Of what a term ended: the newest one that the worker made by that rule.
///
/// Example: `Given the set into which "retention.logs" ended in "Acme" is called "the rest"`
#[given(expr = "the set into which {string} ended in {string} is called {string}")]
fn worker_made(world: &mut World, promise: String, company: String, called: String) {
    let cell = cell(world, &company);
    let entries = world.engine().entries(cell, 0, 1_000_000).expect("entries");
    let made = |entry: &yinuo::life::Entry| entry.act == "derive" && entry.promise.as_deref() == Some(promise.as_str());
    let mut entries = entries.into_iter().rev().filter_map(|(_, entry)| entry.filter(made));
    let entry = entries.find(|entry| entry.set.is_some()).expect("a set");
    let count = |word: &str| entry.counts.iter().find(|(name, _)| name == word).map_or(0, |(_, count)| *count);
    let named = NamedSet { cell, set: entry.set.expect("a set"), rows: count("rows"), smallest: count("smallest") };
    world.sets.insert(called, named);
}

/// Whoever made it: the newest of that name on the list.
///
/// Example: `Given the newest set of "derived.correlation" is called "the day"`, or `in "Acme"`.
#[given(regex = r#"^the newest set of "derived\.([^"]+)"(?: in "([^"]+)")? is called "([^"]+)"$"#)]
fn newest(world: &mut World, derived: String, company: String, called: String) {
    let cell = cell(world, &company);
    let sets = world.engine().sets(cell, None, 1000).expect("sets are listed");
    let set = sets.into_iter().find(|listed| listed.derived == derived.as_str()).expect("a set of that name");
    world.sets.insert(called, NamedSet { cell, set: set.set, rows: set.rows, smallest: set.smallest });
}

/// Example: `Then no set is listed`
#[then("no set is listed")]
fn none_listed(world: &mut World) {
    let cell = cell(world, "");
    assert_eq!(world.engine().sets(cell, None, 1000).expect("sets are listed"), []);
}

/// Example: `Then no set was made into which "retention.logs" ended in "Acme"`
#[then(expr = "no set was made into which {string} ended in {string}")]
fn worker_made_none(world: &mut World, promise: String, company: String) {
    let entries = world.engine().entries(cell(world, &company), 0, 1_000_000).expect("entries");
    let of = |entry: &yinuo::life::Entry| entry.act == "derive" && entry.promise.as_deref() == Some(promise.as_str());
    let tried: Vec<_> = entries.into_iter().filter_map(|(_, entry)| entry.filter(of)).collect();
    assert!(!tried.is_empty() && tried.iter().all(|entry| entry.set.is_none()), "{tried:?}");
}

fn named(world: &World, which: &str) -> NamedSet {
    world.sets.get(which).cloned().unwrap_or_else(|| panic!("no set is called {which}"))
}

fn rows_of(world: &mut World, who: &str, which: &str, purpose: &str, whose: bool) -> Vec<DerivedRow> {
    let (named, actor) = (named(world, which), super::granting::reader(world, who));
    let request = UseSet { actor, purpose: name(purpose), set: named.set, whose };
    let mut rows = Vec::new();
    world.act(Vec::new(), |engine, product| {
        let used = engine.use_set(product, Tenant::Named(named.cell), &request, (None, 1000))?;
        rows = used.rows;
        Ok(Answer { cell: Some(named.cell), entry: Some(used.entry), ..Answer::default() })
    });
    rows
}

/// Example: `When "Ma Rui" uses "the set" for "analysis"`; another company may be named: `in "Beta"`.
#[when(regex = r#"^"([^"]+)" uses "([^"]+)" for "([^"]+)"(?: in "([^"]+)")?$"#)]
fn uses(world: &mut World, who: String, which: String, purpose: String, company: String) {
    if !company.is_empty() {
        let elsewhere = NamedSet { cell: world.company(&company), ..named(world, &which) };
        world.sets.insert(which.clone(), elsewhere);
    }
    world.shown_rows = rows_of(world, &who, &which, &purpose, false);
}

/// Example: `When "Ma Rui" asks whose the rows of "the set" are for "analysis"`
#[when(expr = "{string} asks whose the rows of {string} are for {string}")]
fn asks_whose(world: &mut World, who: String, which: String, purpose: String) {
    world.shown_rows = rows_of(world, &who, &which, &purpose, true);
}

/// Example: `Then "the set" has 8 rows, and at least 5 people share what the fewest share`
#[then(expr = "{string} has {int} row(s), and at least {int} people share what the fewest share")]
fn has_rows(world: &mut World, which: String, count: u64, smallest: u64) {
    let named = named(world, &which);
    assert_eq!(named.rows, count);
    assert!(named.smallest >= smallest, "{} people share what the fewest share", named.smallest);
}

/// All that shows, counted: `rows` says in how many rows, `people` for how many people they stand. Stand-ins are left
/// out.
///
/// Example: `Then this shows` with a table of items and `rows` or `people`.
#[then("this shows")]
fn this_shows(world: &mut World, step: &Step) {
    let table = step.table.as_ref().expect("a table stands below this step");
    let head = table.rows.first().expect("a head").clone();
    let (counted, items) = head.split_last().expect("columns");
    let mut found: BTreeMap<Vec<String>, i64> = BTreeMap::new();
    for row in &world.shown_rows {
        let shown = |item: &String| row.shown.get(item.as_str()).cloned().unwrap_or_default();
        *found.entry(items.iter().map(shown).collect()).or_default() += if counted == "people" { row.count } else { 1 };
    }
    let wanted = rows(step).into_iter().map(|mut row| {
        let count = row.pop().expect("a count").parse::<i64>().expect("a number");
        (row, count)
    });
    assert_eq!(found, wanted.collect());
}

/// Example: `Then no row shows any of "Person 3, 13800000003"`, nor an item of `"full-name"` in clear.
#[then(expr = "no row shows any of {string}")]
fn shows_none(world: &mut World, values: String) {
    assert!(!world.shown_rows.is_empty(), "there are rows");
    for row in &world.shown_rows {
        for value in values.split(", ") {
            let told = row.shown.values().find(|shown| shown.contains(value) && !is_stand_in(shown));
            assert!(told.is_none(), "{told:?} shows {value}");
        }
    }
}

/// Example: `Then no row has the item "nickname"`
#[then(expr = "no row has the item {string}")]
fn has_not(world: &mut World, item: String) {
    assert!(!world.shown_rows.is_empty(), "there are rows");
    assert!(world.shown_rows.iter().all(|row| !row.shown.contains_key(item.as_str())));
}

/// Whether it is drawn at random: any short number stands in one of many.
fn is_stand_in(shown: &str) -> bool {
    shown.len() >= 32 && shown.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn stand_ins(shown: &[DerivedRow], item: &str) -> Vec<String> {
    shown.iter().filter_map(|row| row.shown.get(item).cloned()).collect()
}

/// Example: `Then 8 different stand-ins of "phone" show, and each is one person's`: the same in every row of hers.
#[then(expr = "{int} different stand-ins of {string} show, and each is one person's")]
fn one_each(world: &mut World, count: usize, item: String) {
    let mut by: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in &world.shown_rows {
        if let (Some(person), Some(stand_in)) = (row.shown.get("subject"), row.shown.get(item.as_str())) {
            by.entry(person.clone()).or_default().insert(stand_in.clone());
        }
    }
    let all: BTreeSet<&String> = by.values().flatten().collect();
    assert_eq!((all.len(), by.len()), (count, count), "{by:?}");
}

/// Example: `Given the stand-ins of "phone" are noted`
#[given(expr = "the stand-ins of {string} are noted")]
fn noted(world: &mut World, item: String) {
    world.noted = stand_ins(&world.shown_rows, &item).into_iter().collect();
    assert!(!world.noted.is_empty(), "there are stand-ins");
}

/// Example: `Then none of the stand-ins of "phone" was seen before`
#[then(expr = "none of the stand-ins of {string} was seen before")]
fn unseen(world: &mut World, item: String) {
    let now = stand_ins(&world.shown_rows, &item);
    assert!(!now.is_empty() && now.iter().all(|stand_in| !world.noted.contains(stand_in)));
}

/// Of the last set that was made: what the ledger says of it, and nothing of anybody.
///
/// Example: `Then the ledger says of "the set" that it has 8 rows, and that at least 5 people share what the fewest share`
#[then(expr = "the ledger says of {string} which it is, its items {string}, its rows and its smallest group")]
fn ledger_says(world: &mut World, which: String, items: String) {
    let (named, before) = (named(world, &which), world.before.as_ref().expect("seen before"));
    let after = crate::outside::Outside::seen(world, &[]);
    let fresh = after.new_entries(before);
    let [row] = fresh.as_slice() else { panic!("{} entries", fresh.len()) };
    let entry: yinuo::life::Entry = serde_json::from_slice(&row.body).expect("an entry");
    assert_eq!(entry.set, Some(named.set));
    let told: BTreeSet<&str> = entry.items.iter().map(|(item, _)| item.as_str()).collect();
    assert_eq!(told, items.split(", ").collect());
    let count = |word: &str| entry.counts.iter().find(|(name, _)| name == word).map(|(_, count)| *count);
    assert_eq!((count("rows"), count("smallest")), (Some(named.rows), Some(named.smallest)));
    assert!(entry.subject.is_none() && entry.records.is_empty());
}

/// In no row of any table that a set is kept in, whether or not it can be told of others.
///
/// Example: `Then nothing in the store tells which rows of "the set" are of "Person 3"`
#[then(expr = "nothing in the store tells which rows of {string} are of {string}")]
fn nothing_tells(world: &mut World, which: String, who: String) {
    let (named, person) = (named(world, &which), world.person(&who));
    let connection = crate::outside::open(&world.folder.path().join("data").join("data.db"));
    let hers =
        format!("SELECT count(*) FROM derived_row WHERE set_id = x'{}' AND subject = x'{}'", named.set, person.subject);
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count");
    assert_eq!(count(&hers), 0, "a row still says whose it is");
    let others = format!("SELECT count(*) FROM derived_row WHERE set_id = x'{}' AND subject IS NOT NULL", named.set);
    assert!(count(&others) > 0, "of the others it can be told, so the count above says something");
}

/// Example: `Then nothing in the store tells whose any row of "the set" is`
#[then(expr = "nothing in the store tells whose any row of {string} is")]
fn nobodys(world: &mut World, which: String) {
    let named = named(world, &which);
    let connection = crate::outside::open(&world.folder.path().join("data").join("data.db"));
    let sql = "SELECT count(*), count(subject) FROM derived_row WHERE set_id = ?1";
    let counted = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
    let (rows, told) = connection.query_row(sql, [named.set.as_bytes()], counted).expect("a count");
    assert_eq!((rows.unsigned_abs(), told), (named.rows, 0));
}
