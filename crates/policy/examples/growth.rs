//! How the cost of a policy grows with the number of its promises.
//!
//! Prints one line for each kind of policy and each size: milliseconds to read, check and compile, the best of five, and what one
//! promise costs against what it costs in the smallest policy of that kind. Linear growth keeps that ratio near 1.
//!
//! `cargo run --release -p policy --example growth`
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark prints, measures time, and stops where its input is wrong"
)]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

const SIZES: [usize; 5] = [500, 1_000, 2_000, 5_000, 10_000];
const RUNS: usize = 5;
/// What every synthetic policy begins with: a small policy without a finding.
const BASE: &str = include_str!("../../../policies/examples/library/policy.toml");

/// What the purposes of a synthetic policy rest on, each with how it is written.
const KINDS: [(&str, &str); 2] = [
    ("contract", "function = \"basic\"\nbasis = \"contract\""),
    (
        "consent",
        "function = \"additional\"\nbasis = \"consent\"\nconsent = \"separate\"\n\
         without = { zh-Hans = \"其他功能照常使用。\", en = \"Everything else works.\" }",
    ),
];

fn main() {
    println!("{:<10} {:>9} {:>10} {:>16} {:>8}", "purposes", "promises", "ms", "us per promise", "ratio");
    for (kind, rests_on) in KINDS {
        let mut first = None;
        for size in SIZES {
            let text = synthetic(size, rests_on);
            let policy = policy::Policy::load(text.as_bytes()).expect("the synthetic policy is valid").0;
            let promises = policy.promises().len();
            let best = (0..RUNS).map(|_| load(&text)).min().unwrap_or_default();
            let each = best.as_secs_f64() * 1e6 / promises as f64;
            let ratio = each / *first.get_or_insert(each);
            println!("{kind:<10} {promises:>9} {:>10.1} {each:>16.1} {ratio:>8.2}", best.as_secs_f64() * 1e3);
        }
    }
}

fn load(text: &str) -> Duration {
    let begin = Instant::now();
    let loaded = policy::Policy::load(text.as_bytes());
    let taken = begin.elapsed();
    drop(loaded);
    taken
}

/// The base policy, with as many further items, records, purposes and rules as make `size` promises.
fn synthetic(size: usize, rests_on: &str) -> String {
    let base = policy::Policy::load(BASE.as_bytes()).expect("the base policy is valid").0.promises().len();
    let mut text = BASE.to_owned();
    // Each turn adds four promises, as rows of one feature come together in a real policy.
    for n in 0..size.saturating_sub(base).div_ceil(4) {
        let label = format!("{{ zh-Hans = \"第 {n} 项\", en = \"Thing number {n}\" }}");
        write!(
            text,
            "\n[data.thing-{n}]\nlabel = {label}\nclass = \"content\"\nsensitive = false\n\
             \n[record.things-{n}]\nlabel = {label}\nholds = [\"thing-{n}\"]\nholder = \"subject\"\ncategory = \"account\"\n\
             \n[purpose.serve-{n}]\nlabel = {label}\n{rests_on}\ncollects = [\"things-{n}\"]\n\
             reads = {{ thing-{n} = \"clear\" }}\nby = [\"subject\"]\n\
             \n[retention.things-{n}]\ncovers = [\"things-{n}\"]\nfrom = \"account.cancelled\"\nwithin = \"7 days\"\nthen = \"erase\"\n"
        )
        .expect("text is written");
    }
    text
}
