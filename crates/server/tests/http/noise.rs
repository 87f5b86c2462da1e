//! Statistics with noise over HTTP: what is left is told, a budget that is spent is refused; without its part the program says so.

use crate::site::{Answer, Site};
use serde_json::json;

const ENDS: &str = include_str!("../../../yinuo/tests/engine/ends/policy.toml");

fn site() -> Site {
    let set = "[derived.traces]\nlabel = { en = \"What was traced\" }\nfrom = [\"trace\"]\nby = \"aggregate\"\n\
         how = { trace = \"as-is\" }\ngroups = { trace = [\"came by\", \"went alone\"] }\n\
         noise = { epsilon = \"1\", budget = \"1.5\", per = \"30 days\" }\nfor = [\"trace\"]\n\n[retention.trace]";
    let policy = ENDS.replace("[retention.trace]", set);
    let by = "reads = { trace = \"clear\" }\nby = [\"subject\", \"role.officer\"]";
    let policy = policy.replace("reads = { trace = \"clear\" }\nby = [\"subject\"]", by);
    Site::under(policy.as_bytes(), |config| config, |settings| settings)
}

/// The sets of a new tenant, in which somebody has an account.
fn sets(site: &Site) -> String {
    let product = &site.policy.product;
    let accepts = json!({"notice": site.policy.hash, "language": "en", "action": "tick"});
    let account =
        json!({"actor": {"capacity": "service"}, "tenant": "new", "accepts": accepts, "values": {"user": "u"}});
    let opened = site.done(&format!("/v1/{product}/accounts"), &account);
    format!("/v1/{product}/tenants/{}/sets", opened["tenant"].as_str().unwrap())
}

fn release(site: &Site, sets: &str) -> Answer {
    let officer = json!({"capacity": "staff", "subject": "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "roles": ["officer"]});
    let body = json!({"actor": officer, "derived": "traces", "purpose": "trace"});
    site.post(sets, &body)
}

#[test]
fn a_release_tells_what_is_left_and_one_beyond_the_budget_is_refused_until_when() {
    let site = site();
    let sets = sets(&site);
    let one = release(&site, &sets);
    if noise::ready().is_err() {
        assert_eq!((one.status, one.code().as_str()), (501, "not_built"), "{}", one.text);
        assert!(one.json()["detail"].as_str().unwrap().contains("statistics"), "{}", one.text);
        return;
    }
    assert_eq!(one.status, 201, "{}", one.text);
    assert_eq!((&one.json()["rows"], &one.json()["spent"]), (&json!(2), &json!({"epsilon": "1", "left": "0.5"})));
    let two = release(&site, &sets);
    assert_eq!((two.status, two.code().as_str()), (403, "reidentification_denied"), "{}", two.text);
    let told = two.json();
    assert_eq!((&told["promise"], &told["until"]), (&json!("derived.traces"), &json!("2026-06-19T01:00:00Z")));
}
