//! What people were told, what they answered, and what a version asks of whom.
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod scene;

use life::answer::{Answer, Of, Stand, Standing, decide, standing};
use life::facts::{AccountState, ConsentState, Said, TenantState};
use life::{Actor, Capacity, Change, Code, Decision, Plan, Shown, collect};
use policy::{Name, Policy};
use scene::{SUBJECT, Scene, name, permission};

fn ready() -> Scene {
    let mut scene = Scene::new();
    scene.facts.tenant = Some(TenantState::Active);
    scene.account(AccountState::Open);
    scene.consent("attendance", ConsentState::Given);
    permission(&mut scene, "location");
    scene.activity("check-in");
    scene
}

fn answer(scene: &Scene, to: &str, said: Said) -> Answer {
    let action = if said == Said::Shown { "screen" } else { "tick" };
    let shown = Shown { notice: scene.policy.hash.clone(), language: "en".into(), action: action.into() };
    Answer { actor: scene.me(), of: Of::Person(SUBJECT), to: name(to), said, shown, platform: None }
}

fn done(decision: Decision) -> Plan {
    match decision {
        Decision::Do(plan) => *plan,
        Decision::Refuse(refusal, _) => panic!("{refusal:?}"),
    }
}

fn code(decision: Decision) -> Option<Code> {
    match decision {
        Decision::Do(_) => None,
        Decision::Refuse(refusal, _) => Some(refusal.code),
    }
}

fn collects(scene: &Scene) -> Option<Code> {
    code(collect::decide(scene.policy, &scene.facts, &scene.collect, &scene.moment))
}

/// The policy with passages replaced, under another version, following its original.
fn later(passages: &[(&str, &str)]) -> &'static Policy {
    let mut text = String::from_utf8(include_bytes!("../../../policies/aink/policy.toml").to_vec()).unwrap();
    for (passage, instead) in [("version = \"2026-05-17\"", "version = \"next\"")].iter().chain(passages) {
        assert_eq!(text.matches(passage).count(), 1, "`{passage}` stands once");
        text = text.replace(passage, instead);
    }
    let mut policy = Policy::load(text.as_bytes()).unwrap().0;
    policy.follow(Scene::new().policy);
    Box::leak(Box::new(policy))
}

#[test]
fn an_answer_is_refused_in_order() {
    let mut scene = Scene::new();
    let mut asked = answer(&scene, "notice.upload", Said::Accepted);
    let refused = |scene: &Scene, asked: &Answer| code(decide(scene.policy, &scene.facts, asked, &scene.moment));
    asked.to = name("notice.weather");
    asked.platform = Some(name("website"));
    asked.actor = Actor { capacity: Capacity::Guardian, subject: None, roles: vec![] };
    asked.shown = Shown::default();
    assert_eq!(refused(&scene, &asked), Some(Code::NotFound));
    asked.to = name("notice.upload");
    assert_eq!(refused(&scene, &asked), Some(Code::ChannelDenied));
    asked.platform = Some(name("app"));
    assert_eq!(refused(&scene, &asked), Some(Code::ActorDenied));
    asked.actor = scene.me();
    assert_eq!(refused(&scene, &asked), Some(Code::TenantDenied));
    scene.account(AccountState::Disabled);
    assert_eq!(refused(&scene, &asked), Some(Code::AccountDisabled));
    scene.account(AccountState::Open);
    for (part, value) in [("notice", scene.policy.hash.as_str()), ("language", "en"), ("action", "tick")] {
        assert_eq!(refused(&scene, &asked), Some(Code::Malformed), "without {part}");
        match part {
            "notice" => asked.shown.notice = value.into(),
            "language" => asked.shown.language = value.into(),
            _ => asked.shown.action = value.into(),
        }
    }
    assert_eq!(refused(&scene, &asked), None);
    // For the company nobody answers but who administers it.
    asked.of = Of::Tenant;
    assert_eq!(refused(&scene, &asked), Some(Code::TenantDenied));
    scene.facts.tenant = Some(TenantState::Suspended);
    assert_eq!(refused(&scene, &asked), Some(Code::AccountDisabled));
    scene.facts.tenant = Some(TenantState::Active);
    assert_eq!(refused(&scene, &asked), Some(Code::ActorDenied));
    asked.actor.roles = vec![name("administrator")];
    assert_eq!(refused(&scene, &asked), None);
    // Use is seen, not said; what was shown was shown somehow.
    asked.said = Said::Used;
    assert_eq!(refused(&scene, &asked), Some(Code::Malformed));
    asked.said = Said::Shown;
    assert_eq!(refused(&scene, &asked), Some(Code::Malformed));
    asked.shown.action = "screen".into();
    assert_eq!(refused(&scene, &asked), None);
}

#[test]
fn to_decline_needs_nothing_and_takes_every_consent_back() {
    let mut scene = ready();
    scene.consent("device-log", ConsentState::Withdrawn);
    scene.account(AccountState::Disabled);
    let mut asked = answer(&scene, "policy", Said::Declined);
    asked.shown = Shown::default();
    let plan = done(decide(scene.policy, &scene.facts, &asked, &scene.moment));
    let withdrawn = plan.changes.iter().filter_map(|grounded| match &grounded.change {
        Change::SetConsent { purpose, state: ConsentState::Withdrawn, .. } => Some(purpose.as_str()),
        _ => None,
    });
    assert_eq!(withdrawn.collect::<Vec<_>>(), ["attendance"], "what was given, and nothing else");
    let of_notice = answer(&scene, "notice.camera", Said::Declined);
    let plan = done(decide(scene.policy, &scene.facts, &of_notice, &scene.moment));
    assert_eq!(plan.changes.len(), 1, "attendance is no purpose of that notice: {plan:?}");
}

fn stands(scene: &Scene) -> Standing {
    standing(scene.policy, &scene.facts, SUBJECT)
}

#[test]
fn a_version_asks_those_whose_purposes_widened_and_nobody_else() {
    let mut scene = ready();
    let first = scene.policy.hash.clone();
    scene.answer("policy", Said::Accepted);
    assert_eq!((collects(&scene), stands(&scene).ask), (None, false));
    // Shorter: nobody is asked.
    let kept = "locations are kept\" }\ndefault = ";
    scene.policy = later(&[(&format!("{kept}\"6 months\""), &format!("{kept}\"5 months\""))]);
    assert_eq!((collects(&scene), stands(&scene).ask), (None, false));
    // The attendance purpose widens: its consent is asked again, of those who gave it.
    let wider =
        ("by = [\"subject\", \"role.attendance\"]", "by = [\"subject\", \"role.attendance\", \"role.support\"]");
    scene.policy = later(&[wider]);
    let asked = stands(&scene);
    assert_eq!((asked.policy, asked.ask, asked.consents), (Stand::Accepted, false, vec![name("purpose.attendance")]));
    assert_eq!(collects(&scene), Some(Code::ConsentRequired));
    // Agreed to once more, in the version in force.
    scene.consent("attendance", ConsentState::Given);
    assert_eq!((collects(&scene), stands(&scene).consents), (None, vec![]));
    // Who had withdrawn is not asked.
    let mut withdrawn = ready();
    withdrawn.answer("policy", Said::Accepted);
    withdrawn.consent("attendance", ConsentState::Withdrawn);
    withdrawn.policy = later(&[wider]);
    assert_eq!(stands(&withdrawn).consents, Vec::<Name>::new());
    // A version that nobody published covers nothing.
    scene.answer_under("policy", Said::Accepted, "0".repeat(64));
    assert!(stands(&scene).ask && stands(&scene).version != Some(first));
}

#[test]
fn a_decline_is_not_asked_again_before_a_material_version() {
    let mut scene = ready();
    scene.answer("policy", Said::Declined);
    let asked = stands(&scene);
    assert_eq!((asked.policy, asked.ask), (Stand::Declined, false));
    assert_eq!(collects(&scene), Some(Code::ConsentWithdrawn));
    scene.policy = later(&[("en = \"The AINK app\"", "en = \"The app of AINK\"")]);
    assert!(!stands(&scene).ask, "another wording");
    scene.policy = later(&[("by = [\"subject\", \"role.attendance\"]", "by = [\"subject\", \"role.support\"]")]);
    assert!(stands(&scene).ask, "a material version");
    scene.answer("policy", Said::Accepted);
    assert_eq!((stands(&scene).policy, stands(&scene).ask), (Stand::Accepted, false));
}

#[test]
fn use_is_on_record_once_after_it_was_shown_and_is_no_consent() {
    let mut scene = ready();
    scene.answer("policy", Said::Accepted);
    scene.policy = later(&[("by = [\"subject\", \"role.attendance\"]", "by = [\"subject\", \"role.support\"]")]);
    scene.consent("attendance", ConsentState::Given);
    let used = |scene: &Scene| {
        let plan = done(collect::decide(scene.policy, &scene.facts, &scene.collect, &scene.moment));
        plan.changes.iter().any(|one| matches!(one.change, Change::SetAnswer { said: Said::Used, .. }))
    };
    assert!(!used(&scene), "nobody told her of this version");
    scene.answer("policy", Said::Shown);
    assert!(used(&scene));
    let mut by_service = scene.clone();
    by_service.collect.actor = scene::service();
    assert!(!used(&by_service), "another's act is no use of hers");
    scene.answer("policy", Said::Used);
    assert!(!used(&scene), "once");
    // It serves for nothing that is asked: the older consent does not cover what widened.
    scene.facts.people.get_mut(&SUBJECT).unwrap().consents.get_mut(&name("attendance")).unwrap().notice =
        Scene::new().policy.hash.clone();
    assert_eq!(collects(&scene), Some(Code::ConsentRequired));
}
