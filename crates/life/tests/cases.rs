//! Every refusal of collect, reveal and share in the order of precedence: all is wrong at first, and one thing after
//! another is mended. What is refused first is the answer, whatever else is wrong.
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod scene;

use life::facts::{AccountState, ConsentState, Said, TenantState};
use life::{Code, Decision, Personal, collect, reveal, share};
use policy::Form;
use scene::{Scene, agreement, name, permission, record};

/// One rung: what is refused as things stand, and what is mended then.
type Rung = (Code, fn(&mut Scene));

fn climb(mut scene: Scene, decide: impl Fn(&Scene) -> Decision, ladder: &[Rung]) {
    for (rung, (expected, mend)) in ladder.iter().enumerate() {
        match decide(&scene) {
            Decision::Refuse(refusal, entry) => {
                assert_eq!(refusal.code, *expected, "rung {rung}: {refusal:?}");
                assert_eq!(entry.code, Some(*expected), "rung {rung}");
                assert!(refusal.gap || refusal.promise.is_some(), "rung {rung}: a refusal names its promise");
            }
            Decision::Do(plan) => panic!("rung {rung}: done instead of {expected}: {plan:?}"),
        }
        mend(&mut scene);
    }
    assert!(matches!(decide(&scene), Decision::Do(_)), "all is mended: {:?}", decide(&scene));
}

#[test]
fn collect_refuses_in_order() {
    let mut scene = Scene::new();
    scene.collect.purpose = name("selling");
    scene.collect.platform = Some(name("website"));
    let values = [("face-template", "x"), ("shoe-size", "x"), ("location", " "), ("location", "38.9,121.6")];
    scene.collect.values = values.map(|(item, value)| (item.into(), Personal::from(value))).into();
    let ladder: &[Rung] = &[
        (Code::ForbiddenField, |scene| drop(scene.collect.values.remove(0))),
        // Positions in a batch are tracking.
        (Code::ForbiddenField, |scene| drop(scene.collect.values.pop())),
        (Code::PurposeDenied, |scene| scene.collect.purpose = name("attendance")),
        (Code::UndeclaredField, |scene| drop(scene.collect.values.remove(0))),
        // The policy has an app and no website.
        (Code::ChannelDenied, |scene| scene.collect.platform = Some(name("app"))),
        (Code::TenantDenied, |scene| scene.facts.tenant = Some(TenantState::Suspended)),
        (Code::AccountDisabled, |scene| scene.facts.tenant = Some(TenantState::Active)),
        (Code::TenantDenied, |scene| scene.account(AccountState::Cancelled)),
        (Code::AccountDisabled, |scene| scene.account(AccountState::Open)),
        (Code::PolicyNotAccepted, |scene| scene.answer("policy", Said::Shown)),
        (Code::PolicyNotAccepted, |scene| scene.answer("policy", Said::Declined)),
        (Code::ConsentWithdrawn, |scene| scene.answer("policy", Said::Accepted)),
        (Code::FeatureInactive, |scene| scene.consent("attendance", ConsentState::Withdrawn)),
        (Code::ConsentWithdrawn, |scene| scene.consent("attendance", ConsentState::Given)),
        (Code::PermissionDenied, |scene| permission(scene, "location")),
        (Code::FeatureInactive, |scene| scene.activity("check-in")),
        (Code::Malformed, |scene| scene.collect.values[0].1 = Personal::from("38.9,121.6")),
    ];
    climb(scene, |scene| collect::decide(scene.policy, &scene.facts, &scene.collect, &scene.moment), ladder);
}

#[test]
fn an_account_is_refused_in_order() {
    let mut scene = Scene::new();
    scene.collect.actor = scene::service();
    scene.collect.subject = None;
    (scene.collect.purpose, scene.collect.kind) = (name("account"), name("account"));
    scene.collect.values = vec![("username".into(), Personal::from("u")), ("email".into(), Personal::from("u@"))];
    scene.collect.born = Some("2015-01-01".parse().unwrap());
    let ladder: &[Rung] = &[
        (Code::TenantDenied, |scene| scene.collect.opens_tenant = true),
        (Code::AgeDenied, |scene| scene.collect.born = Some("2000-01-01".parse().unwrap())),
        (Code::PolicyNotAccepted, |scene| scene.collect.accepts = Some(life::Shown::default())),
        // What was accepted is the policy in force, in a language that it has.
        (Code::Malformed, |scene| scene.collect.accepts.as_mut().unwrap().notice.clone_from(&scene.policy.hash)),
        (Code::Malformed, |scene| scene.collect.accepts.as_mut().unwrap().language = "en".into()),
        (Code::Malformed, |scene| scene.collect.accepts.as_mut().unwrap().action = "tick".into()),
        (Code::Malformed, |scene| scene.collect.values[1].1 = Personal::from("u@example.com")),
    ];
    climb(scene, |scene| collect::decide(scene.policy, &scene.facts, &scene.collect, &scene.moment), ladder);
}

#[test]
fn reveal_refuses_in_order() {
    let mut scene = Scene::new();
    scene.reveal.purpose = name("advertising");
    scene.reveal.actor = life::Actor::job();
    scene.reveal.items = vec![name("password")];
    let ladder: &[Rung] = &[
        (Code::PurposeDenied, |scene| scene.reveal.purpose = name("marketing")),
        (Code::PurposeDenied, |scene| scene.reveal.purpose = name("device-log")),
        (Code::TenantDenied, |scene| scene.facts.tenant = Some(TenantState::Active)),
        (Code::TenantDenied, |scene| scene.account(AccountState::Disabled)),
        (Code::AccountDisabled, |scene| scene.account(AccountState::Open)),
        (Code::ActorDenied, |scene| scene.reveal.actor = scene.me()),
        (Code::ConsentRequired, |scene| scene.consent("device-log", ConsentState::Withdrawn)),
        (Code::ConsentWithdrawn, |scene| scene.consent("device-log", ConsentState::Given)),
        (Code::NotFound, |scene| record(scene, "device", "device-model", Some(scene.moment.now))),
        (Code::PurposeDenied, |scene| scene.reveal.items = vec![name("device-model")]),
        (Code::NotFound, |scene| scene.facts.records[0].slots[0].until = None),
    ];
    climb(scene, |scene| reveal::decide(scene.policy, &scene.facts, &scene.reveal, &scene.moment), ladder);
}

#[test]
fn share_refuses_in_order() {
    let mut scene = Scene::new();
    scene.share.recipient = name("somebody");
    scene.share.purpose = name("advertising");
    scene.share.region = Some(name("us-east-1"));
    scene.share.actor = life::Actor::job();
    scene.share.fields = vec![(name("payer-account"), Form::Clear), (name("salary"), Form::Clear)];
    let ladder: &[Rung] = &[
        (Code::NoRecipient, |scene| scene.share.recipient = name("alipay")),
        (Code::PurposeDenied, |scene| scene.share.purpose = name("notify")),
        (Code::RegionDenied, |scene| scene.share.region = Some(name("cn-hangzhou"))),
        (Code::FieldNotAllowed, |scene| drop(scene.share.fields.pop())),
        (Code::PurposeDenied, |scene| scene.share.purpose = name("payment")),
        (Code::TenantDenied, |scene| scene.facts.tenant = Some(TenantState::Active)),
        (Code::TenantDenied, |scene| scene.account(AccountState::Cancelled)),
        (Code::AccountDisabled, |scene| scene.account(AccountState::Open)),
        (Code::AgreementMissing, |scene| agreement(scene, true)),
        (Code::AgreementMissing, |scene| agreement(scene, false)),
        (Code::FeatureInactive, |scene| scene.consent("payment", ConsentState::Withdrawn)),
        (Code::ConsentWithdrawn, |scene| scene.consent("payment", ConsentState::Given)),
        (Code::FeatureInactive, |scene| scene.activity("payment")),
        (Code::NotFound, |scene| record(scene, "payment", "payer-account", None)),
    ];
    climb(scene, |scene| share::decide(scene.policy, &scene.facts, &scene.share, &scene.moment), ladder);
}
