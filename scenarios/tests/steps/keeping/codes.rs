//! Steps about codes that are drawn, sent and tried.

use crate::steps::keeping::entering::note;
use crate::steps::keeping::scan::found_below;
use crate::world::{Answer, World, name};
use cucumber::{given, then, when};
use yinuo::life::Personal;
use yinuo::life::drawn::Verify;
use yinuo::policy::{Name, Policy};
use yinuo::{Draw, Tenant};

/// The record type, the drawn item and the item that it is sent to, under a purpose.
fn drawn_items(policy: &Policy, purpose: &str) -> (Name, Name, Name) {
    let row = &policy.document.purposes[purpose];
    let drawn = |item: &&Name| policy.document.data[*item].drawn.is_some();
    for kind in &row.collects {
        let holds = &policy.document.records[kind].holds;
        if let Some(code) = holds.iter().find(drawn) {
            let to = holds.iter().find(|item| policy.can_find(item)).expect("it is sent somewhere");
            return (kind.clone(), code.clone(), to.clone());
        }
    }
    panic!("no code is drawn for {purpose}")
}

/// Draws and sends a code; what arrived at the recipient is remembered under a name.
///
/// Example: `Given "the sign-in service" sends a code for "verification" on "login" to "13800138000" in "Acme", called "the code"`
#[given(expr = "{string} sends a code for {string} on {string} to {string} in {string}, called {string}")]
#[when(expr = "{string} sends a code for {string} on {string} to {string} in {string}, called {string}")]
fn sends_code(
    world: &mut World,
    who: String,
    purpose: String,
    occasion: String,
    to: String,
    company: String,
    called: String,
) {
    let cell = world.company(&company);
    let request = Draw {
        actor: world.actor(&who),
        purpose: name(&purpose),
        occasion: name(&occasion),
        subject: None,
        to: Personal::from(to.as_str()),
    };
    let drawn = world.engine().draw_code(&world.product, Tenant::Named(cell), request).expect("a code is drawn");
    note(world, &called, cell, drawn.record, vec![to.clone()]);
    let sent = world.engine().send_waiting().expect("what waits is sent");
    assert_eq!(sent.delivered, 1, "{sent:?}");
    let accepted = world.sms.as_ref().expect("a recipient").accepted();
    let message = accepted.last().expect("a message arrived");
    assert_eq!(message.phone, to);
    world.notes.codes.insert(called, (to, message.code.clone()));
}

/// Example: `When "the sign-in service" tries "the code" for "verification" in "Acme"`
#[when(expr = "{string} tries {string} for {string} in {string}")]
fn tries(world: &mut World, who: String, called: String, purpose: String, company: String) {
    let (to, code) = world.notes.codes[&called].clone();
    let (kind, item, by) = drawn_items(&world.policy(), &purpose);
    let request = Verify { actor: world.actor(&who), purpose: name(&purpose), item };
    compare(world, &company, &request, (&kind, &by, &to), &code);
}

/// Compares a candidate with a hashed item of the record that a look-up finds.
///
/// Example: `When "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "username" is "lilei"`
#[when(
    expr = "{string} compares {string} with the {string} for {string} of the {string} in {string} whose {string} is {string}"
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn compares(
    world: &mut World,
    who: String,
    candidate: String,
    item: String,
    purpose: String,
    kind: String,
    company: String,
    by: String,
    value: String,
) {
    let request = Verify { actor: world.actor(&who), purpose: name(&purpose), item: name(&item) };
    compare(world, &company, &request, (&name(&kind), &name(&by), &value), &candidate);
}

fn compare(world: &mut World, company: &str, request: &Verify, of: (&Name, &Name, &str), candidate: &str) {
    let tenant = world.tenant("", company);
    let (value, candidate) = (Personal::from(of.2), Personal::from(candidate));
    world.act(Vec::new(), |engine, product| {
        let right = engine.verify(product, tenant, request, (of.0, of.1, &value), &candidate)?;
        Ok(Answer { right: Some(right.is_some()), ..Answer::default() })
    });
}

/// Example: `Then it is accepted`
#[then("it is accepted")]
fn accepted(world: &mut World) {
    assert_eq!(world.answer().right, Some(true));
}

/// The digits stand nowhere by themselves, and no plain hash of them either, in any file.
///
/// Example: `Then "the code" lies in no file, neither as digits nor as a bare hash`
#[then(expr = "{string} lies in no file, neither as digits nor as a bare hash")]
fn in_no_file(world: &mut World, called: String) {
    let (to, code) = world.notes.codes[&called].clone();
    let folder = world.folder.path();
    let number = found_below(folder, std::slice::from_ref(&to));
    assert!(number.is_empty(), "{number:#?}");
    let hash: String = crate::steps::keeping::sealing::sha256(code.as_bytes());
    let digits = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap();
    for path in crate::outside::files_below(folder) {
        let bytes = std::fs::read(&path).unwrap_or_default();
        // Six digits among the digits of a reference are chance; by themselves they are the code.
        let alone = bytes.windows(code.len() + 2).any(|window| {
            let (first, last) = (window[0], window[window.len() - 1]);
            let inside = &window[1..window.len() - 1];
            inside == code.as_bytes() && !first.is_ascii_alphanumeric() && !last.is_ascii_alphanumeric()
        });
        assert!(!alone, "{called} in {}", path.display());
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&hash), "the hash of {called} in {}", path.display());
        let raw: Vec<u8> = hash.as_bytes().chunks(2).map(digits).collect();
        assert!(!bytes.windows(32).any(|window| window == raw), "the hash of {called} in {}", path.display());
    }
}

/// Example: `Then it is not accepted`: compared, and wrong.
#[then("it is not accepted")]
fn not_accepted(world: &mut World) {
    assert_eq!(world.answer().right, Some(false));
}

/// What is stored is hashed with a key before it is sealed: no hash of the digits alone could be compared with it.
///
/// Example: `Then "the code" is stored as a keyed hash`
#[then(expr = "{string} is stored as a keyed hash")]
fn keyed_hash(world: &mut World, called: String) {
    let (trace, (_, code)) = (&world.notes.traces[&called], &world.notes.codes[&called]);
    let database = crate::outside::open(&world.folder.path().join("data").join("data.db"));
    let sql = "SELECT kept, body FROM value WHERE cell = ?1 AND record = ?2 AND kept = 'hashed'";
    let (kept, body): (String, Vec<u8>) = database
        .query_row(sql, rusqlite::params![trace.cell, trace.record], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("one hashed value");
    // Version, suite, way of keeping (2: a keyed hash of a code), nonce, 32 bytes of hash, tag.
    assert_eq!((kept.as_str(), body[2], body.len()), ("hashed", 2, 3 + 12 + 32 + 16), "{called} as {code}");
}
