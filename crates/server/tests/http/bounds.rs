//! Who may call, for what; and what is not there for whom.

use crate::site::{PRODUCT, Site};
use serde_json::{Value, json};
use server::credential::{self, Grants, Tenants};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use yinuo::life::Capacity;
use yinuo::policy::Name;

const NOBODY: &str = "00000000000000000000000000000000";

fn ask(site: &Site, token: Option<&str>) -> crate::site::Answer {
    let request = site.client.get(site.url("/v1/products"));
    let request = token.map_or(request.try_clone().unwrap(), |token| request.bearer_auth(token));
    request.send().unwrap().into()
}

#[test]
fn only_a_credential_in_force_is_answered() {
    let site = Site::start();
    let issued = credential::issue(&site.engine, "other", &Grants::over(&site.policy)).unwrap();
    assert_eq!(ask(&site, Some(&issued.token)).status, 200);
    assert!(credential::revoke(&site.engine, &issued.id).unwrap());
    let unknown = format!("yn_0123456789abcdef_{}", "0".repeat(64));
    let half = site.token.split_at(site.token.len() - 1).0.to_owned() + "x";
    for token in [None, Some(issued.token.as_str()), Some(&unknown), Some(&half), Some(""), Some("Basic x")] {
        let answer = ask(&site, token);
        assert_eq!((answer.status, answer.code().as_str()), (401, "unauthenticated"), "{token:?}");
    }
    let challenged = site.client.get(site.url("/v1/products")).send().unwrap();
    assert_eq!(challenged.headers()["www-authenticate"], "Bearer");
    assert_eq!(challenged.headers()["content-type"], "application/problem+json");
    // Counted and bounded, and no entries: the clock stands, so no leave comes back.
    let many: Vec<_> = (0..40).map(|_| ask(&site, None)).collect();
    let last = many.last().unwrap();
    assert_eq!((last.status, last.code().as_str()), (429, "rate_limited"));
    assert_eq!(ask(&site, Some(&site.token)).status, 200, "a right credential is not held up");
    let metrics = site.get("/metrics").text;
    assert!(metrics.contains("yinuo_strangers_total{code=\"rate_limited\"}"), "{metrics}");
}

#[test]
fn a_credential_speaks_for_what_it_was_granted() {
    let mut site = Site::start();
    let (one, two) = (site.register("new", "lilei"), site.register("new", "hanmeimei"));
    let own = yinuo::own_cell(&Name::from(PRODUCT));
    let grants = Grants {
        products: vec![Name::from(PRODUCT)],
        tenants: Tenants::List(vec![one.tenant.parse().unwrap()]),
        roles: vec![Name::from("accountant")],
        capacities: vec![Capacity::Subject],
    };
    let everything =
        std::mem::replace(&mut site.token, credential::issue(&site.engine, "narrow", &grants).unwrap().token);
    let may_act =
        |person: &crate::site::Person, actor: Value| site.post(&person.at("may-act"), &json!({"actor": actor}));
    assert_eq!(may_act(&one, one.actor()).status, 200);
    assert_eq!(may_act(&one, one.with_role("accountant")).status, 200);
    let before = site.engine.log_size(one.tenant.parse().unwrap()).unwrap();
    for actor in [
        one.with_role("administrator"),
        json!({"capacity": "staff"}),
        json!({"capacity": "service"}),
        json!({"capacity": "job"}),
    ] {
        let answer = may_act(&one, actor);
        assert_eq!((answer.status, answer.code().as_str()), (403, "actor_denied"), "{}", answer.text);
    }
    assert_eq!(site.engine.log_size(one.tenant.parse().unwrap()).unwrap(), before + 4, "each refusal is on record");
    assert_eq!(may_act(&two, two.actor()).code(), "not_found");
    assert_eq!(site.get(&two.at("entries")).code(), "not_found");
    assert_eq!(site.get(&format!("/v1/{PRODUCT}/tenants/own/entries")).code(), "not_found", "it is not granted {own}");
    assert_eq!(site.get(&format!("/v1/{PRODUCT}/policy")).status, 200);
    let evidence = site.get(&format!("/v1/{PRODUCT}/promises/purpose.account/evidence")).json();
    let tenants = evidence.as_array().unwrap().iter().map(|row| row["tenant"].as_str().unwrap());
    assert_eq!(tenants.collect::<Vec<_>>(), [one.tenant.as_str()]);
    let register = json!({"actor": one.actor(), "tenant": "new", "values": {"username": "x", "email": "x@example.com"}, "accepts": site.shown()});
    assert_eq!(site.post(&format!("/v1/{PRODUCT}/accounts"), &register).code(), "tenant_denied");
    site.token = everything;
    let foreign = site.get("/v1/other/policy");
    assert_eq!((foreign.status, foreign.code().as_str()), (404, "not_found"));
}

#[test]
fn what_is_foreign_absent_or_erased_reads_alike() {
    let site = Site::start();
    let (one, two) = (site.register("new", "lilei"), site.register("new", "hanmeimei"));
    let (mine, hers) = (site.check_in(&one), site.check_in(&two));
    site.done(&one.at("erase"), &json!({"actor": one.actor(), "records": [mine]}));
    let nowhere = crate::site::Person { tenant: NOBODY.into(), ..one.clone() };
    let at_hers = crate::site::Person { tenant: two.tenant.clone(), ..one.clone() };
    let read = |person: &crate::site::Person, record: &str| {
        site.post(&person.at("read"), &site.read(person, "attendance", &[record]))
    };
    let close = |person: &crate::site::Person, activity: &str| {
        site.post(&person.at(&format!("activities/{activity}/close")), &json!({"actor": person.actor()}))
    };
    let cancel = |person: &crate::site::Person, subject: &str| {
        site.post(&person.at(&format!("accounts/{subject}/cancel")), &json!({"actor": person.actor()}))
    };
    let answers = [
        ("erased", read(&one, &mine)),
        ("absent", read(&one, NOBODY)),
        ("of another tenant, asked in mine", read(&one, &hers)),
        ("of another tenant, asked there", read(&at_hers, &hers)),
        ("absent, asked there", read(&at_hers, NOBODY)),
        ("in no tenant", read(&nowhere, &hers)),
        ("no reference at all", read(&crate::site::Person { tenant: "x".into(), ..one.clone() }, &hers)),
        ("an absent activity", close(&one, NOBODY)),
        ("no activity", close(&one, "x")),
        ("another's account, by a stranger", cancel(&at_hers, &two.subject)),
        ("an absent account, by a stranger", cancel(&at_hers, NOBODY)),
        ("may-act of a stranger", site.post(&at_hers.at("may-act"), &json!({"actor": one.actor()}))),
        ("an absent tenant's log", site.get(&nowhere.at("entries"))),
        ("an absent tenant's due work", site.get(&nowhere.at("due"))),
        ("an absent promise", site.get(&format!("/v1/{PRODUCT}/promises/retention.none/evidence"))),
        ("an absent route", site.get("/v1/none/none/none")),
    ];
    for (what, answer) in &answers {
        assert_eq!((answer.status, answer.text.as_str()), (404, answers[0].1.text.as_str()), "{what}");
    }
    // The ledger holds the true reason.
    let own = yinuo::own_cell(&Name::from(PRODUCT));
    let recorded = site.engine.entries(own, 0, 1000).unwrap();
    assert!(
        recorded
            .iter()
            .filter_map(|(_, entry)| entry.as_ref()?.code)
            .any(|code| code == yinuo::life::Code::TenantDenied)
    );
}

#[test]
fn the_installation_is_looked_over_while_it_runs_for_who_may_see_all_of_it() {
    let mut site = Site::start();
    let person = site.register("new", "lilei");
    site.engine.backup(&Name::from(PRODUCT)).unwrap();
    let checks = site.get("/v1/installation").json();
    let named = |what: &str| checks.as_array().unwrap().iter().find(|check| check["what"] == what).unwrap().clone();
    for what in ["database", "due work", "ledger of aink", "values of aink", "backups of aink"] {
        assert_eq!(named(what)["well"], true, "{}", named(what));
    }
    let of = |capacity| Grants { capacities: vec![capacity], ..Grants::over(&site.policy) };
    let tenant = Grants { tenants: Tenants::List(vec![person.tenant.parse().unwrap()]), ..Grants::over(&site.policy) };
    let tokens = [of(Capacity::Service), tenant].map(|grants| credential::issue(&site.engine, "x", &grants).unwrap());
    for issued in tokens {
        site.token = issued.token;
        let answer = site.get("/v1/installation");
        assert_eq!((answer.status, answer.code().as_str()), (403, "actor_denied"));
    }
}

#[test]
fn duties_that_are_open_are_counted() {
    let jiku = include_bytes!("../../../../policies/jiku/policy.toml");
    let site = Site::under(jiku, |config| config, |settings| settings);
    let counted = || {
        let text = site.get("/metrics").text;
        let line = text.lines().find_map(|line| line.strip_prefix("yinuo_duties_open{product=\"jiku\"} "));
        line.unwrap_or_else(|| panic!("{text}")).parse::<usize>().unwrap()
    };
    let register = site.engine.register(&Name::from("jiku"), site.engine.now()).unwrap();
    let open = register.duties.iter().filter(|duty| duty.open.is_some()).count();
    assert_eq!(counted(), open);
    let done = yinuo::life::duty::Prove {
        actor: yinuo::life::Actor::with_role(Capacity::Staff, "officer"),
        duty: "access-review".into(),
        about: yinuo::life::duty::About::default(),
        done_at: site.engine.now(),
        review_at: None,
        digest: "ab".repeat(32),
        facts: std::collections::BTreeMap::new(),
    };
    site.engine.prove_duty(&Name::from("jiku"), &done).unwrap();
    assert_eq!(counted(), open - 1, "one is done");
}

/// A body that tells how much of it was read.
struct Counted(usize, Arc<AtomicUsize>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = buffer.len().min(self.0 - self.1.load(Relaxed));
        buffer[..length].fill(b'x');
        self.1.fetch_add(length, Relaxed);
        Ok(length)
    }
}

#[test]
fn who_is_refused_before_the_body_is_read_may_send_it_all_and_hears_why() {
    let site = Site::start();
    const LONG: usize = 24 << 20;
    for (path, token, status) in [
        ("/v1/products".to_owned(), "nope", 405),
        (format!("/v1/{PRODUCT}/accounts"), "nope", 401),
        (format!("/v1/{PRODUCT}/tenants/null/files"), site.token.as_str(), 404),
        ("/nowhere".to_owned(), "nope", 404),
    ] {
        let read = Arc::new(AtomicUsize::new(0));
        let body = reqwest::blocking::Body::new(Counted(LONG, Arc::clone(&read)));
        let request = site.client.post(site.url(&path)).bearer_auth(token).body(body);
        let answer: crate::site::Answer = request.send().unwrap().into();
        assert_eq!((answer.status, read.load(Relaxed)), (status, LONG), "{path}: {}", answer.text);
    }
}
