//! The main job, end to end, through the library's entry points.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::Arc;
use yinuo::life::collect::Collect;
use yinuo::life::facts::ConsentState;
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Capacity, Code, Origin, Personal, Shown, account, activity, consent};
use yinuo::policy::Name;
use yinuo::{Config, Engine, Error, StandingClock, Tenant, Which};

const AINK: &[u8] = include_bytes!("../../../policies/aink/policy.toml");

fn name(text: &str) -> Name {
    Name::from(text)
}

fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

fn values(pairs: &[(&str, &str)]) -> Vec<(String, Personal)> {
    pairs.iter().map(|(item, value)| ((*item).to_owned(), Personal::from(*value))).collect()
}

fn collect(actor: Actor, purpose: &str, kind: &str, pairs: &[(&str, &str)], now: jiff::Timestamp) -> Collect {
    Collect {
        subject: actor.subject,
        actor,
        purpose: name(purpose),
        kind: name(kind),
        values: values(pairs),
        captured_at: now,
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: None,
        minors: Vec::new(),
        born: None,
    }
}

fn code(result: Result<impl std::fmt::Debug, Error>) -> Code {
    result.unwrap_err().code()
}

#[test]
fn a_person_registers_agrees_checks_in_cancels_and_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let clock = Arc::new(StandingClock::at(at("2026-05-20T09:00:00+08:00")));
    let engine = Engine::open(Config::under(folder.path()), clock.clone()).unwrap();
    let policy = engine.publish(AINK).unwrap();
    let aink = name("aink");
    let service = Actor { capacity: Capacity::Service, subject: None, roles: vec![] };

    let mut register = collect(
        service.clone(),
        "account",
        "account",
        &[("username", "lilei"), ("email", "li.lei@example.com"), ("phone", "13800138000")],
        engine.now(),
    );
    assert_eq!(code(engine.collect(&aink, Tenant::None, register.clone())), Code::TenantDenied);
    assert_eq!(code(engine.collect(&aink, Tenant::New, register.clone())), Code::PolicyNotAccepted);
    register.accepts = Some(Shown { notice: policy.hash.clone(), language: "zh-Hans".into(), action: "tick".into() });
    let account = engine.collect(&aink, Tenant::New, register).unwrap();
    let (tenant, subject) = (Tenant::Named(account.cell), account.subject.unwrap());
    let me = Actor::subject(subject);

    // Not enabled, then without permission, then outside a check-in, then allowed once.
    let checkin = |engine: &Engine, activity| {
        let mut request = collect(me.clone(), "attendance", "check-in", &[("location", "38.9,121.6")], engine.now());
        request.activity = activity;
        engine.collect(&aink, tenant, request)
    };
    assert_eq!(code(checkin(&engine, None)), Code::FeatureInactive);
    let shown = Shown { notice: policy.hash.clone(), language: "zh-Hans".into(), action: "button".into() };
    let agree = |state| consent::SetConsent {
        actor: me.clone(),
        subject,
        purpose: name("attendance"),
        state,
        shown: shown.clone(),
    };
    engine.set_consent(&aink, tenant, &agree(ConsentState::Given)).unwrap();
    assert_eq!(code(checkin(&engine, None)), Code::PermissionDenied);
    let grant = consent::SetPermission { actor: me.clone(), subject, permission: name("location"), granted: true };
    engine.set_permission(&aink, tenant, &grant).unwrap();
    assert_eq!(code(checkin(&engine, None)), Code::FeatureInactive);
    let open = activity::Open { actor: me.clone(), subject: Some(subject), kind: name("check-in"), about: None };
    let opened = engine.open_activity(&aink, tenant, &open).unwrap().activity;
    let point = checkin(&engine, opened).unwrap();
    assert_eq!(code(checkin(&engine, opened)), Code::FeatureInactive);

    // Read back, in clear for attendance, refused for anything else.
    let reveal = |purpose: &str| Reveal {
        actor: me.clone(),
        purpose: name(purpose),
        subject: Some(subject),
        items: vec![],
        activity: None,
        form: None,
    };
    let which = Which::Records(vec![point.record]);
    let reading = engine.read(&aink, tenant, &reveal("attendance"), &which).unwrap();
    assert_eq!(reading.values[0].value.expose_text(), Some("38.9,121.6"));
    assert_eq!(code(engine.read(&aink, tenant, &reveal("provide-service"), &which)), Code::PurposeDenied);
    assert_eq!(code(engine.read(&aink, tenant, &reveal("marketing"), &which)), Code::PurposeDenied);

    engine.set_consent(&aink, tenant, &agree(ConsentState::Withdrawn)).unwrap();
    assert_eq!(code(checkin(&engine, opened)), Code::ConsentWithdrawn);

    let backup = engine.backup(&aink).unwrap();
    let cancel = account::Life { actor: me.clone(), step: account::Step::CancelAccount(subject), platform: None };
    engine.take_step(&aink, tenant, &cancel).unwrap();
    clock.set(at("2026-05-27T09:00:00+08:00"));
    let ran = engine.run_due().unwrap();
    assert!(ran.gone >= 2, "{ran:?}");
    assert!(engine.verify_ledger(&aink).unwrap().is_sound(), "{:?}", engine.verify_ledger(&aink).unwrap());
    drop(engine);

    // An old backup gives nothing back.
    std::fs::rename(folder.path().join("data"), folder.path().join("lost")).unwrap();
    let config = Config::under(folder.path());
    let (engine, restored) = Engine::restore(config, clock.clone(), &backup.path).unwrap();
    assert!(restored.replayed > 0, "{restored:?}");
    let find = Which::Of { subject, kind: name("account") };
    let refused = engine.read(&aink, tenant, &Reveal { purpose: name("account"), ..reveal("account") }, &find);
    assert_eq!(code(refused), Code::AccountDisabled);
    assert!(engine.verify_ledger(&aink).unwrap().is_sound(), "{:?}", engine.verify_ledger(&aink).unwrap());
}
