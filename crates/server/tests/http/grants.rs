//! Grants over HTTP: given, listed, used, ended, and who sees them.

use crate::site::{PRODUCT, Site};
use serde_json::json;
use server::credential::{self, Grants, Tenants};

const OFFICER: &str = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f";
const AGENT: &str = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";

fn listed(site: &Site) -> Vec<serde_json::Value> {
    site.get(&format!("/v1/{PRODUCT}/grants")).json().as_array().unwrap().clone()
}

#[test]
fn a_grant_is_given_listed_and_ended_and_a_narrow_credential_sees_its_tenants_alone() {
    let mut site = Site::start();
    let (one, two) = (site.register("new", "lilei"), site.register("new", "hanmeimei"));
    let officer = json!({"capacity": "staff", "subject": OFFICER, "roles": ["officer"]});
    let path = format!("/v1/{PRODUCT}/grants");
    let grant = |tenant: serde_json::Value| {
        json!({"actor": officer, "person": AGENT, "role": "support", "purposes": ["support"], "need": "Tickets",
            "tenant": tenant, "until": "2099-01-01T00:00:00Z"})
    };
    for tenant in [json!(one.tenant), json!(two.tenant), json!(null)] {
        let answer = site.post(&path, &grant(tenant));
        assert_eq!(answer.status, 200, "{}", answer.text);
    }
    let mut endless = grant(json!(null));
    endless["until"] = json!("2001-01-01T00:00:00Z");
    assert_eq!(site.post(&path, &endless).code(), "malformed");
    let mut herself = grant(json!(null));
    herself["person"] = json!(OFFICER);
    assert_eq!(site.post(&path, &herself).code(), "actor_denied", "nobody grants herself");
    assert_eq!(listed(&site).iter().filter(|grant| grant["live"] == json!(true)).count(), 3);

    let narrow = Grants { tenants: Tenants::List(vec![one.tenant.parse().unwrap()]), ..Grants::over(&site.policy) };
    let narrow = credential::issue(&site.engine, "narrow", &narrow).unwrap().token;
    let everything = std::mem::replace(&mut site.token, narrow);
    let seen = listed(&site);
    assert_eq!(seen.iter().map(|grant| grant["tenant"].as_str()).collect::<Vec<_>>(), [Some(one.tenant.as_str())]);
    let end = json!({"actor": officer, "person": AGENT});
    assert_eq!(site.post(&format!("{path}/end"), &end).code(), "not_found", "it speaks for one tenant only");
    site.token = everything;
    assert_eq!(listed(&site).iter().filter(|grant| grant["live"] == json!(true)).count(), 3);
    assert_eq!(site.post(&format!("{path}/end"), &end).status, 200);
    assert_eq!(listed(&site).iter().filter(|grant| grant["live"] == json!(true)).count(), 0);
}
