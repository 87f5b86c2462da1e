//! Tripwires: whoever opens one raises an alert and learns nothing; nothing tells one from other records.

use crate::support::{AINK, House, Person, at, code, days, folder, restore, service};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use yinuo::life::drawn::Verify;
use yinuo::life::export::{Export, Whose};
use yinuo::life::facts::ConsentState::Given;
use yinuo::life::guard::Tripped;
use yinuo::life::reference::Record;
use yinuo::life::reveal::Reveal;
use yinuo::life::share::Share;
use yinuo::life::{Actor, Capacity, Code, Personal};
use yinuo::policy::Form;
use yinuo::{Alerted, Config, Error, Reading, Step, Tenant, TripwireState, Watch, Which};

const INVOICE: [(&str, &str); 4] = [
    ("invoice-number", "20260001"),
    ("invoice-amount", "10.00"),
    ("buyer-name", "Wang Wu"),
    ("buyer-phone", "13912345678"),
];

/// A member of a tenant, with an invoice; and a planted member, with a planted one.
struct Scene {
    house: House,
    real: (Person, Record),
    planted: (Person, Record),
}

fn plant_member(house: &House, tenant: Tenant, kind: &str, pairs: &[(&str, &str)]) -> Person {
    let mut request = house.request(service(), "account", kind, pairs);
    request.accepts = Some(house.shown());
    let done = house.engine.plant(&house.product, tenant, request).unwrap();
    Person { cell: done.cell, subject: done.subject.unwrap() }
}

fn plant(house: &House, who: Person, purpose: &str, kind: &str, pairs: &[(&str, &str)]) -> Record {
    let request = house.request(who.me(), purpose, kind, pairs);
    house.engine.plant(&house.product, who.tenant(), request).unwrap().record
}

fn scene(folder: &Path) -> Scene {
    let house = House::under(folder, AINK);
    let real = house.register(Tenant::New, &[("username", "lilei"), ("email", "li.lei@example.com")]).unwrap().0;
    let record = house.collect(real, "provide-service", "invoice", &INVOICE).unwrap().record;
    let email = [("username", "wangw"), ("email", "wangw@a.example.com"), ("password", "Horse-staple-9")];
    let planted = plant_member(&house, real.tenant(), "account", &email);
    let trap = plant(&house, planted, "provide-service", "invoice", &INVOICE);
    Scene { house, real: (real, record), planted: (planted, trap) }
}

/// Whoever asks hears of it at once, before the worker comes round.
fn alerts(house: &House) -> Vec<Alerted> {
    house.engine.alerts(&house.product).unwrap()
}

fn reveal(who: Person) -> Reveal {
    let purpose = "provide-service".into();
    Reveal { actor: who.administrator(), purpose, subject: None, items: vec![], activity: None, form: None }
}

fn read(house: &House, who: Person, which: &Which) -> Result<Reading, Error> {
    house.engine.read(&house.product, who.tenant(), &reveal(who), which)
}

fn sign_in() -> Actor {
    Actor::with_role(Capacity::Service, "sign-in")
}

/// What is answered, without references.
fn answered(reading: &Reading) -> Vec<(String, Option<String>)> {
    let text = |value: &Personal| value.expose_text().map(ToOwned::to_owned);
    reading.values.iter().map(|value| (value.item.to_string(), text(&value.value))).collect()
}

#[test]
fn every_way_to_open_one_raises_an_alert_and_is_answered_as_of_any_other_record() {
    let folder = folder();
    let Scene { house, real: (who, record), planted: (planted, trap) } = scene(folder.path());
    let one = read(&house, who, &Which::Records(vec![record])).unwrap();
    assert_eq!(alerts(&house), [], "a real record was opened");
    let other = read(&house, who, &Which::Records(vec![trap])).unwrap();
    assert_eq!(answered(&one), answered(&other));
    let raised = alerts(&house);
    assert_eq!(raised.len(), 1);
    let tripped = raised[0].file.tripped.clone().unwrap();
    assert_eq!(
        (raised[0].file.who.clone(), raised[0].file.raised_by().as_str()),
        (who.subject.to_string(), "tripwire")
    );
    assert_eq!((tripped.cell, tripped.entry, tripped.records), (who.cell, other.entry, vec![trap]));
    assert_eq!((tripped.act.as_str(), tripped.purpose.as_deref()), ("read", Some("provide-service")));
    assert!(!raised[0].looked_into);

    let listed = Which::Listed { kind: "invoice".into(), after: None, most: 10 };
    assert_eq!(read(&house, who, &listed).unwrap().values.iter().filter(|value| value.record == trap).count(), 4);
    assert_eq!(alerts(&house).len(), 2);
    // By value: a service looks somebody up, a real person first.
    for (email, raised) in [("li.lei@example.com", 2), ("wangw@a.example.com", 3)] {
        let which = Which::Found { kind: "account".into(), item: "email".into(), value: email.into() };
        let request = Reveal { actor: sign_in(), purpose: "account".into(), ..reveal(who) };
        assert!(!house.engine.read(&house.product, who.tenant(), &request, &which).unwrap().values.is_empty());
        assert_eq!(alerts(&house).len(), raised);
    }
    // A password that is tried at the account of nobody.
    let verify = Verify { actor: sign_in(), purpose: "account".into(), item: "password".into() };
    let (kind, item, email) = ("account".into(), "email".into(), Personal::from("wangw@a.example.com"));
    let tried = house.engine.verify(
        &house.product,
        who.tenant(),
        &verify,
        (&kind, &item, &email),
        &Personal::from("Wrong-horse-1"),
    );
    assert_eq!(tried.unwrap(), None);
    assert_eq!(alerts(&house).len(), 4);
    // What is sent to a recipient.
    house.file_agreement("apns");
    house.permit(planted, "notification").unwrap();
    house.consent(planted, "notify", Given).unwrap();
    let token = plant(&house, planted, "notify", "push", &[("push-token", "a1b2c3")]);
    let share = Share {
        actor: planted.me(),
        recipient: "apns".into(),
        purpose: "notify".into(),
        occasion: None,
        subject: Some(planted.subject),
        fields: vec![("push-token".into(), Form::Clear)],
        region: None,
        held: vec![],
        before_account: false,
    };
    house.engine.decide_release(&house.product, who.tenant(), share, vec![token], None).unwrap();
    let of = |act: &str| -> Vec<Tripped> {
        let tripped = alerts(&house).into_iter().filter_map(|alert| alert.file.tripped);
        tripped.filter(|tripped| tripped.act == *act).collect()
    };
    let sent = of("release");
    assert_eq!((sent.len(), sent[0].recipient.as_deref(), &sent[0].records), (1, Some("apns"), &vec![token]));
    let ways = 5;
    // The administrator's export of what the tenant holds.
    let export = Export { actor: who.administrator(), whose: Whose::Tenant };
    let exported = house.engine.export(&house.product, who.tenant(), &export).unwrap();
    assert!(exported.values.iter().any(|value| value.record == trap));
    let taken = of("export");
    assert_eq!((alerts(&house).len(), taken.len(), taken[0].records.len()), (ways + 1, 1, 1));
    // What is refused opens nothing, and her own export holds nothing planted.
    let mut refused = reveal(who);
    refused.items = vec!["salary".into()];
    code(house.engine.read(&house.product, who.tenant(), &refused, &Which::Records(vec![trap])));
    let own = Export { actor: who.me(), whose: Whose::Of(who.subject) };
    house.engine.export(&house.product, who.tenant(), &own).unwrap();
    assert_eq!(alerts(&house).len(), ways + 1);
    // Each alert is on record, under its promise, and says no value.
    let entries = house.engine.evidence(&house.product, &"protect".into(), 1000).unwrap();
    let entries: Vec<_> = entries.iter().filter(|(_, _, entry)| entry.act == *"alarm").collect();
    assert_eq!(entries.len(), ways + 1);
    let said = format!("{entries:?}{:?}", alerts(&house));
    assert!(said.contains("provide-service") && !said.contains("Wang Wu") && !said.contains("13912345678"), "{said}");
    house.assert_sound();
}

/// Of every table with its columns, how many rows there are, and in which columns `reference` stands.
fn looks(folder: &Path, reference: Record) -> (BTreeMap<String, i64>, BTreeSet<String>) {
    let store = Connection::open(folder.join("data").join(yinuo::store::DATABASE)).unwrap();
    let listed = |query: &str| -> Vec<String> {
        let mut statement = store.prepare(query).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let (mut rows, mut columns) = (BTreeMap::new(), BTreeSet::new());
    for table in listed("SELECT name FROM sqlite_master WHERE type = 'table'") {
        let count = store.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        for column in listed(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            let (bytes, text) =
                (format!("{column} = x'{reference}'"), format!("instr(CAST({column} AS TEXT), '{reference}')"));
            let sql = format!("SELECT count(*) FROM {table} WHERE {bytes} OR {text} > 0");
            if store.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap() > 0 {
                columns.insert(format!("{table}.{column}"));
            }
        }
        rows.insert(table, count);
    }
    (rows, columns)
}

#[test]
fn nothing_in_the_store_tells_a_tripwire_from_another_record() {
    let folder = folder();
    let Scene { house, real: (who, record), planted: (planted, trap) } = scene(folder.path());
    let ((before, real), (_, of_trap)) = (looks(folder.path(), record), looks(folder.path(), trap));
    assert_eq!(real, of_trap);
    assert!(real.contains("record.record") && real.contains("entry.body"), "{real:?}");
    // One more of each adds as many rows, in the same tables.
    house.collect(who, "provide-service", "invoice", &INVOICE).unwrap();
    let between = looks(folder.path(), record).0;
    plant(&house, planted, "provide-service", "invoice", &INVOICE);
    let after = looks(folder.path(), record).0;
    let more = |one: &BTreeMap<String, i64>, other: &BTreeMap<String, i64>| -> BTreeMap<String, i64> {
        one.iter().map(|(table, count)| (table.clone(), other[table] - count)).collect()
    };
    assert_eq!(more(&before, &between), more(&between, &after));
    // The ledger says the same of both, but for references and times.
    let entries = house.engine.entries(who.cell, 0, 1000).unwrap();
    let said = |of: Record| {
        let entry = entries.iter().filter_map(|(_, entry)| entry.clone()).find(|entry| entry.records == [of]).unwrap();
        (entry.act, entry.promise, entry.purpose, entry.actor.roles, entry.items, entry.counts, entry.replay.len())
    };
    assert_eq!(said(record), said(trap));
    // And who reads the files of the key store finds neither.
    for file in std::fs::read_dir(folder.path().join("keys")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(16).any(|window| window == trap.as_bytes()));
    }
}

#[test]
fn nobody_s_data_becomes_a_trap_and_what_is_refused_leaves_no_mark() {
    let folder = folder();
    let Scene { house, real: (who, _), planted: (planted, _) } = scene(folder.path());
    let about = house.request(who.me(), "provide-service", "invoice", &INVOICE);
    let refused = house.engine.plant(&house.product, who.tenant(), about);
    assert!(matches!(refused, Err(Error::Tripwire(_))), "{refused:?}");
    let undeclared = house.request(planted.me(), "provide-service", "invoice", &[("shoe-size", "42")]);
    assert_eq!(code(house.engine.plant(&house.product, who.tenant(), undeclared)), Code::UndeclaredField);
    assert_eq!(house.engine.tripwires(&house.product).unwrap().len(), 2);
    assert!(matches!(house.engine.take_up(&house.product, Record::from_bytes([7; 16])), Err(Error::Tripwire(_))));
}

#[test]
fn one_that_is_taken_up_is_gone_and_its_alerts_are_looked_into() {
    let folder = folder();
    let Scene { house, real: (who, _), planted: (planted, trap) } = scene(folder.path());
    read(&house, who, &Which::Records(vec![trap])).unwrap();
    house.engine.take_up(&house.product, trap).unwrap();
    let raised = alerts(&house);
    assert_eq!(raised.iter().map(|alert| alert.looked_into).collect::<Vec<_>>(), [true]);
    assert_eq!(code(read(&house, who, &Which::Records(vec![trap]))), Code::NotFound);
    let account = house.engine.tripwires(&house.product).unwrap()[0].record;
    house.engine.take_up(&house.product, account).unwrap();
    assert_eq!(house.engine.tripwires(&house.product).unwrap(), []);
    assert_eq!(code(house.consent(planted, "attendance", Given)), Code::AccountDisabled);
    house.advance(days(8));
    house.engine.run_due().unwrap();
    house.assert_sound();
}

#[test]
fn it_survives_a_restore_and_one_that_was_lost_is_named_by_the_doctor() {
    let folder = folder();
    let Scene { house, real: (who, _), planted: (planted, trap) } = scene(folder.path());
    let doctor = |house: &House| {
        let checks = house.engine.examine();
        let check = checks.into_iter().find(|check| check.what == "tripwires of aink").unwrap();
        (check.well, check.found)
    };
    read(&house, who, &Which::Records(vec![trap])).unwrap();
    let backup = house.engine.backup(&house.product).unwrap();
    assert_eq!(alerts(&house).len(), 1);
    let late = plant(&house, planted, "provide-service", "invoice", &INVOICE);
    assert_eq!(doctor(&house), (true, "3 stand, and each opens".to_owned()));
    let now = house.engine.now();
    drop(house);
    let (house, _) = restore(folder.path(), &backup.path, now, AINK);
    // The reading stands in the backup without its alert, which the ledger knows: it is not raised again.
    assert_eq!(alerts(&house).len(), 1);
    read(&house, who, &Which::Records(vec![trap])).unwrap();
    assert_eq!(alerts(&house).len(), 2);
    let standing = house.engine.tripwires(&house.product).unwrap();
    let ended: Vec<Record> =
        standing.iter().filter(|one| one.state == TripwireState::Ended).map(|one| one.record).collect();
    assert_eq!((standing.len(), ended), (3, vec![late]));
    let (well, found) = doctor(&house);
    assert!(!well && found.starts_with("1 of 3"), "{found}");
    house.engine.take_up(&house.product, late).unwrap();
    assert!(doctor(&house).0);
    // One whose sealed form was altered is not well either.
    let store = Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    let sql = "UPDATE value SET body = CAST(body || x'00' AS BLOB) WHERE record = ?1";
    assert!(store.execute(sql, [trap.as_bytes()]).unwrap() > 0);
    assert_eq!(doctor(&house).1, "1 of 2 cannot be opened any more: `yinuo tripwire list` names them");
}

#[test]
fn an_opening_whose_process_ends_is_raised_once_by_the_next() {
    for step in [Step::Committed, Step::Applied] {
        let folder = folder();
        let Scene { house, real: (who, _), planted: (_, trap) } = scene(folder.path());
        drop(house);
        let (now, watch) = (at(crate::support::START), Watch::with(move |taken| assert!(taken != step, "stopped")));
        let stopped = catch_unwind(AssertUnwindSafe(|| {
            let house = House::open(Config { watch, ..Config::under(folder.path()) }, AINK, now);
            read(&house, who, &Which::Records(vec![trap])).map(|_| ())
        }));
        let house = House::open(Config::under(folder.path()), AINK, now);
        let entries = house.engine.entries(who.cell, 0, 1000).unwrap();
        let opened =
            entries.iter().filter_map(|(_, entry)| entry.as_ref()).filter(|entry| entry.act == *"read").count();
        assert_eq!(opened, usize::from(step == Step::Committed), "{step:?}: {stopped:?}");
        assert_eq!((alerts(&house).len(), alerts(&house).len()), (opened, opened));
    }
}

#[test]
fn it_counts_in_no_set_and_ends_like_any_other() {
    let folder = folder();
    let set = "[derived.rest]\nlabel = { en = \"What is left\" }\nfrom = [\"trace\"]\nby = \"anonymise\"\n\
               how = { trace = \"as-is\" }\ngroup = 3\nfor = [\"trace\"]\n\n[retention.trace]";
    let ends = "within = \"10 days\"\nthen = \"anonymise\"\ninto = \"rest\"";
    let policy = include_str!("ends/policy.toml").replace("[retention.trace]", set);
    let policy = policy.replace("within = \"10 days\"\nthen = \"erase\"", ends);
    let house = House::under(folder.path(), policy.as_bytes());
    let first = house.register(Tenant::New, &[("user", "u0")]).unwrap().0;
    let second = house.register(first.tenant(), &[("user", "u1")]).unwrap().0;
    let trap = plant_member(&house, first.tenant(), "account", &[("user", "u2")]);
    for who in [first, second, trap] {
        house.consent(who, "trace", Given).unwrap();
    }
    for who in [first, second] {
        house.collect(who, "trace", "trace", &[("trace", "came by")]).unwrap();
    }
    plant(&house, trap, "trace", "trace", &[("trace", "came by")]);
    house.advance(days(10) - jiff::SignedDuration::from_hours(8));
    assert_eq!(alerts(&house), [], "the engine's own work trips none");
    house.advance(jiff::SignedDuration::from_hours(8));
    assert_eq!(alerts(&house), []);
    let connection = Connection::open(folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    let rows: i64 = connection.query_row("SELECT count(*) FROM derived_row", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 0, "two are too few for a set, and a planted third is nobody");
    let standing = house.engine.tripwires(&house.product).unwrap();
    let ended = |one: &&yinuo::Tripwire| one.state == TripwireState::Ended;
    assert_eq!((standing.len(), standing.iter().filter(ended).count()), (2, 1));
}
