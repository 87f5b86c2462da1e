//! Any policy that `check` accepts can be used: it is compiled, laid out, drawn and rendered in each of its languages, and does not
//! differ from itself.
//!
//! The policies are those of the repository, changed step by step at random: values, keys and rows come and go. A step after which it is
//! no sound policy any more is taken back.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use policy::rows::Language;
use policy::{Happening, Policy, formatted, timeline};
use publish::Form;
use support::{Leaf, Step, leaves, others, value_at};
use toml::{Table, Value};

const POLICIES: [&str; 7] = [
    include_str!("../../../policies/aink/policy.toml"),
    include_str!("../../../policies/small-accounting/policy.toml"),
    include_str!("../../../policies/jiku/policy.toml"),
    include_str!("../../../policies/redeem/policy.toml"),
    include_str!("../../../policies/saleforte/policy.toml"),
    include_str!("../../../policies/examples/library/policy.toml"),
    include_str!("../../../policies/examples/repairs/policy.toml"),
];

/// A stream of numbers (xorshift): a test that fails fails again.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }

    fn of<'a, T>(&mut self, some: &'a [T]) -> &'a T {
        some.get(self.below(some.len())).expect("below the length")
    }
}

/// One value changed, one key or row taken away, or one row written twice.
fn alter(table: &mut Table, dice: &mut Dice) {
    let leaf = dice.of(&leaves(table)).clone();
    let at = |length: usize| Leaf(leaf.0.iter().take(length).cloned().collect());
    let depth = if leaf.is_single() { 1 } else { 2 };
    match dice.below(8) {
        0 => {
            let Some(Step::Key(key)) = leaf.0.get(depth) else { return };
            value_at(table, &at(depth)).as_table_mut().expect("a row").remove(key);
        }
        1 if depth == 2 => {
            let (Some(rows), Some(name)) = (leaf.key(0), leaf.key(1)) else { return };
            table.get_mut(rows).and_then(Value::as_table_mut).expect("a table").remove(name);
        }
        2 | 3 if depth == 2 => {
            let (Some(rows), Some(name)) = (leaf.key(0), leaf.key(1)) else { return };
            let row = value_at(table, &at(2)).clone();
            let rows = table.get_mut(rows).and_then(Value::as_table_mut).expect("a table");
            rows.insert(format!("{name}-again"), row);
        }
        _ => {
            let value = value_at(table, &leaf);
            let others: Vec<Value> = others(value).into_iter().filter(|other| other != value).collect();
            *value = others.first().expect("every value has another").clone();
        }
    }
}

/// Everything that can be made of a policy.
fn use_it(text: &str, policy: &Policy) {
    let document = &policy.document;
    assert_eq!(policy::diff::diff(document, document, None).changes, []);
    let laid = formatted(text.as_bytes()).expect("it is TOML");
    assert_eq!(formatted(laid.as_bytes()).expect("it is TOML"), laid);
    let again = Policy::load(laid.as_bytes()).expect("it says the same").0;
    assert_eq!(again.hash, policy.hash);
    for language in publish::languages(document) {
        let made = "a policy without an error has every wording";
        for written in [publish::html, publish::markdown, publish::typst] {
            assert!(!written(document, &policy.hash, language).expect(made).is_empty());
        }
        for form in [Form::Short, Form::Notices(None), Form::Data, Form::Recipients] {
            assert!(!publish::sheet(policy, form, language).expect(made).html(None).is_empty());
        }
        let none = publish::changes(document, document, language).expect(made);
        assert_eq!(none, []);
    }
    let machine = publish::machine(policy).expect("a policy without an error has every wording");
    assert!(machine.contains(&policy.hash));
    draw(policy);
}

/// The timeline of everything that can happen.
fn draw(policy: &Policy) {
    let language = publish::spoken(&policy.document, None).unwrap_or(Language::English);
    let at = "2026-05-20T02:00:00Z".parse().expect("an instant");
    let events: Vec<Happening> =
        policy::timeline::events(policy).iter().map(|event| Happening::new(event, at)).collect();
    let options = publish::timeline::Options { language, zone: policy.zone.clone(), all: false };
    let view = publish::timeline::view(policy, &timeline(policy, &events).expect("years that are counted"), &options);
    let picture = publish::timeline::picture(policy, &view, &options, "", true);
    assert!(picture.contains("</svg>") && !publish::timeline::table(&view).is_empty());
}

#[test]
fn what_check_accepts_can_be_used() {
    let dice = &mut Dice(0x59_69_6e_75_6f);
    let (mut kept, mut tried) = (0, 0);
    for text in POLICIES {
        let mut sound: Table = text.parse().expect("a shipped policy is TOML");
        for step in 0..15 {
            let mut table = sound.clone();
            alter(&mut table, dice);
            let altered = toml::to_string(&table).expect("a table is written");
            tried += 1;
            let Ok((policy, _)) = Policy::load(altered.as_bytes()) else { continue };
            (kept, sound) = (kept + 1, table);
            if step % 3 == 0 {
                use_it(&altered, &policy);
            }
        }
    }
    assert!(kept * 3 > tried, "{kept} of {tried} changes were accepted");
}
