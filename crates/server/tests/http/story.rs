//! The main job, end to end, over HTTPS.

use crate::site::{PRODUCT, Site};
use serde_json::json;
use std::collections::BTreeSet;

#[test]
fn a_person_registers_agrees_checks_in_cancels_and_is_gone() {
    let site = Site::start();
    let accounts = format!("/v1/{PRODUCT}/accounts");
    let values = json!({"username": "lilei", "email": "li.lei@example.com", "phone": "13800138000"});
    let nobody = site.post(&accounts, &json!({"actor": site.service(), "values": values}));
    assert_eq!((nobody.status, nobody.code().as_str()), (403, "tenant_denied"));
    let unasked = site.post(&accounts, &json!({"actor": site.service(), "tenant": "new", "values": values}));
    assert_eq!((unasked.status, unasked.code().as_str()), (403, "policy_not_accepted"));
    assert_eq!(unasked.json()["promise"], "policy");
    assert_eq!(unasked.json()["remedy"], json!({"do": "accept", "what": "policy"}));

    let me = site.register("new", "lilei");
    let refused = |body| {
        let answer = site.post(&me.at("records"), &body);
        assert_eq!(answer.status, 403, "{}", answer.text);
        answer.code()
    };
    assert_eq!(refused(site.point(&me, None)), "feature_inactive");
    let point = site.check_in(&me);
    assert_eq!(refused(site.point(&me, None)), "feature_inactive");

    let read = site.done(&me.at("read"), &site.read(&me, "attendance", &[&point]));
    assert_eq!(read["values"][0]["text"], "38.9,121.6");
    assert_eq!(read["values"][0]["form"], "clear");
    assert_eq!(site.post(&me.at("read"), &site.read(&me, "provide-service", &[&point])).code(), "purpose_denied");
    let found = json!({"actor": site.service(), "purpose": "account",
        "which": {"found": {"kind": "account", "item": "phone", "value": "+86 138-0013-8000"}}, "items": ["username"]});
    assert_eq!(site.done(&me.at("read"), &found)["values"][0]["text"], "lilei");
    let verify = |candidate: &str| {
        let body = json!({"actor": site.service(), "purpose": "account", "kind": "account", "item": "password",
            "found": {"item": "username", "value": "lilei"}, "candidate": candidate});
        site.done(&me.at("verify"), &body)
    };
    assert_eq!(verify("correct horse"), json!({"matches": true, "subject": me.subject}));
    assert_eq!(verify("wrong horse"), json!({"matches": false}));
    assert_eq!(site.done(&me.at("may-act"), &json!({"actor": me.actor()})), json!({"may": true, "account": "open"}));

    let withdraw = json!({"actor": me.actor(), "subject": me.subject, "purpose": "attendance", "state": "withdrawn"});
    site.done(&me.at("consents"), &withdraw);
    assert_eq!(refused(site.point(&me, None)), "consent_withdrawn");

    let cancelled = site.done(&me.at(&format!("accounts/{}/cancel", me.subject)), &json!({"actor": me.actor()}));
    assert_eq!(cancelled["gone_by"], "2026-05-27T01:00:00Z");
    assert_eq!(site.done(&me.at("may-act"), &json!({"actor": me.actor()}))["may"], false);
    let due = site.get(&me.at("due")).json();
    assert!(due["due"].as_array().unwrap().iter().any(|row| row["promise"] == "retention.account"), "{due}");
    site.clock.set("2026-05-27T09:00:00+08:00".parse().unwrap());
    // The worker notices a moved clock by itself; asking until it has is bounded by its own sleep.
    let gone = || {
        let certificate = site.get(&me.at("certificate")).json();
        certificate["swept"].as_array().unwrap().iter().any(|row| row["promise"] == "retention.account")
    };
    let (_never, waits) = std::sync::mpsc::channel::<()>();
    let waited = (0..100).any(|_| gone() || waits.recv_timeout(std::time::Duration::from_millis(100)).is_ok());
    assert!(waited, "the worker did not wake");
    let evidence = site.get(&format!("/v1/{PRODUCT}/promises/retention.account/evidence")).json();
    assert!(evidence.as_array().unwrap().iter().any(|row| row["entry"]["act"] == "erase"), "{evidence}");
}

#[test]
fn a_tenant_keeps_its_own_records_and_erases_what_no_law_keeps() {
    let site = Site::start();
    let boss = site.register("new", "hanmeimei");
    let administrator = boss.with_role("administrator");
    let invoice = |number: &str| {
        json!({"actor": administrator, "purpose": "provide-service", "kind": "invoice",
            "values": {"invoice-number": number, "invoice-amount": "12.50"}})
    };
    let records: Vec<String> = (0..3)
        .map(|at| site.done(&boss.at("records"), &invoice(&format!("N{at}")))["record"].as_str().unwrap().to_owned())
        .collect();
    let list = |after: Option<&str>| {
        let which = json!({"listed": {"kind": "invoice", "limit": 2, "after": after}});
        site.done(&boss.at("read"), &json!({"actor": administrator, "purpose": "provide-service", "which": which}))
    };
    let first = list(None);
    let second = list(first["next"].as_str());
    assert_eq!(second["next"], serde_json::Value::Null);
    let pages = first["values"].as_array().unwrap().iter().chain(second["values"].as_array().unwrap());
    let listed: BTreeSet<&str> = pages.map(|value| value["record"].as_str().unwrap()).collect();
    assert_eq!(listed, records.iter().map(String::as_str).collect());
    let past = list(listed.last().copied());
    assert_eq!(past["values"], json!([]), "{past}");

    let attach = json!({"actor": administrator, "purpose": "provide-service", "kind": "attachment",
        "values": {"file": {"base64": "5Y+R56Wo"}}});
    let attached = site.done(&boss.at("attachments"), &attach);
    let erased = site.done(&boss.at("erase"), &json!({"actor": administrator, "records": [attached["record"]]}));
    assert!(erased["entry"].is_u64(), "{erased}");
    let entries = site.get(&boss.at("entries?limit=2")).json();
    assert_eq!((entries["entries"].as_array().unwrap().len(), &entries["next"]), (2, &json!(2)));
    let touched = site.post(&boss.at("entries/0/erase"), &json!({"actor": administrator}));
    assert_eq!((touched.status, touched.code().as_str()), (409, "retention_locked"), "{}", touched.text);
    assert!(touched.json()["until"].is_string());
    site.done(&boss.at("suspend"), &json!({"actor": site.service()}));
    site.done(&boss.at("resume"), &json!({"actor": site.service()}));
    site.done(&boss.at("cancel"), &json!({"actor": administrator}));
}

#[test]
fn releases_messages_agreements_and_minors_are_decided() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let agreement = json!({"actor": {"capacity": "staff", "roles": ["officer"]}, "recipient": "alibaba-sms",
        "counterparty": "X", "terms": [], "digest": "00", "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"});
    let filed = site.post(&format!("/v1/{PRODUCT}/agreements"), &agreement);
    assert_eq!(filed.status, 403.min(filed.status), "{}", filed.text);
    assert!(filed.json()["code"].is_string());
    let release =
        json!({"actor": person.actor(), "recipient": "nobody", "purpose": "account", "fields": {"phone": "clear"}});
    assert_eq!(site.post(&person.at("releases"), &release).code(), "no_recipient");
    let message = json!({"actor": site.service(), "subject": person.subject, "class": "spam", "purpose": "account", "channel": "email"});
    assert_eq!(site.post(&person.at("messages"), &message).code(), "purpose_denied");
    let code = json!({"actor": site.service(), "purpose": "verification", "occasion": "login", "to": "13800138000"});
    assert_eq!(site.post(&person.at("codes"), &code).code(), "agreement_missing");
    let found = json!({"actor": {"capacity": "staff", "roles": ["officer"]}, "subject": person.subject, "finding": "under-age"});
    site.done(&person.at("minors"), &found);
    assert_eq!(site.done(&person.at("may-act"), &json!({"actor": person.actor()}))["account"], "disabled");
}

#[test]
fn the_policy_answers_for_itself() {
    let site = Site::start();
    let at = |rest: &str| site.get(&format!("/v1/{PRODUCT}/{rest}")).json();
    assert_eq!(site.get("/v1/products").json(), json!([{"product": PRODUCT}]));
    assert_eq!(at("policy")["hash"], site.policy.hash.as_str());
    assert_eq!(at("policy")["audience"], "business");
    let held = at("data");
    let phone = held.as_array().unwrap().iter().find(|row| row["promise"] == "data.phone").unwrap();
    assert!(phone["retain"].as_array().unwrap().iter().any(|row| row["promise"] == "retention.account"), "{phone}");
    assert!(phone["use"].as_array().unwrap().iter().any(|row| row["form"] == "masked"), "{phone}");
    assert!(!phone["collect"].as_array().unwrap().is_empty() && !phone["share"].as_array().unwrap().is_empty());
    assert!(at("places").as_array().unwrap().iter().any(|row| row["promise"].as_str().unwrap().starts_with("place.")));
    assert!(at("recipients").as_array().unwrap().iter().all(|row| row["receives"].is_object()));
    assert!(at("promises").as_array().unwrap().len() > 50);
    let markdown = site.get(&format!("/v1/{PRODUCT}/policy/document?language=en&format=markdown"));
    assert!(markdown.text.starts_with("# "), "{}", markdown.text);
    let ask = json!({"actor": site.service(), "purpose": "horoscope", "kind": "x", "values": {"a": "b"}});
    assert_eq!(site.post(&format!("/v1/{PRODUCT}/tenants/own/records"), &ask).code(), "purpose_denied");
    assert_eq!(at("gaps"), json!([{"code": "purpose_denied", "about": "horoscope", "count": 1}]));
}

#[test]
fn what_people_are_told_is_answered_and_a_decline_is_not_asked_again() {
    let site = Site::start();
    let me = site.register("new", "lilei");
    let own = |path: &str| format!("/v1/{PRODUCT}/tenants/own/{path}");
    let visitor = "0123456789abcdef0123456789abcdef";
    let actor = json!({"capacity": "subject", "subject": visitor});
    let stands = |path: &str, subject: &str| {
        let told = site.done(path, &json!({"actor": site.service(), "subject": subject}));
        (told["policy"].as_str().unwrap().to_owned(), told["ask"].as_bool().unwrap())
    };
    assert_eq!(stands(&own("standing"), visitor), ("unanswered".into(), true));
    assert_eq!(stands(&me.at("standing"), &me.subject), ("accepted".into(), false));
    let declined = json!({"actor": actor, "subject": visitor, "to": "policy", "said": "declined"});
    assert!(site.done(&own("answers"), &declined)["entry"].is_u64());
    assert_eq!(stands(&own("standing"), visitor), ("declined".into(), false));
    // Nobody answers for another, nor to what the policy does not tell.
    let shown = site.shown();
    for (body, code) in [
        (
            json!({"actor": me.actor(), "subject": visitor, "to": "policy", "said": "accepted", "shown": shown}),
            "actor_denied",
        ),
        (json!({"actor": actor, "subject": visitor, "to": "notice.weather", "said": "declined"}), "not_found"),
        (json!({"actor": actor, "subject": visitor, "to": "policy", "said": "used", "shown": shown}), "malformed"),
        (json!({"actor": actor, "subject": visitor, "to": "policy", "said": "accepted"}), "malformed"),
        (
            json!({"actor": actor, "subject": visitor, "to": "policy", "said": "accepted", "shown": shown, "platform": "watch"}),
            "channel_denied",
        ),
    ] {
        assert_eq!(site.post(&own("answers"), &body).code(), code, "{body}");
    }
    // She registers under the reference by which she was asked.
    let register = json!({
        "actor": site.service(), "tenant": "new", "subject": visitor, "platform": "app", "accepts": shown,
        "values": {"username": "qianqi", "email": "qian.qi@example.com"},
    });
    let opened = site.done(&format!("/v1/{PRODUCT}/accounts"), &register);
    assert_eq!(opened["subject"], visitor);
    let cell = format!("/v1/{PRODUCT}/tenants/{}/standing", opened["tenant"].as_str().unwrap());
    assert_eq!(stands(&cell, visitor), ("accepted".into(), false));
    // The company has not accepted what it answers for; and the policy has no such platform.
    let records = format!("/v1/{PRODUCT}/tenants/{}/records", opened["tenant"].as_str().unwrap());
    let mut upload =
        json!({"actor": actor, "purpose": "provide-service", "kind": "voucher", "values": {"voucher-text": "x"}});
    let refused = site.post(&records, &upload).json();
    assert_eq!((&refused["code"], &refused["promise"]), (&json!("policy_not_accepted"), &json!("notice.upload")));
    upload["platform"] = json!("watch");
    assert_eq!(site.post(&records, &upload).code(), "channel_denied");
    // What is marked as a minor's is shown partly hidden.
    let accountant = me.with_role("accountant");
    let marked = json!({"actor": accountant, "purpose": "provide-service", "kind": "voucher", "minors": ["voucher-text"],
        "values": {"voucher-text": "for an intern"}});
    let record = site.done(&me.at("records"), &marked)["record"].as_str().unwrap().to_owned();
    let read = json!({"actor": accountant, "purpose": "provide-service", "which": {"records": [record]}});
    let shown = site.done(&me.at("read"), &read);
    assert_eq!((&shown["values"][0]["form"], &shown["values"][0]["text"]), (&json!("masked"), &json!("******")));
}
