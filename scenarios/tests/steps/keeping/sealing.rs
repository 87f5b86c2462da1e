//! Steps about how values are sealed: suite, keys, nonces, tags, and what any change of them does.

use crate::outside::open;
use crate::steps::keeping::entering::pairs;
use crate::world::{World, name};
use cucumber::{then, when};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use yinuo::life::collect::Collect;
use yinuo::life::reveal::Reveal;
use yinuo::life::{Origin, Personal};
use yinuo::policy::rows::Who;
use yinuo::{Tenant, Which};

/// Version, suite, way of keeping; then the nonce; at the end the tag.
const HEAD: usize = 3;
const NONCE: usize = 12;
const TAG: usize = 16;
const AES_256_GCM: u8 = 1;

/// SHA-256 of `bytes`, in hexadecimal, by the tool of the operating system: not by the code under test.
pub fn sha256(bytes: &[u8]) -> String {
    use std::io::Write as _;
    let mut tool = std::process::Command::new("sha256sum");
    let mut child =
        tool.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().expect("sha256sum");
    child.stdin.take().expect("its input").write_all(bytes).expect("it reads");
    let output = child.wait_with_output().expect("it ends").stdout;
    String::from_utf8_lossy(&output).chars().take(64).collect()
}

fn path(world: &World) -> std::path::PathBuf {
    world.folder.path().join("data").join("data.db")
}

/// A value as it is stored.
#[derive(Debug, Clone)]
struct Stored {
    cell: Vec<u8>,
    record: Vec<u8>,
    item: String,
    body: Vec<u8>,
}

fn values_of(world: &World, item: &str) -> Vec<Stored> {
    let database = open(&path(world));
    let mut select = database.prepare("SELECT cell, record, item, body FROM value WHERE item = ?1").unwrap();
    let rows = select
        .query_map([item], |row| {
            Ok(Stored { cell: row.get(0)?, record: row.get(1)?, item: row.get(2)?, body: row.get(3)? })
        })
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// Each item on the policy's list of key sensitive fields is stored, names the suite, has a nonce and a tag, and its
/// content key, wrapped beside it, is 32 bytes long.
///
/// Example: `Then every key sensitive field is stored under AES-256-GCM, with a key of 32 bytes and a tag of 16`
#[then("every key sensitive field is stored under AES-256-GCM, with a key of 32 bytes and a tag of 16")]
fn under_suite(world: &mut World) {
    let policy = world.policy();
    let listed = &policy.document.protect.as_ref().expect("[protect]").key_sensitive;
    assert!(!listed.is_empty(), "the list is empty");
    for item in listed {
        let stored = values_of(world, item);
        assert!(!stored.is_empty(), "{item} was never entered");
        for value in stored {
            assert_eq!(value.body[..2], [1, AES_256_GCM], "{item}");
            assert!(value.body.len() > HEAD + NONCE + TAG, "{item} has no room for nonce, value and tag");
        }
    }
    let clear = world.notes.traces.values().flat_map(|trace| trace.values.iter()).map(String::len);
    let lengths: BTreeSet<usize> = clear.map(|length| HEAD + NONCE + length + TAG).collect();
    let database = open(&path(world));
    let mut select = database.prepare("SELECT length(body) FROM value WHERE kept = 'sealed'").unwrap();
    let sizes = select.query_map([], |row| row.get::<_, i64>(0)).unwrap().map(Result::unwrap);
    assert!(sizes.into_iter().any(|size| lengths.contains(&(size as usize))), "a tag is not 16 bytes");
    // A wrapped key: version, suite, nonce, the key itself, tag.
    let other: i64 = database
        .query_row("SELECT count(*) FROM slot WHERE length(wrapped) <> 2 + 12 + 32 + 16", [], |row| row.get(0))
        .unwrap();
    assert_eq!(other, 0, "a content key is not 32 bytes long");
    assert_eq!(std::fs::metadata(world.folder.path().join("keys").join("root-1.key")).unwrap().len(), 32);
}

/// Example: `When "Wang" enters the same "attachment" 10000 times for "provide-service": "file=The same text"`
#[when(expr = "{string} enters the same {string} {int} times for {string}: {string}")]
fn many(world: &mut World, who: String, kind: String, times: usize, purpose: String, values: String) {
    let (engine, product) = (world.engine(), &world.product);
    let (actor, tenant) = (world.actor(&who), world.tenant(&who, ""));
    let values: Vec<(String, Personal)> =
        pairs(&values).into_iter().map(|(item, value)| (item, Personal::from(value.as_str()))).collect();
    let hers = world.policy().document.records.get(kind.as_str()).is_some_and(|row| row.holder == Who::Subject);
    let request = Collect {
        subject: actor.subject.filter(|_| hers),
        actor,
        purpose: name(&purpose),
        kind: name(&kind),
        values,
        captured_at: engine.now(),
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: world.platform.clone(),
        minors: Vec::new(),
        born: None,
    };
    const HANDS: usize = 32;
    std::thread::scope(|scope| {
        for hand in 0..HANDS {
            let request = request.clone();
            scope.spawn(move || {
                for _ in (hand..times).step_by(HANDS) {
                    engine.collect(product, tenant, request.clone()).expect("it is entered");
                }
            });
        }
    });
}

/// Example: `Then the 10000 stored values of "file" have 10000 different nonces and ciphertexts`
#[then(expr = "the {int} stored values of {string} have as many different nonces and ciphertexts")]
fn all_differ(world: &mut World, count: usize, item: String) {
    let stored = values_of(world, &item);
    assert_eq!(stored.len(), count);
    let nonces: BTreeSet<&[u8]> = stored.iter().map(|value| &value.body[HEAD..HEAD + NONCE]).collect();
    let ciphertexts: BTreeSet<&[u8]> = stored.iter().map(|value| &value.body[HEAD + NONCE..]).collect();
    assert_eq!((nonces.len(), ciphertexts.len()), (count, count));
}

fn write(world: &World, value: &Stored, body: &[u8]) {
    let database = Connection::open(path(world)).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    let sql = "UPDATE value SET body = ?4 WHERE cell = ?1 AND record = ?2 AND item = ?3";
    assert_eq!(database.execute(sql, params![value.cell, value.record, value.item, body]).unwrap(), 1);
}

/// What reading the record of `value` ends in.
fn reading(world: &World, which: &str, who: &str, purpose: &str) -> String {
    let record = world.record(which);
    let ask = Reveal {
        actor: crate::steps::granting::reader(world, who),
        purpose: name(purpose),
        subject: None,
        items: vec![],
        activity: None,
        form: None,
    };
    let ended =
        world.engine().read(&world.product, Tenant::Named(record.cell), &ask, &Which::Records(vec![record.record]));
    ended.map_or_else(|fault| fault.code().to_string(), |_| "read".into())
}

fn stored(world: &World, which: &str, item: &str) -> Stored {
    let record = world.record(which);
    let found = values_of(world, item).into_iter().find(|value| value.record == record.record.as_bytes());
    found.unwrap_or_else(|| panic!("{which} has no {item}"))
}

/// Each bit of nonce, ciphertext and tag in turn is turned over on the disk, the record is read, and it is put back.
///
/// Example: `Then any one bit of the "email" in "the account" turned over is tampered to "Li Lei" reading for "account"`
#[then(expr = "any one bit of the {string} in {string} turned over is {word} to {string} reading for {string}")]
fn any_bit(world: &mut World, item: String, which: String, code: String, who: String, purpose: String) {
    let value = stored(world, &which, &item);
    for bit in HEAD * 8..value.body.len() * 8 {
        let mut body = value.body.clone();
        body[bit / 8] ^= 1 << (bit % 8);
        write(world, &value, &body);
        assert_eq!(reading(world, &which, &who, &purpose), code, "bit {bit}");
    }
    write(world, &value, &value.body);
    assert_eq!(reading(world, &which, &who, &purpose), "read", "put back, it reads");
}

/// The ciphertext of one value is put where another stood.
///
/// Example: `Then the "phone" of "A" put in place of the "email" of "B" is tampered to "Li Lei" reading "B" for "account"`
#[then(expr = "the {string} of {string} put in place of the {string} of {string} is {word} to {string} for {string}")]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn moved(
    world: &mut World,
    from_item: String,
    from: String,
    to_item: String,
    to: String,
    code: String,
    who: String,
    purpose: String,
) {
    let (source, target) = (stored(world, &from, &from_item), stored(world, &to, &to_item));
    assert_ne!(source.body, target.body);
    write(world, &target, &source.body);
    assert_eq!(reading(world, &to, &who, &purpose), code);
    write(world, &target, &target.body);
    assert_eq!(reading(world, &to, &who, &purpose), "read", "put back, it reads");
}

/// The row of one value is taken out of the database, the record is read, and it is put back.
///
/// Example: `Then the "email" of "the account" taken out is tampered to "Li Lei" for "account"`
#[then(expr = "the {string} of {string} taken out is {word} to {string} for {string}")]
fn taken_out(world: &mut World, item: String, which: String, code: String, who: String, purpose: String) {
    let value = stored(world, &which, &item);
    let database = Connection::open(path(world)).expect("the database");
    database.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
    let row = params![value.cell, value.record, item];
    database.execute_batch("CREATE TEMP TABLE away AS SELECT * FROM value WHERE 0").unwrap();
    let here = "WHERE cell = ?1 AND record = ?2 AND item = ?3";
    assert_eq!(database.execute(&format!("INSERT INTO away SELECT * FROM value {here}"), row).unwrap(), 1);
    assert_eq!(database.execute(&format!("DELETE FROM value {here}"), row).unwrap(), 1);
    assert_eq!(reading(world, &which, &who, &purpose), code);
    database.execute("INSERT INTO value SELECT * FROM away", []).unwrap();
    assert_eq!(reading(world, &which, &who, &purpose), "read", "put back, it reads");
}

/// A key of the wrong length is not taken for a key.
///
/// Example: `Then with a root key of 16 bytes nothing opens`
#[then(expr = "with a root key of {int} bytes nothing opens")]
fn short_key(world: &mut World, bytes: usize) {
    let (policy, _) = yinuo::policy::Policy::load(world.source.as_bytes()).expect("the policy");
    world.engine = None;
    let config = world.config(&policy);
    let file = config.keys.join("root-1.key");
    let whole = std::fs::read(&file).expect("the root key");
    std::fs::write(&file, &whole[..bytes]).expect("it is cut");
    let refused = yinuo::Engine::open(config.clone(), world.clock.clone()).expect_err("it opened");
    assert!(refused.to_string().contains(&bytes.to_string()), "{refused}");
    std::fs::write(&file, whole).expect("it is put back");
    world.engine = Some(yinuo::Engine::open(config, world.clock.clone()).expect("with the whole key it opens"));
}

/// Example: `Then every item on the list of key sensitive fields was entered`
#[then("every item on the list of key sensitive fields was entered")]
fn all_entered(world: &mut World) {
    let policy = world.policy();
    let listed = &policy.document.protect.as_ref().expect("[protect]").key_sensitive;
    let missing: Vec<_> = listed.iter().filter(|item| values_of(world, item).is_empty()).collect();
    assert!(!listed.is_empty() && missing.is_empty(), "never entered: {missing:?}");
}
