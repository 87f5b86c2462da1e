//! The API's description, the form of problems, the headers.

use crate::site::{PRODUCT, Site};
use reqwest::Method;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every route, as the product promises it.
const ROUTES: &str = "
GET /v1/products
GET /v1/{product}/policy
GET /v1/{product}/policy/document
GET /v1/{product}/promises
GET /v1/{product}/promises/{path}/evidence
GET /v1/{product}/gaps
GET /v1/{product}/grants
GET /v1/{product}/alerts
GET /v1/{product}/suspensions
POST /v1/{product}/suspensions
POST /v1/{product}/suspensions/{suspension}/lift
POST /v1/{product}/second-factor
POST /v1/{product}/second-factor/prove
POST /v1/{product}/second-factor/reset
GET /v1/{product}/data
GET /v1/{product}/places
GET /v1/{product}/recipients
GET /v1/{product}/versions
GET /v1/{product}/contacts
GET /v1/{product}/rights
GET /v1/{product}/duties
GET /v1/{product}/duties/report
POST /v1/{product}/duties
POST /v1/{product}/duties/calls
POST /v1/{product}/grants
POST /v1/{product}/grants/end
POST /v1/{product}/offices
POST /v1/{product}/tenants/{tenant}/grounds
POST /v1/{product}/tenants/{tenant}/cases
POST /v1/{product}/tenants/{tenant}/cases/queue
POST /v1/{product}/tenants/{tenant}/cases/{case}/steps
POST /v1/{product}/tenants/{tenant}/cases/{case}/trace
POST /v1/{product}/tenants/{tenant}/cases/{case}/read
POST /v1/{product}/accounts
POST /v1/{product}/agreements
POST /v1/{product}/tenants/{tenant}/cancel
POST /v1/{product}/tenants/{tenant}/suspend
POST /v1/{product}/tenants/{tenant}/tellings/{telling}/steps
POST /v1/{product}/tenants/{tenant}/resume
POST /v1/{product}/tenants/{tenant}/accounts/{subject}/cancel
POST /v1/{product}/tenants/{tenant}/accounts/{subject}/leaves
POST /v1/{product}/tenants/{tenant}/may-act
POST /v1/{product}/tenants/{tenant}/records
POST /v1/{product}/tenants/{tenant}/attachments
POST /v1/{product}/tenants/{tenant}/files
POST /v1/{product}/tenants/{tenant}/files/read
POST /v1/{product}/tenants/{tenant}/read
POST /v1/{product}/tenants/{tenant}/verify
POST /v1/{product}/tenants/{tenant}/erase
POST /v1/{product}/tenants/{tenant}/answers
POST /v1/{product}/tenants/{tenant}/consents
POST /v1/{product}/tenants/{tenant}/standing
POST /v1/{product}/tenants/{tenant}/permissions
POST /v1/{product}/tenants/{tenant}/activities
POST /v1/{product}/tenants/{tenant}/activities/{activity}/close
POST /v1/{product}/tenants/{tenant}/codes
POST /v1/{product}/tenants/{tenant}/releases
POST /v1/{product}/tenants/{tenant}/visits
POST /v1/{product}/tenants/{tenant}/visits/read
POST /v1/{product}/tenants/{tenant}/visits/{visit}/end
GET /v1/{product}/tenants/{tenant}/visits
POST /v1/{product}/tenants/{tenant}/messages
POST /v1/{product}/tenants/{tenant}/minors
POST /v1/{product}/tenants/{tenant}/entries/{entry}/erase
GET /v1/{product}/tenants/{tenant}/certificate
GET /v1/{product}/tenants/{tenant}/due
GET /v1/{product}/tenants/{tenant}/erasures
GET /v1/{product}/tenants/{tenant}/holds
GET /v1/{product}/tenants/{tenant}/tellings
POST /v1/{product}/tenants/{tenant}/counts
GET /v1/{product}/tenants/{tenant}/counts
GET /v1/{product}/tenants/{tenant}/sets
POST /v1/{product}/tenants/{tenant}/sets
POST /v1/{product}/tenants/{tenant}/sets/{set}/use
POST /v1/{product}/tenants/{tenant}/events
POST /v1/{product}/tenants/{tenant}/holds
POST /v1/{product}/tenants/{tenant}/records/{record}/keep-for
POST /v1/{product}/tenants/{tenant}/holds/{hold}/lift
GET /v1/{product}/tenants/{tenant}/entries
GET /v1/installation
GET /healthz
GET /metrics
GET /openapi.json
";

fn described(api: &Value) -> Vec<(String, String, Value)> {
    let paths = api["paths"].as_object().unwrap();
    let of = |(path, item): (&String, &Value)| {
        let operations = item.as_object().unwrap().clone();
        let path = path.clone();
        operations.into_iter().map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
    };
    paths.iter().flat_map(of).collect()
}

#[test]
fn the_description_lists_every_route_body_and_problem() {
    let site = Site::start();
    let text = site.get("/openapi.json").text;
    let api: Value = serde_json::from_str(&text).unwrap();
    assert!(api["openapi"].as_str().unwrap().starts_with("3.1"));
    let described = described(&api);
    let listed: BTreeSet<String> = described.iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    let promised: BTreeSet<String> = ROUTES.trim().lines().map(str::to_owned).collect();
    assert_eq!(listed, promised);
    let schemas = api["components"]["schemas"].as_object().unwrap();
    for reference in text.split("#/components/schemas/").skip(1) {
        let name = reference.split('"').next().unwrap();
        assert!(schemas.contains_key(name), "{name}");
    }
    let ids: BTreeSet<&str> =
        described.iter().map(|(.., operation)| operation["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), described.len());
    for (method, path, operation) in &described {
        let what = format!("{method} {path}");
        assert!(operation["summary"].is_string(), "{what}");
        if !path.starts_with("/v1") {
            continue;
        }
        assert!(operation["security"][0]["credential"].is_array(), "{what}");
        assert_eq!(method == "POST", operation["requestBody"].is_object(), "{what}");
        for status in ["400", "401", "403", "404", "409", "422", "429", "500", "503"] {
            let content = &operation["responses"][status]["content"];
            assert!(content["application/problem+json"].is_object(), "{what} {status}");
        }
        // Each route is really there: unknown to a stranger, not absent.
        let real = path.replace("{product}", PRODUCT).replace(['{', '}'], "");
        let stranger = site.client.request(Method::from_bytes(method.as_bytes()).unwrap(), site.url(&real)).send();
        assert!([401, 429].contains(&stranger.unwrap().status().as_u16()), "{what}");
    }
}

#[test]
fn a_problem_has_the_promised_members() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let answer = site.request(Method::POST, &person.at("records")).json(&site.point(&person, None)).send().unwrap();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let problem: Value = answer.json().unwrap();
    assert_eq!(problem["type"], "/docs/codes#feature_inactive");
    assert_eq!(problem["status"], 403);
    assert_eq!(problem["promise"], "purpose.attendance");
    assert_eq!(problem["remedy"]["do"], "enable");
    assert!(problem["title"].is_string() && problem["entry"].is_u64());
    let codes = site.get("/docs/codes").text;
    for code in yinuo::life::Code::ALL {
        assert!(codes.contains(&format!("id=\"{code}\"")), "{code}");
    }
}

#[test]
fn every_answer_carries_the_headers() {
    let site = Site::start();
    for path in [
        "/",
        "/nothing",
        "/v1/products",
        "/healthz",
        "/metrics",
        &format!("/p/{PRODUCT}/en"),
        &format!("/console/{PRODUCT}"),
    ] {
        let answer = site.request(Method::GET, path).send().unwrap();
        let headers = answer.headers();
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path} {policy}");
        assert!(policy.contains("style-src 'sha256-") && !policy.contains("unsafe"), "{path} {policy}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
        assert!(headers.contains_key("strict-transport-security"), "{path}");
        assert!(headers.contains_key("cache-control"), "{path}");
    }
}
