//! Steps about what anybody can ask of a policy: its document, its versions, why data is held and who gets it.
//!
//! Answers come from the version in force, by the library or by the HTTP API.

use crate::world::{World, instant, name, rows};
use cucumber::gherkin::Step;
use cucumber::{then, when};
use serde_json::Value;
use server::credential::{self, Grants};
use server::{Settings, Tls};
use std::collections::BTreeSet;
use std::sync::Arc;
use yinuo::policy::Name;
use yinuo::policy::rows::{Language, path};
use yinuo::{Force, publish};

fn language(word: &str) -> Language {
    let all = [Language::Simplified, Language::Traditional, Language::English];
    all.into_iter().find(|language| language.as_str() == word).unwrap_or_else(|| panic!("no language {word}"))
}

/// The document of the version in force, as text.
fn document(world: &World, word: &str) -> String {
    let policy = world.policy();
    publish::markdown(&policy.document, &policy.hash, language(word)).expect("the document is complete")
}

/// What the document says of one promise.
fn paragraph(world: &World, word: &str, promise: &str) -> String {
    let all = publish::paragraphs(&world.policy().document, language(word)).expect("the document is complete");
    let said = all.into_iter().find(|paragraph| paragraph.path == promise);
    said.unwrap_or_else(|| panic!("no paragraph of {promise}")).text
}

/// Example: `Then the document in "en" says "within 7 days"`; or `does not say`.
#[then(regex = r#"^the document in "([^"]+)" (says|does not say) "([^"]+)"$"#)]
fn document_says(world: &mut World, word: String, how: String, text: String) {
    assert_eq!(document(world, &word).contains(&text), how == "says", "{text}");
}

/// Example: `Then the document in "zh-Hans" says of "contact.officer" "privacy@ainaike.com"`; or `does not say`.
#[then(regex = r#"^the document in "([^"]+)" (says|does not say) of "([^"]+)" "([^"]+)"$"#)]
fn document_says_of(world: &mut World, word: String, how: String, promise: String, text: String) {
    let said = paragraph(world, &word, &promise);
    assert_eq!(said.contains(&text), how == "says", "{said}");
}

/// Example: `Then the document in "en" says of "retention.account"` and the whole paragraph below.
#[then(expr = "the document in {string} says of {string}")]
fn document_says_exactly(world: &mut World, step: &Step, word: String, promise: String) {
    let wanted = step.docstring.as_ref().expect("a paragraph stands below this step");
    assert_eq!(paragraph(world, &word, &promise), wanted.trim());
}

/// Example: `Then the document is published in "zh-Hans, en"`: these languages, each of them complete.
#[then(expr = "the document is published in {string}")]
fn published_in(world: &mut World, words: String) {
    let policy = world.policy();
    let header = policy.document.policy.as_ref().expect("a head");
    let languages: Vec<&str> = header.languages.iter().map(|language| language.as_str()).collect();
    assert_eq!(languages.join(", "), words);
    for language in &languages {
        assert!(document(world, language).len() > 100, "the document in {language} is empty");
    }
}

fn listed(names: impl IntoIterator<Item = Name>) -> BTreeSet<String> {
    names.into_iter().map(|name| name.to_string()).collect()
}

fn wanted(text: &str) -> BTreeSet<String> {
    text.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Exactly these promises. Example: `Then "phone" is collected for "purpose.account, purpose.verification"`; also
/// `is used for`, `goes to` (recipients) and `ends by` (retention rules). `""` says: none.
#[then(regex = r#"^"([^"]+)" (is collected for|is used for|goes to|ends by) "([^"]*)"$"#)]
fn why(world: &mut World, item: String, part: String, promises: String) {
    let policy = world.policy();
    let why = policy.why(&item).unwrap_or_else(|| panic!("the policy declares no {item}"));
    let gets = policy.document.recipients.iter().filter(|(_, row)| row.receives.contains_key(item.as_str()));
    let found = match part.as_str() {
        "is collected for" => listed(why.collected),
        "is used for" => listed(why.used),
        "goes to" => listed(gets.map(|(recipient, _)| path("recipient", recipient))),
        _ => listed(why.retained),
    };
    assert_eq!(found, wanted(&promises));
}

/// Example: `Then the recipient "apns" gets exactly` with `| item | form |`.
#[then(expr = "the recipient {string} gets exactly")]
fn gets(world: &mut World, step: &Step, recipient: String) {
    let policy = world.policy();
    let row = policy.document.recipients.get(recipient.as_str()).expect("a recipient");
    let gets: BTreeSet<Vec<String>> =
        row.receives.iter().map(|(item, form)| vec![item.to_string(), form.as_str().to_owned()]).collect();
    assert_eq!(gets, rows(step).into_iter().collect());
}

/// Example: `Then the recipients are "alibaba-sms, apns"`: these and no other.
#[then(expr = "the recipients are {string}")]
fn recipients(world: &mut World, names: String) {
    assert_eq!(listed(world.policy().document.recipients.keys().cloned()), wanted(&names));
}

/// Example: `Then the version in force at "2026-05-20T09:00:00+08:00" is "2026-05-17"`
#[then(expr = "the version in force at {string} is {string}")]
fn version_at(world: &mut World, at: String, version: String) {
    let policy = world.engine().policy_at(&world.product, instant(&at)).expect("a version is in force");
    assert_eq!(policy.version, version);
}

/// Example: `Then no version is in force at "2026-05-16T23:59:59+08:00"`
#[then(expr = "no version is in force at {string}")]
fn no_version_at(world: &mut World, at: String) {
    let found = world.engine().policy_at(&world.product, instant(&at));
    assert!(found.is_err(), "{:?}", found.map(|policy| policy.version.clone()));
}

/// Example: `Then the version "2026-05-17" is coming`; also `past`, `in force`.
#[then(regex = r#"^the version "([^"]+)" is (past|in force|coming)$"#)]
fn stands_in_time(world: &mut World, version: String, force: String) {
    let versions = world.engine().versions(&world.product).expect("the versions");
    let found = versions.iter().find(|row| row.policy.version == version).expect("it is published");
    let wanted = match force.as_str() {
        "past" => Force::Past,
        "coming" => Force::Coming,
        _ => Force::InForce,
    };
    assert_eq!(found.force, wanted);
}

/// By the clock of the policy, working days and rest days counted. Example:
/// `Then what falls under "right.access" at "2026-09-30T10:00:00+08:00" is due at "2026-10-28T00:00:00+08:00"`
#[then(expr = "what falls under {string} at {string} is due at {string}")]
fn due_at(world: &mut World, promise: String, from: String, due: String) {
    let policy = world.policy();
    let clock = policy.clocks().iter().find(|clock| clock.promise == name(&promise)).expect("a clock");
    let (zone, calendar) = (&policy.zone, &policy.calendar);
    let end = yinuo::policy::time::deadline_at(instant(&from), &clock.period, Default::default(), zone, calendar);
    assert_eq!(end.expect("an instant").at, instant(&due));
}

/// What a row of the version in force states, key by key. Example:
/// `Then the version in force states "privacy@ainaike.com" as "email" of "contact.officer"`; a list is joined by `, `,
/// and a text by language is asked for as `label.en`.
#[then(expr = "the version in force states {string} as {string} of {string}")]
fn states(world: &mut World, value: String, key: String, promise: String) {
    let file: toml::Table = world.source.parse().expect("the published text");
    let (loaded, _) = yinuo::policy::Policy::load(world.source.as_bytes()).expect("the published text");
    assert_eq!(world.policy().hash, loaded.hash, "another text is in force");
    let found = promise.split('.').chain(key.split('.')).try_fold(toml::Value::Table(file), |at, key| {
        at.get(key).cloned().or_else(|| at.as_str().map(|text| text.to_owned().into()))
    });
    assert_eq!(found.map(|found| said(&found)).as_deref(), Some(value.as_str()));
}

fn said(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// Serves the installation to this machine, and asks it once.
pub fn ask(world: &mut World, method: reqwest::Method, path: &str, body: Option<Value>) -> (u16, Value) {
    let engine = Arc::new(world.engine.take().expect("the engine is open"));
    let policy = engine.policy(&world.product).expect("a policy is in force");
    let token = credential::issue(&engine, "a service", &Grants::over(&policy)).expect("a credential").token;
    let address = "127.0.0.1:0".parse().expect("an address");
    let settings = Settings { address, tls: Tls::PlainLoopback, base_url: None, console: false };
    let running = server::start(Arc::clone(&engine), settings).expect("the server starts");
    let client = reqwest::blocking::Client::builder().no_proxy().build().expect("a client");
    let url = format!("{}/v1/{}/{path}", running.url(), world.product);
    let mut request = client.request(method, url).bearer_auth(token);
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().expect("it answers");
    let (status, text) = (answer.status().as_u16(), answer.text().expect("text"));
    running.shutdown();
    world.engine = Some(Arc::into_inner(engine).expect("the server has let go of the engine"));
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

/// `GET /v1/{product}/…`. Example: `When the API is asked for "recipients"`
#[when(expr = "the API is asked for {string}")]
fn asked(world: &mut World, path: String) {
    world.told = Some(ask(world, reqwest::Method::GET, &path, None));
}

/// Example: `Then the API refuses it with "not_found"`
#[then(expr = "the API refuses it with {string}")]
fn api_refuses(world: &mut World, code: String) {
    let (status, value) = world.told.as_ref().expect("the API was asked");
    assert!((400..500).contains(status), "{status}: {value}");
    assert_eq!(value["code"], code.as_str(), "{value}");
}

fn told(world: &World) -> &Value {
    let (status, value) = world.told.as_ref().expect("the API was asked");
    assert_eq!(*status, 200, "{value}");
    value
}

/// The part `key` of `value`, such as `name.en` or `channels.0`, as text.
fn part(value: &Value, key: &str) -> Option<String> {
    let found = key.split('.').try_fold(value, |at, key| match at {
        Value::Array(list) => list.get(key.parse::<usize>().ok()?),
        other => other.get(key),
    })?;
    Some(match found {
        Value::String(text) => text.clone(),
        Value::Array(list) if list.iter().all(Value::is_string) => {
            list.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    })
}

/// Example: `Then the API answers "2026-05-17" as "version"`; in a list of rows,
/// `Then the API answers "US" as "country" of "recipient.apns"`, and of versions `of "2026-05-17"`.
#[then(regex = r#"^the API answers "([^"]*)" as "([^"]+)"(?: of "([^"]+)")?$"#)]
fn answers(world: &mut World, value: String, key: String, promise: String) {
    let whole = told(world);
    let row = match promise.as_str() {
        "" => Some(whole),
        promise => whole.as_array().and_then(|rows| {
            let mut rows = rows.iter();
            rows.find(|row| row["promise"] == promise || row["version"] == promise)
        }),
    };
    let row = row.unwrap_or_else(|| panic!("no row of {promise}: {whole}"));
    assert_eq!(part(row, &key).as_deref(), Some(value.as_str()), "{row}");
}

/// The promises of a list of rows, all of them. Example: `Then the API lists "recipient.alibaba-sms, recipient.apns"`
#[then(expr = "the API lists {string}")]
fn lists(world: &mut World, promises: String) {
    let rows = told(world).as_array().expect("a list");
    let found: BTreeSet<String> = rows.iter().filter_map(|row| part(row, "promise")).collect();
    assert_eq!(found, wanted(&promises));
}
