//! A prohibition dominates whatever else is known, and a withdrawal never widens what is allowed.
#![allow(missing_docs, dead_code, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod scene;

use life::facts::{AccountState, ConsentState, Said, TenantState};
use life::{Actor, Code, Decision, Origin, collect, reveal, share};
use policy::{Form, Name};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use scene::{Scene, agreement, name, permission, record};

fn config() -> ProptestConfig {
    let rng_seed = RngSeed::Fixed(2026);
    ProptestConfig { cases: 512, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

/// Facts and requests of all sorts, with each purpose of the policy and some that it does not know.
fn scenes() -> impl Strategy<Value = Scene> {
    let purposes: Vec<Name> = Scene::new().policy.document.purposes.keys().cloned().collect();
    let strange = ["advertising", "identity-join", "content-review", "marketing"].map(name);
    let purposes: Vec<Name> = purposes.into_iter().chain(strange).collect();
    let account = prop_oneof![3 => Just(AccountState::Open), 1 => Just(AccountState::Cancelled)];
    let tenant = prop_oneof![3 => Just(TenantState::Active), 1 => Just(TenantState::Suspended)];
    let consents = prop::collection::vec((prop::sample::select(purposes.clone()), any::<bool>()), 0..60);
    let roles =
        prop::sample::subsequence(vec!["administrator", "officer", "support", "attendance", "push-sender"], 0..5);
    let activities = ["check-in", "payment", "request", "assistant-session", "ticket"];
    let activity = prop::option::of(prop::sample::select(activities.to_vec()));
    let kind = prop::sample::select(vec![("push", "push-token"), ("check-in", "location"), ("device", "device-model")]);
    let flags = prop::collection::vec(any::<bool>(), 4);
    let matched = vec!["device-log", "notify", "attendance"];
    let purpose = prop_oneof![1 => prop::sample::select(purposes), 3 => prop::sample::select(matched).prop_map(name)];
    (purpose, account, tenant, consents, roles, activity, kind, flags).prop_map(
        |(purpose, account, tenant, consents, roles, activity, (kind, item), flags)| {
            let (kind, item) = match purpose.as_str() {
                "device-log" => ("device", "device-model"),
                "notify" => ("push", "push-token"),
                "attendance" => ("check-in", "location"),
                _ => (kind, item),
            };
            let mut scene = Scene::new();
            scene.facts.tenant = Some(tenant);
            scene.account(account);
            scene.answer("policy", Said::Accepted);
            for (purpose, given) in consents {
                scene.consent(&purpose, if given { ConsentState::Given } else { ConsentState::Withdrawn });
            }
            if let Some(activity) = activity {
                scene.activity(activity);
            }
            for granted in ["location", "notification", "camera"].iter().zip(&flags).filter(|(_, flag)| **flag) {
                permission(&mut scene, granted.0);
            }
            agreement(&mut scene, flags[3]);
            record(&mut scene, kind, item, None);
            let actor = Actor { roles: roles.into_iter().map(name).collect(), ..scene.me() };
            (scene.collect.actor, scene.reveal.actor, scene.share.actor) = (actor.clone(), actor.clone(), actor);
            scene.collect.kind = name(kind);
            scene.collect.values = vec![(item.into(), "a value".into())];
            scene.share.recipient = name("apns");
            scene.share.fields = vec![(name(item), Form::Clear)];
            for asked in [&mut scene.collect.purpose, &mut scene.reveal.purpose, &mut scene.share.purpose] {
                *asked = purpose.clone();
            }
            scene
        },
    )
}

/// The three gates' answers: allowed, or the code.
fn answers(scene: &Scene) -> [Option<Code>; 3] {
    let code = |decision: Decision| match decision {
        Decision::Do(_) => None,
        Decision::Refuse(refusal, _) => Some(refusal.code),
    };
    [
        code(collect::decide(scene.policy, &scene.facts, &scene.collect, &scene.moment)),
        code(reveal::decide(scene.policy, &scene.facts, &scene.reveal, &scene.moment)),
        code(share::decide(scene.policy, &scene.facts, &scene.share, &scene.moment)),
    ]
}

/// Everything that could make something allowed, is given.
fn grant_everything(scene: &mut Scene) {
    scene.facts.tenant = Some(TenantState::Active);
    scene.account(AccountState::Open);
    scene.answer("policy", Said::Accepted);
    let purposes: Vec<Name> = scene.policy.document.purposes.keys().cloned().collect();
    for purpose in purposes.iter().chain(&["advertising", "identity-join", "content-review"].map(name)) {
        scene.consent(purpose, ConsentState::Given);
    }
    for granted in ["location", "notification", "camera", "microphone"] {
        permission(scene, granted);
    }
    agreement(scene, false);
    let roles: Vec<Name> = scene.policy.document.roles.keys().cloned().collect();
    for actor in [&mut scene.collect.actor, &mut scene.reveal.actor, &mut scene.share.actor] {
        actor.roles.clone_from(&roles);
    }
}

/// The codes of a prohibited capture; where the purpose is prohibited, too, either prohibition may answer.
fn barred(scene: &Scene) -> &'static [Code] {
    let purpose = scene.policy.bars().iter().any(|bar| bar.purposes.contains(&scene.collect.purpose));
    if purpose { &[Code::ForbiddenField, Code::PurposeDenied] } else { &[Code::ForbiddenField] }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_prohibited_purpose_is_refused_whatever_is_agreed(mut scene in scenes(), grant in any::<bool>()) {
        if grant {
            grant_everything(&mut scene);
        }
        for purpose in ["advertising", "identity-join", "content-review"] {
            scene.collect.purpose = name(purpose);
            scene.reveal.purpose = name(purpose);
            scene.share.purpose = name(purpose);
            prop_assert_eq!(answers(&scene), [Some(Code::PurposeDenied); 3]);
        }
    }

    #[test]
    fn a_prohibited_field_is_refused_whatever_is_agreed(
        mut scene in scenes(),
        field in prop::sample::select(vec!["face-template", "Fingerprint", "voice_print", "voiceprint", "IDFA", "oaid", "iris_code"]),
        first in any::<bool>(),
    ) {
        grant_everything(&mut scene);
        let at = if first { 0 } else { scene.collect.values.len() };
        scene.collect.values.insert(at, (field.into(), "x".into()));
        prop_assert!(barred(&scene).contains(&answers(&scene)[0].unwrap()));
    }

    #[test]
    fn what_another_app_or_the_background_captures_is_refused_whatever_is_agreed(mut scene in scenes()) {
        grant_everything(&mut scene);
        scene.collect.origin = Origin::OtherApp;
        prop_assert!(barred(&scene).contains(&answers(&scene)[0].unwrap()));
        scene.collect.origin = Origin::Background;
        scene.collect.values = vec![("location".into(), "1,1".into())];
        prop_assert!(barred(&scene).contains(&answers(&scene)[0].unwrap()));
    }

    #[test]
    fn who_declined_gives_nothing_more(mut scene in scenes(), shown_again in any::<bool>()) {
        grant_everything(&mut scene);
        scene.answer("policy", Said::Declined);
        if shown_again {
            // Going on using the product takes no decline back.
            scene.answer("policy", Said::Shown);
            scene.answer("policy", Said::Used);
        }
        let entrusted = scene.policy.document.purposes.get(&scene.collect.purpose)
            .is_some_and(|row| row.basis == policy::rows::Basis::Entrusted || row.outlives_account);
        prop_assert!(entrusted || answers(&scene)[0].is_some());
    }

    #[test]
    fn a_withdrawal_never_widens(scene in scenes()) {
        let before = answers(&scene);
        for purpose in scene.policy.document.purposes.keys() {
            let mut withdrawn = scene.clone();
            withdrawn.consent(purpose, ConsentState::Withdrawn);
            for (before, after) in before.iter().zip(answers(&withdrawn)) {
                prop_assert!(before.is_none() || after.is_some(), "{before:?} became allowed without {purpose}");
            }
        }
    }
}

#[test]
fn the_scenes_are_of_all_sorts() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::new(config());
    let mut allowed = [0; 3];
    for _ in 0..2000 {
        let scene = scenes().new_tree(&mut runner).unwrap().current();
        for (count, answer) in allowed.iter_mut().zip(answers(&scene)) {
            *count += usize::from(answer.is_none());
        }
    }
    assert!(allowed.iter().all(|count| *count > 2), "what is never allowed cannot be narrowed: {allowed:?}");
}
