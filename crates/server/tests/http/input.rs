//! Bad input: each refused with a code and what was expected, nothing done, nothing said back.

use crate::site::{Answer, PRODUCT, Site};
use reqwest::Method;
use serde_json::{Value, json};

fn send(site: &Site, path: &str, body: Vec<u8>) -> Answer {
    let request = site.request(Method::POST, path).header("content-type", "application/json");
    request.body(body).send().unwrap().into()
}

#[test]
fn a_body_that_cannot_be_read_is_refused_with_what_was_expected() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let good = site.point(&person, None);
    let with = |key: &str, value: Value| {
        let mut body = good.clone();
        body[key] = value;
        body.to_string().into_bytes()
    };
    let size = site.engine.log_size(person.tenant.parse().unwrap()).unwrap();
    let deep = format!("{{\"values\": {}1{}}}", "[".repeat(200), "]".repeat(200)).into_bytes();
    let table: Vec<(&str, Vec<u8>, u16, &str, &str)> = vec![
        ("huge", vec![b' '; 5 * 1024 * 1024], 413, "too_large", ""),
        ("deep", deep, 400, "malformed", "expected"),
        ("not UTF-8", b"{\"actor\": \"\xff\"}".to_vec(), 400, "malformed", "expected UTF-8; byte 11"),
        ("cut short", good.to_string().into_bytes()[..40].to_vec(), 400, "malformed", "expected JSON"),
        ("empty", vec![], 400, "malformed", "expected JSON"),
        ("a list", b"[]".to_vec(), 400, "malformed", "expected"),
        ("an unknown key", with("purpos", json!("x")), 400, "malformed", "did you mean `purpose`?"),
        (
            "an unknown key of the actor",
            with("actor", json!({"capacity": "subject", "role": []})),
            400,
            "malformed",
            "`roles`",
        ),
        ("a wrong type", with("purpose", json!(13_800_138_000_u64)), 400, "malformed", "expected a string"),
        ("a wrong word", with("origin", json!("13800138000")), 400, "malformed", "one of `app`"),
        ("a wrong reference", with("subject", json!("13800138000")), 400, "malformed", "32 lower-case hexadecimal"),
        ("a wrong instant", with("captured_at", json!("13800138000")), 400, "malformed", "an instant such as"),
        (
            "a number as a value",
            with("values", json!({"location": 13_800_138_000_u64})),
            400,
            "malformed",
            "expected a string",
        ),
    ];
    for (what, body, status, code, detail) in table {
        let answer = send(&site, &person.at("records"), body);
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{what}: {}", answer.text);
        assert!(answer.json()["detail"].as_str().unwrap_or_default().contains(detail), "{what}: {}", answer.text);
        assert!(!answer.text.contains("13800138000"), "{what}: {}", answer.text);
    }
    assert_eq!(site.engine.log_size(person.tenant.parse().unwrap()).unwrap(), size, "nothing was done");
}

#[test]
fn a_value_that_the_policy_refuses_is_named_and_not_shown() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let with = |values: Value| {
        let mut body = site.point(&person, None);
        body["values"] = values;
        site.post(&person.at("records"), &body)
    };
    let undeclared = with(json!({"location": "38.9,121.6", "shoe_size": "43"}));
    assert_eq!((undeclared.status, undeclared.code().as_str()), (422, "undeclared_field"));
    assert_eq!(undeclared.json()["about"], "shoe_size");
    let odd = with(json!({"li.lei@example.com": "43"}));
    assert_eq!(odd.code(), "undeclared_field");
    assert!(!odd.text.contains("li.lei"), "{}", odd.text);
    let batch = with(json!({"location": ["38.9,121.6", "38.9,121.7"]}));
    assert_eq!((batch.status, batch.code().as_str()), (422, "forbidden_field"), "{}", batch.text);
}

#[test]
fn queries_methods_and_routes_are_read_strictly() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    for query in ["limit=x", "after=-1", "limt=3", "limit=1&limit=2"] {
        let answer = site.get(&person.at(&format!("entries?{query}")));
        assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "{query}: {}", answer.text);
    }
    let answer: Answer = site.request(Method::PUT, "/v1/products").send().unwrap().into();
    assert_eq!((answer.status, answer.code().as_str()), (405, "malformed"));
    let answer: Answer = site.request(Method::GET, "/nothing").send().unwrap().into();
    assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"));
}

#[test]
fn a_file_of_sixteen_mebibytes_is_read_and_a_longer_body_is_not() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let attach = |letters: usize| {
        let body = json!({"actor": person.with_role("accountant"), "purpose": "provide-service", "kind": "attachment",
            "values": {"file": {"base64": "QUFB".repeat(letters / 4)}}});
        site.post(&person.at("attachments"), &body)
    };
    assert_eq!(attach(16 * 1024 * 1024 / 3 * 4).status, 201);
    assert_eq!(attach(24 * 1024 * 1024).code(), "too_large");
}

#[test]
fn a_tenant_that_is_no_reference_is_malformed_and_it_says_what_is_expected() {
    let site = Site::start();
    for tenant in ["own", "", "New", "019e42e5"] {
        let account = json!({"actor": site.service(), "tenant": tenant, "values": {}});
        let refused = site.post(&format!("/v1/{PRODUCT}/accounts"), &account);
        assert_eq!((refused.status, refused.code().as_str()), (400, "malformed"), "{tenant}: {}", refused.text);
        let detail = refused.json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("`new`, or the reference of a tenant to join"), "{detail}");
    }
}
