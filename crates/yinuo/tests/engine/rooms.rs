//! Rooms: what is done in one tenant leaves every other byte for byte, and what is carried from one into another opens
//! nothing there.

mod carried;

use crate::files::{Given, attach, read as read_file};
use crate::support::{AINK, House, Person, at, folder};
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use yinuo::life::derive::Derive;
use yinuo::life::derive::count::Count;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::{Activity, Case, Hold, Holder, Record, Telling};
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Capacity, Code, Work};
use yinuo::policy::Name;
use yinuo::{Rotate, Tenant, Which, Wish};

/// What AINK's policy lacks: a set, and something that happens to the product.
const MORE: &str = r#"
[purpose.counting]
label = "Count check-ins"
function = "basic"
basis = "legal-duty"
reads = { location = "aggregate" }
by = ["role.sign-in"]
law = "PIPL, article 47(2)"

[derived.places]
label = "Where people check in"
from = ["location"]
by = "de-identify"
how = { location = "token" }
group = 2
for = ["counting"]

[derived.uses]
label = "How often each function is used"
by = "aggregate"
counts = { search = "searching" }
for = ["counting"]

[event."machine.lost"]
label = "A machine is lost"
of = "product"
"#;

const INVOICE: [(&str, &str); 4] = [
    ("invoice-number", "20260001"),
    ("invoice-amount", "10.00"),
    ("buyer-name", "Wang Wu"),
    ("buyer-phone", "13912345678"),
];

fn policy() -> Vec<u8> {
    format!("{}\n{MORE}", std::str::from_utf8(AINK).unwrap()).into_bytes()
}

/// A tenant with a member who has an account, an invoice, a check-in and a file.
struct Room {
    who: Person,
    account: Record,
    invoice: Record,
    file: Record,
    point: Activity,
    email: String,
}

impl Room {
    fn furnish(house: &House, name: &str) -> Self {
        let email = format!("{name}@example.com");
        let (who, account) = house.register(Tenant::New, &[("username", name), ("email", &email)]).unwrap();
        let other = format!("{name}-two@example.com");
        let (two, _) = house.register(who.tenant(), &[("username", "two"), ("email", &other)]).unwrap();
        let point = [who, two].map(|who| {
            house.consent(who, "attendance", ConsentState::Given).unwrap();
            house.permit(who, "location").unwrap();
            let open = house.open_activity(who, "check-in").unwrap();
            let mut request = house.request(who.me(), "attendance", "check-in", &[("location", "38.9,121.6")]);
            request.activity = Some(open);
            house.engine.collect(&house.product, who.tenant(), request).unwrap();
            open
        });
        let invoice = house.collect(who, "provide-service", "invoice", &INVOICE).unwrap().record;
        let file = attach(house, who, &mut Given(vec![vec![b'x'; 3 << 20]])).unwrap().record;
        Self { who, account, invoice, file, point: point[0], email }
    }

    /// What opens of it: its account by value, its invoice, its file.
    fn opens(&self, house: &House) -> [Result<(), Code>; 3] {
        let reveal = |actor, purpose: &str| Reveal {
            actor,
            purpose: purpose.into(),
            subject: None,
            items: vec![],
            activity: None,
            form: None,
        };
        let sign_in = reveal(Actor::with_role(Capacity::Service, "sign-in"), "account");
        let found = Which::Found { kind: "account".into(), item: "email".into(), value: self.email.as_str().into() };
        let read = |request: &Reveal, which: &Which, record: Record| {
            let reading = house.engine.read(&house.product, self.who.tenant(), request, which);
            let reading = reading.map_err(|fault| fault.code())?;
            let hers = !reading.values.is_empty() && reading.values.iter().all(|value| value.record == record);
            if hers { Ok(()) } else { Err(Code::NotFound) }
        };
        let invoice = reveal(self.who.administrator(), "provide-service");
        [
            read(&sign_in, &found, self.account),
            read(&invoice, &Which::Records(vec![self.invoice]), self.invoice),
            read_file(house, self.who, self.file).map(|_| ()).map_err(|fault| fault.code()),
        ]
    }
}

fn open(folder: &Path) -> Connection {
    Connection::open(folder.join("data").join(yinuo::store::DATABASE)).unwrap()
}

/// Every row of a cell, in every table of both databases that has cells.
fn rows_of(folder: &Path, who: Person) -> BTreeMap<String, Vec<String>> {
    let mut found = BTreeMap::new();
    let keys = Connection::open(folder.join("keys").join("keys.db")).unwrap();
    for (of, store) in [("data", open(folder)), ("keys", keys)] {
        let listed = |query: &str| -> Vec<String> {
            let mut statement = store.prepare(query).unwrap();
            let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            rows.map(Result::unwrap).collect()
        };
        for table in listed("SELECT name FROM sqlite_master WHERE type = 'table'") {
            let columns = listed(&format!("SELECT name FROM pragma_table_info('{table}')"));
            if !columns.contains(&"cell".to_owned()) {
                continue;
            }
            let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
            let sql = format!(
                "SELECT {} FROM {table} WHERE lower(hex(cell)) = '{}' ORDER BY 1",
                quoted.join(" || ',' || "),
                who.cell
            );
            found.insert(format!("{of}.{table}"), listed(&sql));
        }
    }
    found
}

/// The tables in which values stand, and what opens and finds them.
const VALUES: [&str; 7] = ["record", "value", "gone", "slot", "lookup", "file", "file_chunk"];

fn differ(one: &BTreeMap<String, Vec<String>>, other: &BTreeMap<String, Vec<String>>) -> Vec<String> {
    one.keys().filter(|table| one[*table] != other[*table]).cloned().collect()
}

/// The next kind of work in the tenant, each once. A new kind does not compile until it stands here.
fn next(work: Option<&Work>, house: &House, room: &Room, folder: &Path) -> Option<Work> {
    let policy = house.engine.policy(&house.product).unwrap();
    let (now, no) = (house.engine.now(), || yinuo::life::reference::Reference::from_bytes([7; 16]));
    let rule = |kind: &str, item: &str| policy.ends_of(kind, item).next().unwrap().rule.clone();
    let event = || Name::from("account.cancelled");
    // A keyslot of the tenant that has a term, or an end.
    let slot = |column: &str| -> (String, u32, String) {
        let sql =
            format!("SELECT rule, edition, CAST({column} AS TEXT) FROM slot WHERE cell = ?1 AND {column} IS NOT NULL");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        open(folder).query_row(&sql, [room.who.cell.as_bytes()], row).unwrap()
    };
    Some(match work {
        None => Work::ReviewHold { hold: Hold(no()) },
        Some(Work::ReviewHold { .. }) => Work::AwaitTelling { telling: Telling(no()) },
        Some(Work::AwaitTelling { .. }) => Work::AnswerCase { case: Case(no()) },
        Some(Work::AnswerCase { .. }) => Work::CloseActivity { activity: room.point },
        Some(Work::CloseActivity { .. }) => {
            Work::Relock { holder: None, kinds: policy.document.records.keys().cloned().collect() }
        }
        Some(Work::Relock { .. }) => {
            Work::Derive { derived: "places".into(), from: at("2026-01-01T00:00:00Z"), until: now }
        }
        Some(Work::Derive { .. }) => Work::ClearLog { log: policy.document.logs.keys().next().unwrap().clone() },
        Some(Work::ClearLog { .. }) => {
            Work::EndActivity { activity: room.point, rule: rule("check-in", "location"), event: event() }
        }
        Some(Work::EndActivity { .. }) => {
            Work::EndRecord { record: room.invoice, rule: rule("invoice", "buyer-name"), event: event() }
        }
        Some(Work::EndRecord { .. }) => {
            let (rule, _, until) = slot("until");
            let until = jiff::Timestamp::from_microsecond(until.parse().unwrap()).unwrap();
            Work::EndValues { rule: rule.into(), until }
        }
        Some(Work::EndValues { .. }) => Work::Anonymise { rule: slot("until").0.into(), until: now },
        Some(Work::Anonymise { .. }) => {
            let (rule, edition, day) = slot("term_day");
            Work::EndTerm { rule: rule.into(), edition, day: day.parse().unwrap() }
        }
        Some(Work::EndTerm { .. }) => Work::EndRecords {
            holder: None,
            rule: rule("attachment", "file"),
            event: event(),
            before: now,
            purpose: None,
        },
        Some(Work::EndRecords { .. }) => {
            let holder = Holder(room.who.subject.0);
            Work::EndHolder { holder, rule: rule("account", "email"), event: event() }
        }
        Some(Work::EndHolder { .. }) => {
            Work::EndRule { rule: rule("account", "email"), event: Name::from("tenant.cancelled") }
        }
        Some(Work::EndRule { .. }) => Work::Version { version: policy.version.clone() },
        Some(Work::Version { .. }) => Work::Happened { event: "machine.lost".into(), at: now },
        Some(Work::Happened { .. }) => Work::Backup,
        Some(Work::Backup) => return None,
    })
}

/// How many kinds of work there are.
const KINDS: usize = 18;

#[test]
fn no_work_of_a_tenant_touches_another() {
    let folder = folder();
    let house = House::under(folder.path(), &policy());
    let (room, other) = (Room::furnish(&house, "lilei"), Room::furnish(&house, "hanmeimei"));
    house.engine.run_due().unwrap();
    let (mut before, mut work, mut kinds) = (rows_of(folder.path(), other.who), None, BTreeSet::new());
    assert!(before.values().filter(|rows| !rows.is_empty()).count() > 12, "{before:?}");
    while let Some(next) = next(work.as_ref(), &house, &room, folder.path()) {
        let own = matches!(next, Work::Version { .. } | Work::Happened { .. } | Work::Backup);
        let cell = if own { yinuo::own_cell(&house.product) } else { room.who.cell };
        let hers = rows_of(folder.path(), room.who);
        let now = house.engine.now();
        house.engine.store().set_due(now, cell, next.clone(), "policy".into(), now).unwrap();
        house.engine.run_due().unwrap();
        let left = house.engine.store().load_due_of(cell).unwrap();
        assert!(left.iter().all(|row| row.work != next || row.at > now), "not done: {next:?}");
        let after = rows_of(folder.path(), other.who);
        let mut touched = differ(&before, &after);
        if own {
            // What happens to the product goes through every cell, and takes nothing from any.
            touched.retain(|table| VALUES.iter().any(|values| *table == format!("data.{values}")));
        } else {
            assert!(differ(&hers, &rows_of(folder.path(), room.who)).contains(&"data.entry".to_owned()), "{next:?}");
        }
        assert_eq!(touched, Vec::<String>::new(), "{next:?}");
        kinds.insert(serde_json::to_value(&next).unwrap()["work"].as_str().unwrap().to_owned());
        (before, work) = (after, Some(next));
    }
    assert_eq!(kinds.len(), KINDS, "{kinds:?}");
    // Hers is gone by now, and the other's is all there.
    assert_eq!(other.opens(&house), [Ok(()); 3]);
    assert!(room.opens(&house).iter().all(Result::is_err), "{:?}", room.opens(&house));
    house.assert_sound();
}

#[test]
fn nothing_else_that_is_done_in_a_tenant_touches_another() {
    let folder = folder();
    let house = House::under(folder.path(), &policy());
    let (room, other) = (Room::furnish(&house, "lilei"), Room::furnish(&house, "hanmeimei"));
    house.engine.run_due().unwrap();
    let before = rows_of(folder.path(), other.who);
    let untouched = |what: &str| {
        house.engine.run_due().unwrap();
        assert_eq!(differ(&before, &rows_of(folder.path(), other.who)), Vec::<String>::new(), "{what}");
    };
    let set = Derive {
        actor: Actor::with_role(Capacity::Service, "sign-in"),
        derived: "places".into(),
        purpose: "counting".into(),
        items: vec![],
        raw: false,
    };
    house.engine.derive(&house.product, room.who.tenant(), &set).unwrap();
    untouched("a derived set");
    let count = Count {
        actor: Actor { capacity: Capacity::Service, subject: None, roles: vec![] },
        derived: "uses".into(),
        function: "search".into(),
        fields: vec![],
    };
    house.engine.count_use(&house.product, room.who.tenant(), &count).unwrap();
    untouched("a count");
    house.engine.send_waiting().unwrap();
    untouched("the outbox");
    house.engine.rotate_keys(Rotate::Cell(room.who.cell), &[], &mut |_| {}).unwrap();
    untouched("the rotation of its keys");
    house.engine.backup(&house.product).unwrap();
    untouched("a backup");
    house
        .engine
        .erase(&house.product, room.who.tenant(), &room.who.administrator(), Wish::of(vec![room.file]))
        .unwrap();
    untouched("an erasure");
    house.cancel(room.who).unwrap();
    untouched("the end of an account");
    assert_eq!(other.opens(&house), [Ok(()); 3]);
    house.assert_sound();
}
