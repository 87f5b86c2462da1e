//! A verification code over HTTP: drawn, sent by the worker under an agreement, tried, used up.

use crate::site::{PRODUCT, Site};
use fake_alibaba_sms::{Config, Fake};
use serde_json::{Value, json};
use std::time::Duration;
use yinuo::{Connector, SecretText, TransportSettings, Trust};

const PHONE: &str = "13987654321";

fn site(fake: &Fake) -> Site {
    let transport = TransportSettings {
        base_url: fake.base_url(),
        allow_loopback_plain: true,
        trust: Trust::Platform,
        timeout: Duration::from_secs(5),
    };
    let connector = Connector {
        transport,
        key_id: "LTAI".into(),
        secret: SecretText::new("secret".into()),
        sign_name: "Sample".into(),
        template_code: "SMS_1".into(),
        region: Some("cn-hangzhou".into()),
    };
    Site::of(
        |mut config| {
            config.connectors.insert("alibaba-sms".into(), connector);
            config
        },
        |settings| settings,
    )
}

fn agreement(suspended: bool) -> Value {
    json!({"actor": {"capacity": "staff", "roles": ["officer"]}, "recipient": "alibaba-sms", "counterparty": "Vendor",
        "terms": ["consistent", "no-other-use"], "digest": "ab".repeat(32), "suspended": suspended,
        "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"})
}

#[test]
fn a_code_is_sent_under_an_agreement_and_is_right_once() {
    let now: jiff::Timestamp = "2026-05-20T09:00:00+08:00".parse().unwrap();
    let fake = Fake::start(Config::new("LTAI", "secret", now.as_second())).unwrap();
    let site = site(&fake);
    let codes = format!("/v1/{PRODUCT}/tenants/own/codes");
    let draw = json!({"actor": site.service(), "purpose": "verification", "occasion": "registration", "to": PHONE});
    let refused = site.post(&codes, &draw);
    assert_eq!((refused.status, refused.code().as_str()), (403, "agreement_missing"));
    site.done(&format!("/v1/{PRODUCT}/agreements"), &agreement(false));
    let drawn = site.post(&codes, &draw);
    assert_eq!(drawn.status, 201, "{}", drawn.text);
    assert_eq!(drawn.json()["expires_at"], "2026-05-20T01:05:00Z");
    let (_never, waits) = std::sync::mpsc::channel::<()>();
    let sent = (0..100).find_map(|_| {
        let code = fake.accepted().pop().map(|accepted| accepted.code);
        code.or_else(|| waits.recv_timeout(Duration::from_millis(50)).ok().map(|()| String::new()))
    });
    let code = sent.expect("the worker sends it");
    assert!(!drawn.text.contains(&code));
    let verify = |candidate: &str| {
        let body = json!({"actor": site.service(), "purpose": "verification", "kind": "verification", "item": "sms-code",
            "found": {"item": "phone", "value": PHONE}, "candidate": candidate});
        site.post(&format!("/v1/{PRODUCT}/tenants/own/verify"), &body)
    };
    assert_eq!(verify("x").json()["matches"], false);
    assert_eq!(verify(&code).json()["matches"], true);
    let used = verify(&code);
    assert_eq!((used.status, used.code().as_str()), (410, "expired"));
    site.done(&format!("/v1/{PRODUCT}/agreements"), &agreement(true));
    assert_eq!(site.post(&codes, &draw).code(), "agreement_missing");
}
