//! Marked values pass through every route and show in no log line, metric, problem or page.

use crate::site::{PRODUCT, Site};
use serde_json::json;
use std::io::Write;
use std::sync::{Arc, Mutex};

const MARK: &str = "zq7canary";
const PHONE: &str = "13987654321";

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn log() -> Lines {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // The server's own threads log, so it is the process's subscriber; no other test sets one.
    let _first = tracing_subscriber::util::SubscriberInitExt::try_init(subscriber);
    lines
}

#[test]
fn no_personal_value_leaves_by_a_side_door() {
    let lines = log();
    let site = Site::start();
    let mut said = Vec::new();
    let accounts = format!("/v1/{PRODUCT}/accounts");
    let values = json!({"username": MARK, "email": format!("{MARK}@example.com"), "phone": PHONE, "password": format!("{MARK} horse")});
    said.push(site.post(&accounts, &json!({"actor": site.service(), "tenant": "new", "values": values})));
    let born = json!({"actor": site.service(), "tenant": "new", "values": values, "born": MARK});
    said.push(site.post(&accounts, &born));
    let opened = json!({"actor": site.service(), "tenant": "new", "values": values, "accepts": site.shown()});
    let opened = site.done(&accounts, &opened);
    let text = |key: &str| opened[key].as_str().unwrap().to_owned();
    let me = crate::site::Person { tenant: text("tenant"), subject: text("subject") };
    let mail = format!("{MARK}@example.com");
    let post = |rest: &str, body: serde_json::Value| site.post(&me.at(rest), &body);
    said.push(post("records", json!({"actor": me.actor(), "purpose": mail, "kind": mail, "values": {&mail: PHONE}})));
    said.push(post(
        "records",
        json!({"actor": me.actor(), "purpose": "account", "kind": "account", "values": {PHONE: MARK}}),
    ));
    said.push(post("records", json!({"actor": me.actor(), MARK: PHONE})));
    said.push(post("records", json!({"actor": me.actor(), "purpose": "attendance", "kind": "check-in", "subject": me.subject, "values": {"location": PHONE}})));
    said.push(post("read", json!({"actor": site.service(), "purpose": "account", "which": {"found": {"kind": "account", "item": "phone", "value": "13987654329"}}})));
    said.push(post("read", json!({"actor": site.service(), "purpose": "account", "which": {"found": {"kind": "account", "item": "phone", "value": 13_987_654_321_u64}}})));
    said.push(post(
        "codes",
        json!({"actor": site.service(), "purpose": "verification", "occasion": "login", "to": PHONE}),
    ));
    said.push(post("verify", json!({"actor": site.service(), "purpose": "account", "kind": "account", "item": "password", "found": {"item": "username", "value": MARK}, "candidate": format!("{MARK} cow")})));
    said.push(site.get("/metrics"));
    said.push(site.get(&me.at("entries")));
    said.push(site.get(&format!("/v1/{PRODUCT}/promises/purpose.account/evidence")));
    said.push(site.get(&format!("/console/{PRODUCT}?lang=en")));
    said.push(site.get(&me.at("due")));
    for answer in &said {
        assert!(!answer.text.contains(MARK), "{}", answer.text);
        assert!(!answer.text.contains(PHONE), "{}", answer.text);
    }
    assert_eq!(post("read", json!({"actor": site.service(), "purpose": "account", "which": {"of": {"subject": me.subject, "kind": "account"}}})).status, 200);
    let lines = lines.0.lock().unwrap();
    let lines = String::from_utf8_lossy(&lines);
    assert!(lines.contains("act=\"collect\"") || lines.contains("collect"), "nothing was logged");
    assert!(!lines.contains(MARK) && !lines.contains(PHONE), "a personal value is in the log");
}
