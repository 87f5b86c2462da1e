//! A recipient reads inside over HTTP: from the environment's networks, by a handle that stands nowhere.

use crate::site::{Answer, POLICY, PRODUCT, Person, Site};
use reqwest::Method;
use serde_json::{Value, json};

const LAB: &str = include_str!("../../../yinuo/tests/engine/restored/lab.toml");

fn site(networks: &[&str], proxies: &[&str]) -> Site {
    let policy = format!("{}\n{LAB}", std::str::from_utf8(POLICY).unwrap());
    let of = |list: &[&str]| list.iter().map(|text| yinuo::network(text).unwrap()).collect();
    let environment = yinuo::Environment { networks: of(networks), proxies: of(proxies) };
    let site = Site::under(policy.as_bytes(), |config| yinuo::Config { environment, ..config }, |settings| settings);
    let agreement = json!({"actor": officer(), "recipient": "lab", "counterparty": "X",
        "terms": ["consistent", "no-other-use"], "digest": "0".repeat(64),
        "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"});
    site.done(&format!("/v1/{PRODUCT}/agreements"), &agreement);
    site
}

fn officer() -> Value {
    json!({"capacity": "staff", "roles": ["officer"]})
}

fn opened(site: &Site, person: &Person) -> Value {
    let body = json!({"actor": officer(), "recipient": "lab", "purpose": "account", "items": ["username"],
        "until": "2026-05-20T17:00:00+08:00"});
    let request = site.request(Method::POST, &person.at("visits")).header("idempotency-key", "one").json(&body);
    let answer = Answer::from(request.send().unwrap());
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

fn read(site: &Site, person: &Person, handle: &Value, passed_on: &[&str]) -> Answer {
    let body = json!({"actor": {"capacity": "service"}, "handle": handle, "subjects": [person.subject]});
    let request = site.request(Method::POST, &person.at("visits/read")).json(&body);
    let request = passed_on.iter().fold(request, |request, said| request.header("x-forwarded-for", *said));
    Answer::from(request.send().unwrap())
}

#[test]
fn only_who_calls_from_inside_reads_and_only_a_trusted_proxy_says_so() {
    let behind = site(&["10.2.0.0/16"], &["127.0.0.1"]);
    let person = behind.register("new", "lilei");
    let handle = opened(&behind, &person)["handle"].clone();
    for (said, status) in [
        (&["10.2.0.7"][..], 200),
        (&["203.0.113.9, 10.2.0.7"], 200),
        (&["10.2.0.7, 203.0.113.9"], 403),
        (&["10.2.0.7", "203.0.113.9"], 403),
        (&["nonsense"], 403),
        (&[], 403),
    ] {
        let answer = read(&behind, &person, &handle, said);
        assert_eq!(answer.status, status, "{said:?} {}", answer.text);
        assert!(status == 200 || answer.code() == "channel_denied", "{}", answer.text);
    }
    let alone = site(&["10.2.0.0/16"], &[]);
    let person = alone.register("new", "lilei");
    let handle = opened(&alone, &person)["handle"].clone();
    assert_eq!(read(&alone, &person, &handle, &["10.2.0.7"]).code(), "channel_denied", "nobody vouches for it");
}

#[test]
fn a_handle_is_told_once_stands_nowhere_and_ends() {
    let site = site(&["127.0.0.1"], &[]);
    let person = site.register("new", "lilei");
    let visit = opened(&site, &person);
    let handle = visit["handle"].as_str().unwrap().to_owned();
    let secret = handle.split_at_checked(32).unwrap().1;
    let told = read(&site, &person, &visit["handle"], &[]).json();
    assert_eq!(told["values"][0]["text"], "lilei", "{told}");
    let again = opened(&site, &person);
    assert_ne!(again["handle"], visit["handle"], "its answer is kept by no key");
    let two = json!({"actor": {"capacity": "service"}, "handle": handle, "subjects": [person.subject, person.subject]});
    assert_eq!(site.post(&person.at("visits/read"), &two).code(), "channel_denied");
    let listed = site.get(&person.at("visits")).text;
    assert!(listed.contains(visit["visit"].as_str().unwrap()) && !listed.contains(secret), "{listed}");
    for file in
        std::fs::read_dir(site.folder.path().join("data")).unwrap().flatten().filter(|file| file.path().is_file())
    {
        let bytes = std::fs::read(file.path()).unwrap();
        let found = bytes.windows(64).any(|window| window == secret.as_bytes());
        assert!(!found, "{}", file.path().display());
    }
    let end = person.at(&format!("visits/{}/end", visit["visit"].as_str().unwrap()));
    assert_eq!(site.post(&end, &json!({"actor": officer()})).status, 200);
    assert_eq!(site.post(&end, &json!({"actor": officer()})).code(), "not_found");
    assert_eq!(read(&site, &person, &visit["handle"], &[]).code(), "actor_denied");
    let copy = json!({"actor": {"capacity": "service", "roles": ["sign-in"]}, "recipient": "lab", "purpose": "account",
        "subject": person.subject, "fields": {"username": "clear"}});
    assert_eq!(site.post(&person.at("releases"), &copy).code(), "channel_denied", "{PRODUCT}");
}
