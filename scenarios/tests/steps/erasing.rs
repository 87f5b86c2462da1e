//! Steps about erasure by wish, and about who is told of it.

use crate::steps::people::recorded;
use crate::world::{Answer, World, name, rows};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use std::collections::{BTreeMap, BTreeSet};
use yinuo::Told;
use yinuo::life::answer::{self, Of};
use yinuo::life::erase::telling::Leave;
use yinuo::life::erase::{leave, tell};
use yinuo::life::facts::Said;
use yinuo::life::share::Share;
use yinuo::policy::Form;

/// Several items leave together, each in its form. Example:
/// `When "the shop" releases to "courier" for "delivery" from "the order" during "the purchase"` with `| item | form |`.
#[given(
    regex = r#"^"([^"]+)" releases to "([^"]+)" for "([^"]+)" from "([^"]+)"(?: on "([^"]+)")?(?: during "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" releases to "([^"]+)" for "([^"]+)" from "([^"]+)"(?: on "([^"]+)")?(?: during "([^"]+)")?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
fn releases(
    world: &mut World,
    step: &Step,
    who: String,
    recipient: String,
    purpose: String,
    which: String,
    occasion: String,
    activity: String,
) {
    let record = world.record(&which);
    let form = |word: &str| Form::ALL.into_iter().find(|form| form.as_str() == word).expect("a form");
    let request = Share {
        actor: world.actor(&who),
        recipient: name(&recipient),
        purpose: name(&purpose),
        occasion: (!occasion.is_empty()).then(|| name(&occasion)),
        subject: record.subject,
        fields: rows(step).iter().map(|row| (name(&row[0]), form(&row[1]))).collect(),
        region: None,
        held: Vec::new(),
        before_account: false,
    };
    let activity = (!activity.is_empty()).then(|| world.activity(&activity));
    let (cell, tenant) = (record.cell, world.tenant_of(record.cell));
    world.act(Vec::new(), |engine, product| {
        let from = engine.log_size(cell)?;
        engine.decide_release(product, tenant, request, vec![record.record], activity)?;
        Ok(Answer { cell: Some(cell), entry: Some(from), ..Answer::default() })
    });
}

/// Confirms whatever the policy wants confirmed before an account is closed; where it wants nothing, does nothing.
pub(super) fn confirms(world: &World, who: &str) {
    let (actor, person, shown) = (world.actor(who), world.person(who), world.shown());
    for (notice, row) in world.policy().document.notices.iter().filter(|(_, row)| row.is_of_closing()) {
        if row.awaits.is_none() {
            continue;
        }
        let of = Of::Person(person.subject);
        let to = name(&format!("notice.{notice}"));
        let (actor, said, shown) = (actor.clone(), Said::Accepted, shown.clone());
        let answer = answer::Answer { actor, of, to, said, shown, platform: world.platform.clone() };
        // Whoever may not answer may not cancel either: the act itself is what is looked at.
        drop(world.engine().answer(&world.product, world.tenant(who, ""), &answer));
    }
}

/// Example: `When "Li Lei" confirms what closing the account brings about`
#[when(expr = "{string} confirms what closing the account brings about")]
fn confirms_closing(world: &mut World, who: String) {
    confirms(world, &who);
}

/// Everything that is hers, with the account left open; `at once` leaves out to confirm what the policy wants confirmed.
/// Example: `When "Li Lei" erases everything of her own`
#[when(regex = r#"^"([^"]+)" erases everything of (?:her|his) own( at once)?$"#)]
fn erases_all(world: &mut World, who: String, at_once: String) {
    if at_once.is_empty() {
        confirms(world, &who);
    }
    let (actor, person) = (world.actor(&who), world.person(&who));
    let tenant = world.tenant(&who, "");
    world.act(Vec::new(), |engine, product| {
        let done = engine.erase(product, tenant, &actor, yinuo::Wish::about(person.subject))?;
        Ok(Answer { cell: Some(person.cell), entry: Some(done.entry), ..Answer::default() })
    });
}

fn told(world: &World, who: &str) -> Vec<Told> {
    let person = world.person(who);
    let told = world.engine().tellings(person.cell, false).expect("the tellings");
    // Where everybody's data is erased at once the recipient is told once, of the whole cell.
    let hers = |told: &Told| [person.subject.0, person.cell.0].contains(&told.telling.file.whose.0);
    told.into_iter().filter(hers).collect()
}

fn told_to(world: &World, who: &str, recipient: &str) -> Told {
    let mut told = told(world, who).into_iter().rev();
    told.find(|told| told.telling.file.recipient == recipient).unwrap_or_else(|| panic!("{recipient} is not told"))
}

/// Who is told, what each was sent, and how far it is; nobody else is told. Example: `Then of the erasure of "Li Lei" these are
/// told` with `| recipient | asks | items | state |`, where the state is due, sent, confirmed, excused or overdue.
#[then(expr = "of the erasure of {string} these are told")]
fn these_told(world: &mut World, step: &Step, who: String) {
    let state = |told: &Told| if told.overdue { "overdue" } else { told.telling.state.as_str() };
    let row = |told: Told| {
        let file = &told.telling.file;
        let items: BTreeSet<&str> = file.items.iter().map(|item| item.as_str()).collect();
        let items = items.into_iter().collect::<Vec<_>>().join(", ");
        vec![file.recipient.to_string(), file.asks.as_str().to_owned(), items, state(&told).to_owned()]
    };
    let mut found: Vec<Vec<String>> = told(world, &who).into_iter().map(row).collect();
    let mut wanted = rows(step);
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
}

/// Example: `Then of the erasure of "Li Lei" nobody is told`
#[then(expr = "of the erasure of {string} nobody is told")]
fn nobody_told(world: &mut World, who: String) {
    assert!(told(world, &who).is_empty());
}

/// Example: `Then "courier" has until "2026-05-21T09:00:00+08:00" for the erasure of "Li Lei"`
#[then(expr = "{string} has until {string} for the erasure of {string}")]
fn has_until(world: &mut World, recipient: String, at: String, who: String) {
    assert_eq!(told_to(world, &who, &recipient).telling.due_at, crate::world::instant(&at));
}

/// Example: `Then the telling to "courier" of the erasure of "Li Lei" was repeated 1 time`
#[then(regex = r#"^the telling to "([^"]+)" of the erasure of "([^"]+)" was repeated (\d+) times?$"#)]
fn repeated(world: &mut World, recipient: String, who: String, times: u32) {
    assert_eq!(told_to(world, &who, &recipient).telling.repeats, times);
}

/// Staff enters that it was sent or confirmed; `with nothing to prove it` leaves the evidence out. Example:
/// `When "Chen Lu" enters that "courier" was told of the erasure of "Li Lei"`, or `confirmed the erasure`.
#[when(
    regex = r#"^"([^"]+)" enters that "([^"]+)" (was told of|confirmed) the erasure of "([^"]+)"( with nothing to prove it)?$"#
)]
fn enters(world: &mut World, who: String, recipient: String, what: String, whose: String, nothing: String) {
    let cell = world.person(&whose).cell;
    let telling = told_to(world, &whose, &recipient).telling.telling;
    let step = if what == "confirmed" { tell::Step::Confirmed } else { tell::Step::Sent };
    let digest = if nothing.is_empty() { "5".repeat(64) } else { String::new() };
    let request = tell::Follow { actor: world.actor(&who), step, digest };
    let tenant = world.tenant_of(cell);
    world.act(Vec::new(), |engine, product| engine.follow_telling(product, tenant, telling, &request).map(recorded));
}

/// Example: `When "Chen Lu" files the authorisation of "Li Lei" to "the shop" of "2026-05-01"`, or `without a copy`.
#[given(regex = r#"^"([^"]+)" files the authorisation of "([^"]+)" to "([^"]+)" of "([^"]+)"( without a copy)?$"#)]
#[when(regex = r#"^"([^"]+)" files the authorisation of "([^"]+)" to "([^"]+)" of "([^"]+)"( without a copy)?$"#)]
fn files(world: &mut World, who: String, whose: String, recipient: String, day: String, without: String) {
    let person = world.person(&whose);
    let digest = if without.is_empty() { "7".repeat(64) } else { String::new() };
    let leave = Leave { given_on: day.parse().expect("a day"), digest };
    let (actor, subject, recipient) = (world.actor(&who), person.subject, name(&recipient));
    let request = leave::File { actor, subject, recipient, leave };
    let tenant = world.tenant_of(person.cell);
    world.act(Vec::new(), |engine, product| engine.file_leave(product, tenant, &request).map(recorded));
}

/// Example: `Then the authorisation of "2026-05-01" is why "the shop" is asked nothing about "Li Lei"`
#[then(expr = "the authorisation of {string} is why {string} is asked nothing about {string}")]
fn why_nothing(world: &mut World, day: String, recipient: String, who: String) {
    let leave = told_to(world, &who, &recipient).telling.file.leave.expect("an authorisation");
    assert_eq!((leave.given_on.to_string(), leave.digest), (day, "7".repeat(64)));
}

/// Example: `Then the law "Accounting Law" is why "the shop" keeps what it was sent`
#[then(expr = "the law {string} is why {string} keeps what it was sent")]
fn why_kept(world: &mut World, law: String, recipient: String) {
    let policy = world.policy();
    let row = policy.document.recipients.get(recipient.as_str()).expect("a recipient");
    let said: Vec<&str> = row.keeps_by_law.iter().flat_map(|law| law.wordings().map(|(_, words)| words)).collect();
    assert!(said.iter().any(|words| words.contains(&law)), "{said:?}");
}

fn certificate(world: &World, who: &str) -> yinuo::ErasureCertificate {
    let person = world.person(who);
    let mut certificates =
        world.engine().erasures(&world.product, person.cell, Some(person.subject)).expect("certificates");
    certificates.pop().unwrap_or_else(|| panic!("no erasure of {who}"))
}

/// What went, how many values of each class of data, and by which way; the ledger verifies. Example: `Then the certificate of the
/// erasure of "Li Lei" says that these went` with `| class | values |`.
#[then(expr = "the certificate of the erasure of {string} says that these went")]
fn these_went(world: &mut World, step: &Step, who: String) {
    let (certificate, policy) = (certificate(world, &who), world.policy());
    let mut classes = BTreeMap::<String, u64>::new();
    for (item, count) in certificate.went.iter().flat_map(|went| &went.values) {
        let class = policy.document.data.get(item).and_then(|row| row.class.clone());
        *classes.entry(class.map_or_else(|| "none".to_owned(), |class| class.to_string())).or_default() += count;
    }
    let wanted: BTreeMap<String, u64> =
        rows(step).into_iter().map(|row| (row[0].clone(), row[1].parse().expect("a number"))).collect();
    assert_eq!(classes, wanted, "{certificate:?}");
    world.engine().write_up(&world.product).expect("the ledger is written up");
    world.engine().verify_ledger(&world.product).expect("the ledger verifies");
}

/// As it is handed over: the product's key opens it, another's does not, and no letter of it changes unseen. Example: `Then the
/// certificate of the erasure of "Li Lei" is signed, and a changed letter shows`
#[then(expr = "the certificate of the erasure of {string} is signed, and a changed letter shows")]
fn is_signed(world: &mut World, who: String) {
    let (person, engine) = (world.person(&who), world.engine());
    let certified = engine.certificates(&world.product, person.cell, Some(person.subject)).expect("certificates");
    let note = certified.last().expect("an erasure").note.as_str();
    let vkey = engine.verifier_key(&world.product).expect("a verifier key");
    let key = verify::VerifierKey::parse(&vkey).expect("a key");
    let body: serde_json::Value =
        serde_json::from_str(verify::verify_certificate(note, &key).expect("signed")).expect("JSON");
    assert_eq!(body["whose"], person.subject.to_string());
    let (from, to) = (note.find('{').expect("a body"), note.rfind('}').expect("a body"));
    for at in (from..to).filter(|at| note.as_bytes()[*at].is_ascii_alphanumeric()) {
        let mut changed = note.as_bytes().to_vec();
        changed[at] ^= 1;
        let changed = String::from_utf8(changed).expect("text");
        assert!(verify::verify_certificate(&changed, &key).is_err(), "letter {at} changed unseen");
    }
    let another = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let another = verify::VerifierKey::parse(another).expect("a key");
    assert!(verify::verify_certificate(note, &another).is_err(), "another key opens it");
}

/// How many values of each item went. Example: `Then the certificate of the erasure of "Li Lei" says that these items went` with
/// `| item | values |`.
#[then(expr = "the certificate of the erasure of {string} says that these items went")]
fn these_items_went(world: &mut World, step: &Step, who: String) {
    let went = certificate(world, &who).went.into_iter().flat_map(|went| went.values);
    let found: BTreeMap<String, u64> = went.map(|(item, count)| (item.to_string(), count)).collect();
    let wanted: BTreeMap<String, u64> =
        rows(step).into_iter().map(|row| (row[0].clone(), row[1].parse().expect("a number"))).collect();
    assert_eq!(found, wanted);
}

/// Example: `Then the certificate of the erasure of "Li Lei" says that nothing is due`, or `that work is due`.
#[then(regex = r#"^the certificate of the erasure of "([^"]+)" says that (nothing|work) is due$"#)]
fn is_due(world: &mut World, who: String, what: String) {
    assert_eq!(certificate(world, &who).due, what == "work");
}

/// What a law or a hold keeps: each item with the promise that keeps it. Example: `Then the certificate of the erasure of "Li Lei"
/// says that these stay` with `| what | item | promise |`; an empty table says that nothing does.
#[then(expr = "the certificate of the erasure of {string} says that these stay")]
fn these_stay(world: &mut World, step: &Step, who: String) {
    let kept = certificate(world, &who).kept;
    let row = |kept: yinuo::life::retain::Kept| {
        let called = world.records.iter().find(|(_, named)| named.record == kept.record).map(|(called, _)| called);
        vec![called.cloned().unwrap_or_default(), kept.item.to_string(), kept.promise.to_string()]
    };
    let mut found: Vec<Vec<String>> = kept.into_iter().map(row).collect();
    let mut wanted = rows(step);
    found.sort();
    wanted.sort();
    assert_eq!(found, wanted);
}

/// Example: `Then the certificate of the erasure of "Li Lei" says that no backup opens after "2026-06-20T09:00:00+08:00"`
#[then(expr = "the certificate of the erasure of {string} says that no backup opens after {string}")]
fn backups_until(world: &mut World, who: String, at: String) {
    assert_eq!(certificate(world, &who).backups_until, crate::world::instant(&at));
}
