//! Steps about tenants that must not meet.

use crate::outside::open;
use crate::world::{World, name};
use cucumber::{then, when};
use rusqlite::{Connection, params};
use yinuo::life::export::{Export, Whose};
use yinuo::life::reference::{Cell, Record, Reference};
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Personal, Refusal};
use yinuo::{Error, Tenant, Which};

fn refusal(ended: Result<impl std::fmt::Debug, Error>) -> Refusal {
    match ended.expect_err("it was carried out") {
        Error::Refused(refused) => refused.refusal,
        fault => panic!("{fault:?}"),
    }
}

/// What `actor` is told who reads, looks up or erases a record in `cell`.
fn tries(world: &World, actor: &Actor, cell: Cell, record: Record, (kind, purpose): (&str, &str)) -> Vec<Refusal> {
    let (engine, product, tenant) = (world.engine(), &world.product, Tenant::Named(cell));
    let ask = Reveal {
        actor: actor.clone(),
        purpose: name(purpose),
        subject: None,
        items: vec![],
        activity: None,
        form: None,
    };
    let read = |which: &Which| refusal(engine.read(product, tenant, &ask, which));
    vec![
        read(&Which::Records(vec![record])),
        refusal(engine.erase(product, tenant, actor, yinuo::Wish::of(vec![record]))),
        read(&Which::Of { subject: yinuo::life::reference::Subject(record.0), kind: name(kind) }),
    ]
}

/// Reading, exporting and erasing by id: another tenant's record is answered as one that does not exist, whether the
/// other tenant is named or the own; and another tenant as one that does not exist. Code, promise, remedy and every
/// other part of the answer are the same.
///
/// Example: `Then to "Han Mei" of "Acme" the "invoice" "B's invoice" of "Beta" is, for "provide-service", as if it did not exist`
#[then(expr = "to {string} of {string} the {string} {string} of {string} is, for {string}, as if it did not exist")]
fn as_if_absent(
    world: &mut World,
    who: String,
    own: String,
    kind: String,
    which: String,
    other: String,
    purpose: String,
) {
    let (actor, what) = (world.actor(&who), (kind.as_str(), purpose.as_str()));
    let (own, other, record) = (world.company(&own), world.company(&other), world.record(&which).record);
    let absent = Reference::from_bytes([0x11; 16]);
    let codes = |told: &[Refusal]| told.iter().map(|refusal| refusal.code.to_string()).collect::<Vec<_>>();
    let foreign = tries(world, &actor, other, record, what);
    assert_eq!(codes(&foreign), ["tenant_denied"; 3]);
    assert_eq!(foreign, tries(world, &actor, other, Record(absent), what), "an absent record of the other tenant");
    assert_eq!(foreign, tries(world, &actor, Cell(absent), Record(absent), what), "a tenant that does not exist");
    let export = |cell: Cell| {
        let request = Export { actor: actor.clone(), whose: Whose::Tenant };
        refusal(world.engine().export(&world.product, Tenant::Named(cell), &request))
    };
    assert_eq!(export(other).code.as_str(), "tenant_denied");
    assert_eq!(export(other), export(Cell(absent)), "exporting a tenant that does not exist");
    let through_own = tries(world, &actor, own, record, what);
    assert_eq!(codes(&through_own)[..2], ["not_found"; 2]);
    assert_eq!(through_own[..2], tries(world, &actor, own, Record(absent), what)[..2], "an absent record of the own");
}

/// Listing and counting, and searching by a value that both hold.
///
/// Example: `Then "Han Mei" of "Acme" lists 1 "account", for "account", and none of "Beta", even by the "email" "same@example.com"`
#[then(
    expr = "{string} of {string} lists {int} {string} for {string} and none of {string}, even by the {string} {string}"
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn lists_own(
    world: &mut World,
    who: String,
    own: String,
    count: usize,
    kind: String,
    purpose: String,
    other: String,
    item: String,
    value: String,
) {
    let actor = world.actor(&who);
    let ask = Reveal { actor, purpose: name(&purpose), subject: None, items: vec![], activity: None, form: None };
    let listed = Which::Listed { kind: name(&kind), after: None, most: 1000 };
    let found = Which::Found { kind: name(&kind), item: name(&item), value: Personal::from(value.as_str()) };
    for which in [&listed, &found] {
        let (engine, product) = (world.engine(), &world.product);
        let reading = engine.read(product, Tenant::Named(world.company(&own)), &ask, which).expect("the own is read");
        let records: std::collections::BTreeSet<_> = reading.values.iter().map(|value| value.record).collect();
        assert_eq!(records.len(), count, "{which:?}");
        let database = open(&world.folder.path().join("data").join("data.db"));
        for record in records {
            let sql = "SELECT count(*) FROM record WHERE cell = ?1 AND record = ?2";
            let (cell, one) = (world.company(&own), |row: &rusqlite::Row<'_>| row.get::<_, i64>(0));
            let count = database.query_row(sql, params![cell.as_bytes(), record.as_bytes()], one).unwrap();
            assert_eq!(count, 1, "not the own");
        }
        let told = refusal(engine.read(product, Tenant::Named(world.company(&other)), &ask, which));
        assert_eq!(told.code.as_str(), "tenant_denied");
    }
}

/// Example: `Then equal values of "email" in "account" have different look-up entries in "Acme" and "Beta"`
#[then(expr = "equal values of {string} have different look-up entries in {string} and {string}")]
fn digests_differ(world: &mut World, item: String, one: String, other: String) {
    let database = open(&world.folder.path().join("data").join("data.db"));
    let digests = |company: &str| -> Vec<Vec<u8>> {
        let cell = world.company(company);
        let mut select = database.prepare("SELECT digest FROM lookup WHERE cell = ?1 AND item = ?2").unwrap();
        let rows = select.query_map(params![cell.as_bytes(), item], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let (one, other) = (digests(&one), digests(&other));
    assert!(!one.is_empty() && !other.is_empty(), "nothing is indexed");
    assert!(one.iter().all(|digest| !other.contains(digest)), "an entry is the same in both");
}

/// Copies a whole record, row by row and under its own id, into another tenant, as somebody with the disk could.
///
/// Example: `When somebody copies the rows of "A's invoice" into "Beta" behind the engine's back`
#[when(expr = "somebody copies the rows of {string} into {string} behind the engine's back")]
fn copies(world: &mut World, which: String, into: String) {
    let (named, cell) = (world.record(&which), world.company(&into));
    let database = Connection::open(world.folder.path().join("data").join("data.db")).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    let tenants = "CASE WHEN holder = cell THEN ?2 ELSE holder END";
    for (table, columns, moved) in [
        (
            "record",
            "kind, holder, subject, captured_at, created_at, tries, digest, shortlived, rev",
            format!("kind, {tenants}, subject, captured_at, created_at, tries, digest, shortlived, rev"),
        ),
        ("value", "item, grp, kept, body, hash, salt", "item, grp, kept, body, hash, salt".into()),
        ("slot", "grp, rule, edition, term_day, until, wrapped", "grp, rule, edition, term_day, until, wrapped".into()),
    ] {
        let sql = format!(
            "INSERT INTO {table} (cell, record, {columns}) SELECT ?2, record, {moved} FROM {table}
             WHERE cell = ?1 AND record = ?3"
        );
        let row = params![named.cell.as_bytes(), cell.as_bytes(), named.record.as_bytes()];
        assert!(database.execute(&sql, row).expect("rows are copied") > 0, "{table}");
    }
    world.records.insert(format!("the copy of {which}"), crate::world::Named { cell, ..named });
}

/// Example: `Then reading "the copy of A's invoice" as "Wang" for "provide-service" ends in tampered`
#[then(expr = "reading {string} as {string} for {string} ends in {word}")]
pub fn ends_in(world: &mut World, which: String, who: String, purpose: String, code: String) {
    let record = world.record(&which);
    let actor = world.actor(&who);
    let ask = Reveal { actor, purpose: name(&purpose), subject: None, items: vec![], activity: None, form: None };
    let which = Which::Records(vec![record.record]);
    let ended = world.engine().read(&world.product, Tenant::Named(record.cell), &ask, &which);
    let told = ended.map_or_else(|fault| fault.code().to_string(), |_| "carried out".into());
    assert_eq!(told, code);
}
