//! The five policies, changed in every place: the comparison sees it, backwards it goes the other way, and the document shows it.
//!
//! The places are found by walking the files: whoever adds a key to the language and to a policy adds a place here.

#![expect(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test fails by panicking")]

mod support;

use policy::diff::{Diff, Effect, diff};
use policy::read::PUBLICATION;
use policy::rows::{ConsentKind, Document, Language};
use policy::time::Period;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use support::patch::Whole;
use support::{Leaf, Step, leaves, others, value_at};
use toml::Value;

const POLICIES: [&str; 5] = [
    include_str!("../../../policies/aink/policy.toml"),
    include_str!("../../../policies/small-accounting/policy.toml"),
    include_str!("../../../policies/jiku/policy.toml"),
    include_str!("../../../policies/redeem/policy.toml"),
    include_str!("../../../policies/saleforte/policy.toml"),
];

const EVERY_KEY: &str = include_str!("fixtures/every-key.toml");

/// The paragraphs of a document, by path.
type Texts = BTreeMap<String, String>;

fn texts(document: &Document, language: Language) -> Texts {
    let paragraphs = publish::paragraphs(document, language).expect("every text has a wording");
    paragraphs.into_iter().map(|paragraph| (paragraph.path.to_string(), paragraph.text)).collect()
}

/// The language in which a change of `leaf` must show.
fn language(leaf: &Leaf) -> Language {
    if leaf.tag() == Some("en") { Language::English } else { Language::Simplified }
}

/// Runs every task, on two threads.
fn each<T: Sync>(tasks: &[T], run: impl Fn(&T) + Sync) {
    let queue = Mutex::new(tasks.iter());
    std::thread::scope(|scope| {
        let workers = [(); 2].map(|()| {
            scope.spawn(|| {
                loop {
                    let Some(task) = queue.lock().expect("no worker has failed in it").next() else { break };
                    run(task);
                }
            })
        });
        for worker in workers {
            worker.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault));
        }
    });
}

/// That `found` says of the promise of `leaf` that the key of `leaf` changed.
fn assert_seen(found: &Diff, leaf: &Leaf) {
    let promise = leaf.promise();
    let change = found.changes.iter().find(|change| change.path == *promise);
    let change = change.unwrap_or_else(|| panic!("{leaf:?} is not seen"));
    let key = leaf.key(if leaf.is_single() { 1 } else { 2 }).expect("a value has a key");
    let named = |field: &str| field.split(['.', '[']).next() == Some(key);
    assert!(change.fields.iter().any(|field| named(&field.key)), "{leaf:?}: {:?}", change.fields);
}

/// What is said of each promise; of a comparison backwards, the other way round.
fn effects(found: &Diff, backwards: bool) -> Vec<(&str, Effect)> {
    let effect = |effect: Effect| if backwards { effect.reversed() } else { effect };
    found.changes.iter().map(|change| (change.path.as_str(), effect(change.effect))).collect()
}

/// What is not told to anybody is no part of what is compared: why a row is left out of the document.
fn is_compared(leaf: &Leaf) -> bool {
    leaf.key(2) != Some(PUBLICATION[1])
}

/// A length of time, a consent of some kind, or anything that is said of a recipient.
fn is_watched(leaf: &Leaf, value: &Value) -> bool {
    let said = |text: &str| {
        let length = text.parse::<Period>().is_ok() || text.starts_with("setting.");
        length || ConsentKind::ALL.iter().any(|kind| kind.as_str() == text)
    };
    leaf.key(0) == Some("recipient") || value.as_str().is_some_and(said)
}

/// Each length of time, each consent's kind and each value of a recipient, alone.
#[test]
fn a_single_change_of_a_period_a_recipient_or_a_consent_is_seen_and_shows() {
    let wholes = POLICIES.map(Whole::of);
    let before = wholes.each_ref().map(|whole| {
        let of = |language| (language, texts(&whole.document, language));
        BTreeMap::from([of(Language::English), of(Language::Simplified)])
    });
    let mut tasks = Vec::new();
    for (which, whole) in wholes.iter().enumerate() {
        let mut table = whole.table.clone();
        let watched: Vec<Leaf> =
            leaves(&whole.table).into_iter().filter(|leaf| is_watched(leaf, value_at(&mut table, leaf))).collect();
        assert!(watched.len() > 80, "{} places", watched.len());
        tasks.extend(watched.chunks(16).map(|some| (which, some.to_vec())));
    }
    each(&tasks, |(which, some)| {
        let whole = &wholes[*which];
        let mut other = whole.clone();
        for leaf in some {
            let kept = other.change(leaf, &others).unwrap_or_else(|| panic!("no other value reads at {leaf:?}"));
            assert_seen(&diff(&whole.document, &other.document, None), leaf);
            let before = &before[*which][&language(leaf)];
            let after = texts(&other.document, language(leaf));
            // A row that stands in no document shows nothing.
            let shown = before.get(&leaf.promise());
            assert!(shown.is_none() || shown != after.get(&leaf.promise()), "{leaf:?} does not show");
            other.restore(kept);
        }
        assert_eq!(diff(&whole.document, &other.document, None).changes, []);
    });
}

/// Every value there is, one of each promise at a time.
#[test]
fn every_value_of_every_policy_is_seen_and_shows() {
    let wholes = POLICIES.map(Whole::of);
    let mut tasks = Vec::new();
    for (which, whole) in wholes.iter().enumerate() {
        tasks.extend(rounds(whole).into_iter().map(|round| (which, round)));
    }
    each(&tasks, |(which, round)| {
        let whole = &wholes[*which];
        let mut other = whole.clone();
        for leaf in round {
            let kept = other.change(leaf, &others);
            assert!(kept.is_some(), "no other value reads at {leaf:?}");
        }
        let found = diff(&whole.document, &other.document, None);
        let back = diff(&other.document, &whole.document, None);
        assert_eq!(effects(&found, false), effects(&back, true));
        let languages: BTreeSet<Language> = round.iter().map(language).collect();
        let shown: BTreeMap<Language, [Texts; 2]> = languages
            .into_iter()
            .map(|language| (language, [&whole.document, &other.document].map(|document| texts(document, language))))
            .collect();
        for leaf in round {
            assert_seen(&found, leaf);
            let [before, after] = &shown[&language(leaf)];
            let shown = before.get(&leaf.promise());
            assert!(shown.is_none() || shown != after.get(&leaf.promise()), "{leaf:?} does not show");
        }
        let changed: BTreeSet<String> = round.iter().map(Leaf::promise).collect();
        let alone: BTreeSet<String> = found.changes.iter().map(|change| change.path.to_string()).collect();
        // Nothing else changes but what rests on a setting, or on which rules cover a value.
        let rests = |path: &String| !changed.contains(path) && !path.starts_with("retention.");
        let set = round.iter().any(|leaf| leaf.key(0) == Some("setting"));
        assert!(set || !alone.iter().any(rests), "{:?}", alone.difference(&changed).collect::<Vec<_>>());
    });
}

/// The values of a policy in rounds: of each promise the first, then of each the second, and so on.
fn rounds(whole: &Whole) -> Vec<Vec<Leaf>> {
    let mut rounds: Vec<Vec<Leaf>> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for leaf in leaves(&whole.table).into_iter().filter(is_compared) {
        let at = taken.entry(leaf.promise()).or_default();
        if *at == rounds.len() {
            rounds.push(Vec::new());
        }
        rounds[*at].push(leaf);
        *at += 1;
    }
    rounds
}

/// Where a longer time is better for people: they are told earlier, refused more often, or attacked less easily.
const LONGER_PROTECTS: [(&str, &str); 7] = [
    ("alarm", "within"),
    ("alarm", "locks"),
    ("change", "before"),
    ("suppression", "for"),
    ("agreement", "remind"),
    ("data", "window"),
    ("derived", "per"),
];

/// Every length of time that a policy writes, made longer.
#[test]
fn every_period_goes_the_right_way() {
    for text in POLICIES.into_iter().chain([EVERY_KEY]) {
        let whole = Whole::of(text);
        let mut table = whole.table.clone();
        let is_period = |leaf: &Leaf, value: &Value| {
            leaf.key(0) != Some("setting") && value.as_str().is_some_and(|said| said.parse::<Period>().is_ok())
        };
        let periods: Vec<Leaf> =
            leaves(&whole.table).into_iter().filter(|leaf| is_period(leaf, value_at(&mut table, leaf))).collect();
        let at = |period: &str| {
            let mut other = whole.clone();
            for leaf in &periods {
                other.write(leaf, period);
            }
            other.document
        };
        let (short, long) = (at("2 months"), at("3 months"));
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for change in diff(&short, &long, None).changes {
            for field in change.fields {
                let last = field.key.rsplit('.').next().expect("a key has a last word").to_owned();
                let table = change.path.split('.').next().expect("a path has a table").to_owned();
                let protects = LONGER_PROTECTS.contains(&(&table, &last));
                let expected = if protects { Effect::Narrowed } else { Effect::Widened };
                assert_eq!(field.effect, expected, "{} {}", change.path, field.key);
                *seen.entry(change.path.to_string()).or_default() += 1;
            }
        }
        let mut written: BTreeMap<String, usize> = BTreeMap::new();
        periods.iter().for_each(|leaf| *written.entry(leaf.promise()).or_default() += 1);
        assert!(periods.len() > 10 && written == seen, "{written:?}\n{seen:?}");
        // As long in other words.
        let same = diff(&at("12 months"), &at("1 year"), None);
        assert!(same.changes.len() == written.len() && same.changes.iter().all(|one| one.effect == Effect::Reworded));
    }
}

/// A setting goes the way of all that rests on it, and what rests on it is reported too.
#[test]
fn every_setting_goes_the_way_of_what_rests_on_it() {
    for text in POLICIES {
        let whole = Whole::of(text);
        let settings = whole.table["setting"].as_table().expect("every policy has settings");
        for name in settings.keys() {
            let leaf =
                |key: &str| Leaf(["setting", name, key].into_iter().map(|step| Step::Key(step.to_owned())).collect());
            let at = |period: &str| {
                let mut other = whole.clone();
                other.write(&leaf("default"), period);
                if settings[name].get("max").is_some() {
                    other.write(&leaf("max"), "9 years");
                }
                other.document
            };
            let found = diff(&at("2 months"), &at("3 months"), None);
            let own = format!("setting.{name}");
            let (of_setting, resting): (Vec<_>, Vec<_>) =
                effects(&found, false).into_iter().partition(|(path, _)| *path == own);
            let of_setting = of_setting.first().map(|(_, effect)| *effect).expect("the setting is seen");
            assert!(!resting.is_empty(), "{own} is reported where it counts");
            let one_way = |effect: &Effect| [Effect::Widened, Effect::Narrowed].contains(effect);
            assert!(resting.iter().all(|(_, effect)| one_way(effect)), "{own}: {resting:?}");
            // Where it makes one thing longer that protects and one that does not, nobody can say which way it goes.
            let together = resting.iter().map(|(_, effect)| *effect).reduce(Effect::and);
            assert_eq!(Some(of_setting), together, "{own}: {resting:?}");
        }
    }
}
