//! Second factors over HTTP: enrolled, asked for, and not guessed.

use crate::site::{POLICY, PRODUCT, Site};
use serde_json::json;

const AGENT: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

#[test]
fn a_factor_is_shown_once_and_five_guesses_are_all_that_is_heard() {
    let policy = String::from_utf8(POLICY.to_vec()).unwrap();
    let policy = policy.replacen("\n[protect]\n", "\n[protect]\nsecond-factor = \"15 minutes\"\n", 1);
    let site = Site::under(policy.as_bytes(), |config| config, |settings| settings);
    let path = format!("/v1/{PRODUCT}/second-factor");
    let agent = json!({"capacity": "staff", "subject": AGENT, "roles": ["support"]});
    let prove = |code: &str| site.post(&format!("{path}/prove"), &json!({"actor": agent, "code": code}));
    assert_eq!(prove("000000").code(), "second_factor_required", "none is enrolled");
    let enrolled = site.post(&path, &json!({"actor": agent}));
    assert_eq!(enrolled.status, 200, "{}", enrolled.text);
    let shown = enrolled.json();
    assert!(shown["uri"].as_str().unwrap().starts_with("otpauth://totp/"), "{shown}");
    assert_eq!(shown["recovery"].as_array().unwrap().len(), 8);
    // Before a code of the app was right no recovery code serves, and each counts as a guess.
    for code in shown["recovery"].as_array().unwrap().iter().take(5) {
        let answer = prove(code.as_str().unwrap());
        assert_eq!((answer.status, answer.code().as_str()), (403, "second_factor_required"));
    }
    let answer = prove("000000");
    assert_eq!((answer.status, answer.code().as_str()), (429, "rate_limited"));
    let nobody = site.post(&path, &json!({"actor": {"capacity": "service"}}));
    assert_eq!(nobody.code(), "actor_denied", "a service has none");
    let reset = |second: serde_json::Value| {
        let officer = json!({"capacity": "staff", "subject": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "roles": ["officer"]});
        site.post(&format!("{path}/reset"), &json!({"actor": officer, "asked_by": second, "person": AGENT}))
    };
    assert_eq!(reset(json!(null)).code(), "actor_denied", "one alone resets nothing");
    let second = json!({"capacity": "staff", "subject": "0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e", "roles": ["officer"]});
    assert_eq!(reset(second).status, 200);
    assert_eq!(prove("000000").code(), "second_factor_required", "it is gone");
}
