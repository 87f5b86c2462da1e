//! The speed table: every figure beside a baseline measured in the same run.
//!
//! `cargo xtask bench`, or one part of it: `cargo run --release -p yinuo --example bench -- collect`. Machines are noisy: quote ratios, never times.
#![expect(clippy::print_stdout, reason = "the table is the result")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the host's monotonic clock")]

mod absent;
mod aead;
mod collect;
mod decisions;
mod ends;
mod files;
mod rotation;
mod set;

type Fault = Box<dyn std::error::Error>;

/// A part of the table.
type Part = fn() -> Result<(), Fault>;

/// The parts of the table.
const PARTS: [(&str, Part); 7] = [
    ("decisions", decisions::run),
    ("aead", aead::run),
    ("collect", collect::run),
    ("ends", ends::run),
    ("rotation", rotation::run),
    ("absent", absent::run),
    ("files", files::run),
];

fn main() -> Result<(), Fault> {
    println!("{:<46} {:>12} {:>12} {:>7}  aim", "what", "yinuo", "baseline", "ratio");
    let only = std::env::args().nth(1);
    for (part, run) in PARTS {
        if only.as_deref().is_none_or(|only| only == part) {
            run()?;
        }
    }
    Ok(())
}

/// One line of the table.
fn line(what: &str, ours: &str, baseline: &str, ratio: &str, aim: &str) {
    println!("{what:<46} {ours:>12} {baseline:>12} {ratio:>7}  {aim}");
}

/// The median of `rounds` runs of `act`, in nanoseconds.
fn median(rounds: usize, mut act: impl FnMut() -> Result<(), Fault>) -> Result<f64, Fault> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let begun = std::time::Instant::now();
        act()?;
        times.push(begun.elapsed().as_secs_f64() * 1e9);
    }
    times.sort_by(f64::total_cmp);
    times.get(rounds / 2).copied().ok_or_else(|| "no round".into())
}
