//! Steps about a policy file that nobody has published: what `check` finds in it.
//!
//! The file is held as text, beside the policy in force. Quotes inside a quoted passage are written `'`.

use crate::world::{World, root};
use cucumber::gherkin::Step;
use cucumber::{given, then, when};
use yinuo::policy::{Finding, Invalid, Policy, Severity, read};

/// Example: `Given the file "policies/aink/policy.toml"`
#[given(expr = "the file {string}")]
fn file(world: &mut World, path: String) {
    world.draft = std::fs::read_to_string(root().join(&path)).expect("the policy's file");
}

/// Example: `When "30 days" stands in the file in place of "15 working days"`: a passage that it has once.
#[given(regex = r#"^"([^"]*)" stands in the file in place of "([^"]+)"$"#)]
#[when(regex = r#"^"([^"]*)" stands in the file in place of "([^"]+)"$"#)]
fn replaced(world: &mut World, new: String, old: String) {
    let (new, old) = (new.replace('\'', "\""), old.replace('\'', "\""));
    assert_eq!(world.draft.matches(&old).count(), 1, "the file has {old:?} once");
    world.draft = world.draft.replace(&old, &new);
}

/// Example: `When these rows are added to the file` and the rows.
#[given("these rows are added to the file")]
#[when("these rows are added to the file")]
fn added(world: &mut World, step: &Step) {
    let rows = step.docstring.as_ref().expect("rows stand below this step");
    world.draft = format!("{}\n{rows}\n", world.draft);
}

/// Example: `When the table "contact.officer" is taken out of the file`: the header and all below it.
#[given(expr = "the table {string} is taken out of the file")]
#[when(expr = "the table {string} is taken out of the file")]
fn taken_out(world: &mut World, table: String) {
    let kept = without_table(&world.draft, &table);
    assert_ne!(kept, world.draft, "the file has a table [{table}]");
    world.draft = kept;
}

/// `source` without the table `table`.
pub fn without_table(source: &str, table: &str) -> String {
    let head = format!("[{table}]");
    let mut inside = false;
    let kept = source.lines().filter(|line| {
        if line.starts_with('[') {
            inside = line.split('#').next().is_some_and(|line| line.trim_end() == head);
        }
        !inside
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// Every finding of the file.
fn findings(world: &World) -> Vec<Finding> {
    match Policy::load(world.draft.as_bytes()) {
        Ok((_, findings)) | Err(Invalid(findings)) => findings,
    }
}

/// The row of `source` in which a finding stands: the last that begins before it.
pub fn place_of(source: &str, finding: &Finding) -> String {
    let Ok(read) = read::read(source.as_bytes()) else { return String::new() };
    let before = read.document.paths().into_iter().filter(|(_, keys)| keys.row.start <= finding.primary.span.start);
    before.max_by_key(|(_, keys)| keys.row.start).map(|(path, _)| path.to_string()).unwrap_or_default()
}

/// Whether `finding` is `code`, in the row `place` of `source`; it may also name the place in its headline.
pub fn is_at(source: &str, finding: &Finding, code: &str, place: &str) -> bool {
    let named = || finding.headline.contains(place);
    finding.code == code && (place.is_empty() || place_of(source, finding) == place || named())
}

/// Example: `Then check finds "retain/no-end" at "data.voice"`; the place may be left out.
#[then(regex = r#"^check finds "([^"]+)"(?: at "([^"]+)")?$"#)]
fn finds(world: &mut World, code: String, place: String) {
    let findings = findings(world);
    let found = findings.iter().any(|finding| is_at(&world.draft, finding, &code, &place));
    let all: Vec<String> = findings
        .iter()
        .map(|row| format!("{} at {}: {}", row.code, place_of(&world.draft, row), row.headline))
        .collect();
    assert!(found, "{all:#?}");
}

/// Example: `Then check does not find "retain/no-end"`; a place may be named.
#[then(regex = r#"^check does not find "([^"]+)"(?: at "([^"]+)")?$"#)]
fn does_not_find(world: &mut World, code: String, place: String) {
    let found = findings(world).into_iter().find(|finding| is_at(&world.draft, finding, &code, &place));
    assert!(found.is_none(), "{found:?}");
}

/// Example: `Then check finds no error`
#[then("check finds no error")]
fn no_error(world: &mut World) {
    let errors: Vec<Finding> =
        findings(world).into_iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Publishes the file; what could be seen before is kept. See `the publication is refused with …`.
///
/// Example: `When the file is published`
#[given("the file is published")]
#[when("the file is published")]
fn published(world: &mut World) {
    super::ruling::publish(world, &world.draft.clone());
}
