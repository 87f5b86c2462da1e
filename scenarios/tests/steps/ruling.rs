//! Steps about what the policy says, what is published, and what the ledger holds of it.

use crate::outside::Outside;
use crate::steps::proving::reference;
use crate::world::{World, rows};
use cucumber::gherkin::Step;
use cucumber::{then, when};
use yinuo::Error;
use yinuo::life::{Actor, Entry};

/// Publishes `source`; what could be seen before is kept.
pub fn publish(world: &mut World, source: &str) {
    assert_ne!(source, world.source, "the text is not changed");
    let before = world.source.clone();
    world.before = Some(Outside::seen(world, &[]));
    source.clone_into(&mut world.asked);
    let ended = world.publish(source);
    world.last = Some(ended.map(|_| crate::world::Answer::default()));
    if world.last.as_ref().is_some_and(Result::is_err) {
        world.source = before;
    }
}

/// The policy's text with one passage replaced, under another version where one is named.
fn changed(world: &World, old: &str, new: &str, version: &str) -> String {
    assert_eq!(world.source.matches(old).count(), 1, "the text has {old:?} once");
    let text = world.source.replace(old, new);
    if version.is_empty() {
        return text;
    }
    let file: toml::Table = world.source.parse().expect("the published text");
    let current = format!("version = {}", file["policy"]["version"]);
    assert_eq!(text.matches(&current).count(), 1, "the text names its version once");
    text.replace(&current, &format!("version = \"{version}\""))
}

/// A passage of the policy file as a sentence writes it: quotes as `'`, the end of a line as `\n`.
fn passage(text: &str) -> String {
    text.replace('\'', "\"").replace("\\n", "\n")
}

/// Example: `When it is published as version "2" with "7 days" in place of "9 days"`; quotes inside are written `'`, ends of
/// lines `\n`.
#[when(
    regex = r#"^it is published (?:as version "([^"]+)"|under the same version) with "([^"]*)" in place of "([^"]+)"$"#
)]
fn published_changed(world: &mut World, version: String, new: String, old: String) {
    let source = changed(world, &passage(&old), &passage(&new), &version);
    publish(world, &source);
}

/// Example: `When it is published as version "2" with these rows added` and the rows.
#[when(expr = "it is published as version {string} with these rows added")]
fn published_with(world: &mut World, step: &Step, version: String) {
    let added = step.docstring.as_ref().expect("rows stand below this step");
    let source = format!("{}\n{added}\n", changed(world, "language = 1", "language = 1", &version));
    publish(world, &source);
}

/// Example: `When it is published as version "2" without its table "protect"`
#[when(expr = "it is published as version {string} without its table {string}")]
fn published_without(world: &mut World, version: String, table: String) {
    let source = changed(world, "language = 1", "language = 1", &version);
    let source = super::checking::without_table(&source, &table);
    publish(world, &source);
}

/// Keys of one row, written anew. Two people of the company may approve it. Example:
/// `When it is published as version "2" with these lines in the row "data.nickname", approved by "Chen Lu" and "Wei Hua"`
#[when(
    regex = r#"^it is published as version "([^"]+)" with these lines in the row "([^"]+)"(?:, approved by "([^"]+)"(?: and "([^"]+)")?)?$"#
)]
fn published_row(world: &mut World, step: &Step, version: String, row: String, first: String, second: String) {
    let lines = step.docstring.as_ref().expect("lines stand below this step");
    let source = with_lines(&changed(world, "language = 1", "language = 1", &version), &row, lines);
    let people: Vec<&str> = [first.as_str(), &second].into_iter().filter(|who| !who.is_empty()).collect();
    let approved: Vec<Actor> = people.into_iter().map(|who| super::contacting::known(world, who)).collect();
    world.before = Some(Outside::seen(world, &[]));
    source.clone_into(&mut world.asked);
    let ended = world.engine().publish_approved(source.as_bytes(), &approved);
    if ended.is_ok() {
        world.source = source;
    }
    world.last = Some(ended.map(|_| crate::world::Answer::default()));
}

/// `text` with each of `lines` in place of the one of the same key in the row, or at the row's end.
fn with_lines(text: &str, row: &str, lines: &str) -> String {
    let head = format!("[{row}]");
    let begins = text.find(&head).unwrap_or_else(|| panic!("no row {row}"));
    let (before, rest) = text.split_at(begins);
    let (own, after) = rest.split_at(rest.find("\n\n").unwrap_or(rest.len()));
    let mut own: Vec<String> = own.lines().map(str::to_owned).collect();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let key = line.split('=').next().expect("a key");
        match own.iter_mut().find(|known| known.split('=').next() == Some(key)) {
            Some(known) => line.clone_into(known),
            None => own.push(line.to_owned()),
        }
    }
    format!("{before}{}{after}", own.join("\n"))
}

/// Of what the engine holds against it. Example: `Then the publication is refused because of "data.nickname"`
#[then(expr = "the publication is refused because of {string}")]
fn refused_because(world: &mut World, promise: String) {
    let Some(Err(Error::Against(against))) = &world.last else {
        panic!("nothing is held against it: {:?}", world.last)
    };
    assert!(against.iter().any(|one| one.about == promise.as_str()), "{against:?}");
}

/// Example: `Then it is published, as "Chen Lu" and "Zhou Ying" approved`: the ledger names both.
#[then(expr = "it is published, as {string} and {string} approved")]
fn published_as_approved(world: &mut World, first: String, second: String) {
    world.answer();
    let (first, second) = (super::contacting::known(world, &first), super::contacting::known(world, &second));
    let of_version = entries(world).into_iter().rfind(|entry| entry.act == "version");
    let entry = of_version.expect("an entry of the version");
    assert_eq!((entry.actor.subject, entry.second.and_then(|actor| actor.subject)), (first.subject, second.subject));
    assert_eq!(entry.policy, world.policy().hash);
}

/// Nothing is published, and what was in force stays so. Example:
/// `Then the publication is refused with policy_invalid because of "names/unaccounted" at "data.voice"`
#[then(regex = r#"^the publication is refused with (\w+)(?: because of "([^"]+)")?(?: at "([^"]+)")?$"#)]
fn publication_refused(world: &mut World, code: String, finding: String, place: String) {
    let fault = match world.last.as_ref().expect("something was published") {
        Ok(_) => panic!("it was published"),
        Err(fault) => fault,
    };
    assert_eq!(fault.code().as_str(), code, "{fault:?}");
    if !finding.is_empty() {
        let Error::Policy(invalid) = fault else { panic!("no finding: {fault:?}") };
        let asked = &world.asked;
        let found = invalid.0.iter().any(|row| super::checking::is_at(asked, row, &finding, &place));
        assert!(found, "{:?}", invalid.0);
    }
    let before = world.before.as_ref().expect("seen before");
    let after = Outside::seen(world, &[]);
    assert_eq!(before.rows, after.rows, "a row changed");
    assert_eq!(before.entries, after.entries, "an entry was written");
    if world.engine.is_some() {
        let (loaded, _) = yinuo::policy::Policy::load(world.source.as_bytes()).expect("the text that was in force");
        assert_eq!(world.policy().hash, loaded.hash, "another text is in force");
    }
}

/// Example: `Then the policy in force says that it was last updated on "2026-05-17"`
#[then(expr = "the policy in force says that it was last updated on {string}")]
fn last_updated(world: &mut World, day: String) {
    let policy = world.policy();
    let header = policy.document.policy.as_ref().expect("a head");
    assert_eq!(header.updated.to_string(), day);
    let (loaded, _) = yinuo::policy::Policy::load(world.source.as_bytes()).expect("the published text");
    assert_eq!(policy.hash, loaded.hash, "the hash is not that of the text");
    assert_eq!(policy.hash.len(), 64, "SHA-256");
    assert_eq!(policy.version, header.version);
}

/// Example: `Then the policy in force is for "business"`
#[then(expr = "the policy in force is for {string}")]
fn for_whom(world: &mut World, audience: String) {
    let policy = world.policy();
    let header = policy.document.policy.as_ref().expect("a head");
    assert_eq!(format!("{:?}", header.audience).to_lowercase(), audience);
}

/// Example: `Then every data item is accounted for by promises to collect, use, retain and keep it`
#[then("every data item is accounted for by promises to collect, use, retain and keep it")]
fn accounted_for(world: &mut World) {
    let policy = world.policy();
    let promises = policy.promises();
    assert!(!policy.document.data.is_empty());
    for item in policy.document.data.keys() {
        let why = policy.why(item).expect("a declared item");
        for part in [&why.collected, &why.used, &why.retained, &why.kept] {
            assert!(!part.is_empty(), "{item}: {why:?}");
            let unknown = part.iter().find(|promise| !promises.contains_key(*promise));
            assert!(unknown.is_none(), "{item}: {unknown:?} is no promise of this version");
        }
    }
}

/// Every entry of the product's logs.
pub fn entries(world: &World) -> Vec<Entry> {
    let engine = world.engine();
    let cells = engine.cells(&world.product).expect("the cells");
    let all = cells.into_iter().flat_map(|cell| engine.entries(cell, 0, 10_000).expect("the entries"));
    all.filter_map(|(_, entry)| entry).collect()
}

/// Example: `Then the ledger holds these acts, and each entry names the version in force` with `| act |`.
#[then("the ledger holds these acts, and each entry names the version in force")]
fn names_version(world: &mut World, step: &Step) {
    let policy = world.policy();
    let entries = entries(world);
    for row in rows(step) {
        assert!(entries.iter().any(|entry| entry.act == row[0].as_str()), "no entry of {}", row[0]);
    }
    for entry in &entries {
        assert_eq!((&entry.version, &entry.policy), (&policy.version, &policy.hash), "{entry:?}");
    }
}

/// The newest entry names who acted, the item, the purpose and how it ended. Example:
/// `Then the ledger says that "Han Mei" asked for "salary" for "marketing" and was refused`
#[then(regex = r#"^the ledger says that "([^"]+)" asked for "([^"]+)" for "([^"]*)" and (was refused|was answered)$"#)]
fn ledger_says(world: &mut World, who: String, item: String, purpose: String, how: String) {
    let before = world.before.as_ref().expect("seen before");
    let after = Outside::seen(world, &[]);
    let fresh = after.new_entries(before);
    let [row] = fresh.as_slice() else { panic!("{} entries", fresh.len()) };
    let entry: Entry = serde_json::from_slice(&row.body).expect("an entry");
    let mut actor = world.actor(&who);
    // Staff who read under a grant say who they are.
    actor.subject = actor.subject.or_else(|| entry.actor.subject.filter(|own| *own == reference(&who)));
    assert_eq!(entry.actor, actor);
    assert!(entry.items.iter().any(|(name, _)| *name == item.as_str()), "{entry:?}");
    let asked = entry.purpose.as_ref().or(entry.about.as_ref()).map_or("", |name| name.as_str());
    assert_eq!(asked, purpose, "{entry:?}");
    let outcome = if how == "was refused" { yinuo::life::Outcome::Refused } else { yinuo::life::Outcome::Done };
    assert_eq!(entry.outcome, outcome);
}
