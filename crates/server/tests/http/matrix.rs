//! Every route, asked from another tenant: what is hers answers like what nobody has, and stays as it is.

mod uses;

use self::uses::{Ids, NOBODY, Who, uses};
use crate::site::{Answer, PRODUCT, Site};
use reqwest::Method;
use serde_json::{Value, json};
use server::credential::{self, Grants, Tenants};
use std::collections::{BTreeMap, BTreeSet};

/// What AINK's policy lacks: something to hold, to happen and to keep longer.
const MORE: &str = r#"
[ground.keep]
label = "A law wants it kept"
allows = ["keep"]
needs = ["law", "end-time", "items", "subjects"]
approved-by = "role.officer"
only-for = "held"
law = "PIPL, article 47(2)"

[purpose.held]
label = "Carry out that law"
function = "basic"
basis = "legal-duty"
reads = { location = "clear" }
by = ["role.officer"]
law = "PIPL, article 47(2)"
outlives-account = true

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
by = "anonymise"
how = { location = "city" }
group = 2
for = ["counting"]

[recipient.lab]
name = "A lab"
legal-name = "Lab Ltd."
contact = "lab@example.com"
kind = "service"
role = "processor"
country = "CN"
for = ["attendance"]
receives = { location = "clear" }
agreement = "dpa"
inside = { by = "role.officer", for = "8 hours", people = 3 }

[derived.uses]
label = "How often each function is used"
by = "aggregate"
counts = { search = "searching" }
for = ["counting"]

[event."machine.lost"]
label = "A machine is lost"
of = "subject"
"#;

const BEFORE: &str = "/v1/{product}/tenants/{tenant}/";

type Seen = (u16, BTreeMap<String, String>, Value);

/// What a caller sees: status, headers and body, without what differs between any two answers to the same request.
fn seen(site: &Site, route: &str, ids: &Ids, mut body: Value, actor: &Value) -> Seen {
    let (method, rest) = route.split_once(' ').unwrap();
    let request = site.request(method.parse::<Method>().unwrap(), &ids.path(&format!("{BEFORE}{rest}")));
    let request = if body.is_null() {
        request
    } else {
        body["actor"] = actor.clone();
        match rest {
            "files" => site.with_files(&ids.path(&format!("{BEFORE}{rest}")), &body, &[("file", b"paper")]),
            _ => request.json(&body),
        }
    };
    let answer = request.send().unwrap();
    let headers = answer.headers().iter().filter(|(name, _)| *name != "date");
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let answer = Answer::from(answer);
    let mut text = serde_json::from_str(&answer.text).unwrap_or(Value::String(answer.text.clone()));
    if let Some(problem) = text.as_object_mut() {
        problem.remove("entry");
    }
    (answer.status, headers, text)
}

/// A tenant with one of everything.
fn furnished(site: &Site, name: &str) -> Ids {
    let person = site.register("new", name);
    let record = site.check_in(&person);
    // A set in which nobody can be told has more than one person in it.
    site.check_in(&site.register(&person.tenant, &format!("{name}-two")));
    let text = |answer: &Value, key: &str| answer[key].as_str().unwrap().to_owned();
    let opened = site.done(
        &person.at("activities"),
        &json!({"actor": person.actor(), "subject": person.subject, "kind": "check-in"}),
    );
    let mut ids = Ids {
        tenant: person.tenant.clone(),
        subject: person.subject.clone(),
        record,
        activity: text(&opened, "activity"),
        ..Ids::of_nobody()
    };
    ids.entry = "0".into();
    let done = |ids: &Ids, route: &str| {
        let uses = uses();
        let way = uses.iter().find(|way| way.route == route).unwrap();
        let mut body = (way.body)(ids, &site.shown());
        body["actor"] = way.well.actor(&ids.subject);
        site.done(&person.at(route.trim_start_matches("POST ")), &body)
    };
    let file = json!({"actor": Who::Administrator.actor(&ids.subject), "purpose": "provide-service", "kind": "attachment",
        "files": ["file"]});
    let file = Answer::from(site.with_files(&person.at("files"), &file, &[("file", b"paper")]).send().unwrap());
    ids.file = text(&file.json(), "record");
    let visit = done(&ids, "POST visits");
    (ids.visit, ids.handle) = (text(&visit, "visit"), text(&visit, "handle"));
    done(&ids, "POST visits/read");
    ids.case = text(&done(&ids, "POST cases"), "case");
    ids.hold = text(&done(&ids, "POST holds"), "hold");
    done(&ids, "POST consents");
    done(&ids, "POST permissions");
    let push = || {
        let body = json!({"actor": person.actor(), "purpose": "notify", "kind": "push", "subject": person.subject,
            "values": {"push-token": "a1b2c3"}});
        text(&site.done(&person.at("records"), &body), "record")
    };
    ids.push = push();
    done(&ids, "POST releases");
    ids.set = text(&done(&ids, "POST sets"), "set");
    done(&ids, "POST erase");
    ids.telling = text(&site.get(&person.at("tellings")).json()[0], "telling");
    ids.push = push();
    ids
}

/// Where it is written up who asked for what: refusals, too.
const BOOK: [&str; 3] = ["counter", "entry", "head"];

/// Every row of the cell, in every table that has cells, but for its book.
fn rows_of(site: &Site, tenant: &str) -> BTreeMap<String, Vec<String>> {
    let store = rusqlite::Connection::open(site.folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    let listed = |query: &str| -> Vec<String> {
        let mut statement = store.prepare(query).unwrap();
        let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let tables = listed("SELECT name FROM sqlite_master WHERE type = 'table'");
    let mut found = BTreeMap::new();
    for table in tables {
        let columns = listed(&format!("SELECT name FROM pragma_table_info('{table}')"));
        if !columns.contains(&"cell".to_owned()) || BOOK.contains(&table.as_str()) {
            continue;
        }
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote({column})")).collect();
        let rows = listed(&format!(
            "SELECT {} FROM {table} WHERE lower(hex(cell)) = '{tenant}' ORDER BY 1",
            quoted.join(" || ',' || ")
        ));
        // The end of an entry's time in the book.
        found.insert(table, rows.into_iter().filter(|row| !row.contains("\"clear-log\"")).collect());
    }
    found
}

fn site() -> Site {
    let policy = std::str::from_utf8(crate::site::POLICY).unwrap();
    let policy = policy.replace("covers = [\"check-in\"]\n", "covers = [\"check-in\"]\nlonger-by = \"30 days\"\n");
    let site = Site::under(
        format!("{policy}\n{MORE}").as_bytes(),
        |mut config| {
            config.environment.networks.push(yinuo::network("127.0.0.1").unwrap());
            config
        },
        |settings| settings,
    );
    for recipient in ["alibaba-sms", "apns", "lab"] {
        let agreement = json!({"actor": Who::Officer.actor(NOBODY), "recipient": recipient, "counterparty": "X",
            "terms": ["consistent", "no-other-use"], "digest": "0".repeat(64),
            "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"});
        site.done(&format!("/v1/{PRODUCT}/agreements"), &agreement);
    }
    site
}

#[test]
fn every_route_of_a_tenant_has_its_rows() {
    let api = site().get("/openapi.json").json();
    let routes = api["paths"].as_object().unwrap().iter().flat_map(|(path, methods)| {
        methods.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_uppercase()))
    });
    let routes: BTreeSet<String> =
        routes.filter(|route| route.contains(BEFORE)).map(|route| route.replace(BEFORE, "")).collect();
    let tried: BTreeSet<String> = uses().iter().map(|way| way.route.to_owned()).collect();
    assert_eq!(routes, tried);
}

#[test]
fn a_stranger_learns_nothing_of_another_tenant_and_changes_nothing() {
    let mut site = site();
    let (mine, hers) = (furnished(&site, "lilei"), furnished(&site, "hanmeimei"));
    let nobody = Ids::of_nobody();
    let before = rows_of(&site, &hers.tenant);
    assert!(before.values().filter(|rows| !rows.is_empty()).count() > 8, "{before:?}");
    let grants = Grants { tenants: Tenants::List(vec![mine.tenant.parse().unwrap()]), ..Grants::over(&site.policy) };
    let narrow = credential::issue(&site.engine, "narrow", &grants).unwrap().token;
    let shown = site.shown();
    let (mut told, mut left) = (Vec::new(), Vec::new());
    let mut alike = |what: String, one: Seen, other: Seen, hidden: bool| {
        if one != other || (hidden && one.0 != 404) {
            told.push(format!("{what}: {} {} and {} {}", one.0, one.2, other.0, other.2));
        }
    };
    for way in uses() {
        let what = way.route;
        // A member of the one tenant, asking in the other and in none.
        if !way.route.starts_with("GET") {
            for who in [Who::Herself, Who::Administrator] {
                let actor = who.actor(&mine.subject);
                let there = seen(&site, what, &hers, (way.body)(&hers, &shown), &actor);
                let nowhere = seen(&site, what, &nobody, (way.body)(&nobody, &shown), &actor);
                alike(format!("{what}, {who:?}, in another tenant"), there, nowhere, true);
            }
        }
        // In her own tenant, with the other's references and with those of nobody.
        // Entries are counted from none in every log: theirs are no references.
        let here = Ids { entry: nobody.entry.clone(), ..hers.at(&mine.tenant) };
        let absent = nobody.at(&mine.tenant);
        let same = (way.body)(&here, &shown) == (way.body)(&absent, &shown) && here.path(what) == absent.path(what);
        for who in [way.well, Who::Administrator, Who::Officer, Who::Service].into_iter().filter(|_| !same) {
            let actor = who.actor(&mine.subject);
            let foreign = seen(&site, what, &here, (way.body)(&here, &shown), &actor);
            let absent = seen(&site, what, &absent, (way.body)(&absent, &shown), &actor);
            alike(format!("{what}, {who:?}, with a foreign reference"), blank(foreign), blank(absent), false);
        }
        // A credential that speaks for the one tenant alone, whoever acts.
        let broad = std::mem::replace(&mut site.token, narrow.clone());
        for who in [way.well, Who::Officer] {
            let actor = who.actor(&hers.subject);
            let there = seen(&site, what, &hers, (way.body)(&hers, &shown), &actor);
            let nowhere = seen(&site, what, &nobody, (way.body)(&nobody, &shown), &actor);
            alike(format!("{what}, {who:?}, with a narrow credential"), there, nowhere, true);
        }
        site.token = broad;
        for (table, rows) in rows_of(&site, &hers.tenant) {
            if Some(&rows) != before.get(&table) {
                left.push(format!("{what} left something in {table}"));
            }
        }
    }
    told.extend(left);
    assert!(told.is_empty(), "{}", told.join("\n"));
    // All of it was refused for whom it came from: whoever is at home is answered.
    let colleague = Ids { subject: site.register(&hers.tenant, "colleague").subject, ..hers.clone() };
    for way in uses() {
        // Whoever has cancelled does nothing more.
        let ids = if way.route == "POST accounts/{subject}/cancel" { &colleague } else { &hers };
        let actor = way.well.actor(&ids.subject);
        let (status, _, answer) = seen(&site, way.route, ids, (way.body)(ids, &shown), &actor);
        // An entry of the log is erased for nobody.
        let locked = way.route.starts_with("POST entries") && status == 409;
        if !(200..300).contains(&status) && !locked {
            told.push(format!("{}: {status} {answer}", way.route));
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

/// An answer without references that were drawn for it.
fn blank((status, mut headers, text): Seen) -> Seen {
    if (200..300).contains(&status) {
        headers.remove("content-length");
        let keys = text.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>());
        return (status, headers, json!(keys));
    }
    headers.remove("content-length");
    (status, headers, text)
}
