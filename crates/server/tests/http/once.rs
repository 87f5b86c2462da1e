//! Idempotency keys.

use crate::site::{Answer, Person, Site};
use reqwest::Method;
use serde_json::{Value, json};

fn post(site: &Site, path: &str, key: &str, body: &Value) -> Answer {
    site.request(Method::POST, path).header("Idempotency-Key", key).json(body).send().unwrap().into()
}

fn note(person: &Person, text: &str) -> Value {
    json!({"actor": person.with_role("accountant"), "purpose": "provide-service", "kind": "voucher", "values": {"voucher-text": text}})
}

#[test]
fn the_same_key_with_the_same_body_is_done_once() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let path = person.at("records");
    let first = post(&site, &path, "one", &note(&person, "a"));
    assert_eq!(first.status, 201, "{}", first.text);
    let size = site.engine.log_size(person.tenant.parse().unwrap()).unwrap();
    let again = post(&site, &path, "one", &note(&person, "a"));
    assert_eq!((again.status, &again.text), (first.status, &first.text));
    assert_eq!(site.engine.log_size(person.tenant.parse().unwrap()).unwrap(), size);

    let other = post(&site, &path, "one", &note(&person, "b"));
    assert_eq!((other.status, other.code().as_str()), (422, "malformed"));
    let elsewhere = post(&site, &person.at("attachments"), "one", &note(&person, "a"));
    assert_eq!((elsewhere.status, elsewhere.code().as_str()), (422, "malformed"));
    assert_ne!(post(&site, &path, "two", &note(&person, "a")).text, first.text);

    site.clock.set(site.engine.now().checked_add(jiff::SignedDuration::from_hours(24)).unwrap());
    assert_ne!(post(&site, &path, "one", &note(&person, "a")).text, first.text, "a day later it is another act");
}

#[test]
fn a_refusal_is_repeated_and_a_key_belongs_to_its_service() {
    let mut site = Site::start();
    let person = site.register("new", "lilei");
    let path = person.at("records");
    let mut body = note(&person, "a");
    body["purpose"] = json!("horoscope");
    let first = post(&site, &path, "one", &body);
    assert_eq!(first.status, 403);
    assert_eq!(post(&site, &path, "one", &body).text, first.text);
    let grants = server::credential::Grants::over(&site.policy);
    site.token = server::credential::issue(&site.engine, "second", &grants).unwrap().token;
    assert_ne!(post(&site, &path, "one", &body).text, first.text);
    assert_eq!(post(&site, &path, "", &body).code(), "malformed");
    assert_eq!(post(&site, &path, &"k".repeat(256), &body).code(), "malformed");
}

#[test]
fn of_many_at_once_one_is_done() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let (path, body) = (person.at("records"), note(&person, "a"));
    let size = site.engine.log_size(person.tenant.parse().unwrap()).unwrap();
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..8).map(|_| scope.spawn(|| post(&site, &path, "one", &body))).collect();
        asked.into_iter().map(|asked| asked.join().unwrap()).collect()
    });
    assert!(answers.iter().any(|answer| answer.status == 201));
    for answer in &answers {
        assert!(answer.status == 201 || answer.code() == "conflict", "{}", answer.text);
    }
    assert_eq!(site.engine.log_size(person.tenant.parse().unwrap()).unwrap(), size + 1);
}
