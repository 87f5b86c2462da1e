//! Marked values, one for each data item and valid for its shape, and every spelling to look for.

use crate::support::House;
use yinuo::policy::Name;
use yinuo::policy::rows::Keep;

/// A value for each item of the policy that is not kept in the open.
pub fn marked(house: &House) -> Vec<(Name, String)> {
    let policy = house.engine.policy(&house.product).unwrap();
    let closed = policy.document.data.keys().filter(|item| policy.keep(item) != Keep::Open);
    let values: Vec<_> =
        closed.zip(1..).map(|(item, number)| (item.clone(), value_of(policy.shape(item), item, number))).collect();
    assert!(values.len() > 25);
    values
}

fn value_of(shape: &str, item: &str, number: u64) -> String {
    let mark = format!("Qz{:07}vX{item}", number * 700_001 % 10_000_000);
    match shape {
        "cn-mobile" => format!("139{:08}", 10_000_000 + number * 7_000_003 % 90_000_000),
        "email" => format!("{}@canary.example", mark.to_lowercase()),
        "code" => format!("{:06}", 100_000 + number * 70_001 % 900_000),
        "bank-card" => luhn(&format!("622202{:012}", number * 712_345_678_901 % 1_000_000_000_000)),
        "position" => format!("38.{:06},121.{:06}", 100_000 + number * 7_001, 600_000 + number * 7_003),
        _ => mark,
    }
}

/// `body` and the digit that makes it pass the check of Luhn.
fn luhn(body: &str) -> String {
    let digits = body.bytes().rev().map(|digit| u32::from(digit - b'0')).enumerate();
    let sum: u32 = digits
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, doubled) if doubled > 9 => doubled - 9,
            (0, doubled) => doubled,
            _ => digit,
        })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// What is looked for: each value in each spelling, without the case of its letters.
pub struct Needles {
    needles: Vec<(Name, Vec<u8>)>,
    /// By the hash of their first three bytes: nearly every place is passed over at a glance.
    starts: Vec<Vec<usize>>,
}

fn start(three: &[u8]) -> usize {
    usize::from(three[0]) << 8 ^ usize::from(three[1]) << 4 ^ usize::from(three[2])
}

impl Needles {
    pub fn of(values: &[(Name, String)]) -> Self {
        let mut needles = Vec::new();
        for (item, value) in values {
            needles.extend(spellings(value).into_iter().map(|needle| (item.clone(), needle.to_ascii_lowercase())));
        }
        let mut starts = vec![Vec::new(); 1 << 16];
        for (place, (_, needle)) in needles.iter().enumerate() {
            starts[start(needle)].push(place);
        }
        Self { needles, starts }
    }

    /// The items of which something is in `bytes`.
    pub fn find(&self, bytes: &[u8]) -> Vec<String> {
        let low = bytes.to_ascii_lowercase();
        let mut found = std::collections::BTreeSet::new();
        for (at, three) in low.windows(3).enumerate() {
            for place in &self.starts[start(three)] {
                let (item, needle) = &self.needles[*place];
                if low[at..].starts_with(needle) {
                    found.insert(item.to_string());
                }
            }
        }
        found.into_iter().collect()
    }
}

/// Those that the vault knows, and three more in which a program could print bytes.
fn spellings(value: &str) -> Vec<Vec<u8>> {
    let bytes = value.as_bytes();
    let listed = format!("{bytes:?}").trim_matches(['[', ']']).to_owned();
    let mut spelled =
        vec![bytes.iter().rev().copied().collect(), listed.replace(' ', "").into_bytes(), listed.into_bytes()];
    spelled.extend(vault::spellings(bytes).into_iter().map(|one| one.to_vec()));
    spelled
}
