//! The speed table: every figure beside a baseline measured in the same run.
//!
//! `cargo xtask bench`, or some parts of it: `cargo run --release -p yinuo --example bench -- collect aead`. Machines are noisy:
//! quote ratios, never times. Both sides of a ratio are measured in turn, round by round, and the least of each counts. A ratio
//! that misses its aim ([`table`]) is told again at the end, and the process fails.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the table is the result")]
#![expect(clippy::disallowed_methods, reason = "a bench reads the host's monotonic clock")]

mod absent;
mod aead;
mod collect;
mod decisions;
mod ends;
mod files;
mod rotation;
mod set;
mod table;

use std::process::ExitCode;
use table::Table;

type Fault = Box<dyn std::error::Error>;

/// A part of the table.
type Part = fn(&mut Table) -> Result<(), Fault>;

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

fn main() -> Result<ExitCode, Fault> {
    let only: Vec<String> = std::env::args().skip(1).collect();
    if let Some(other) = only.iter().find(|only| PARTS.iter().all(|(part, _)| part != only)) {
        return Err(format!("no part is called `{other}`: expected {}", PARTS.map(|(part, _)| part).join(", ")).into());
    }
    let mut table = Table::head();
    for (part, run) in PARTS {
        if only.is_empty() || only.iter().any(|only| only == part) {
            run(&mut table)?;
        }
    }
    for missed in &table.missed {
        eprintln!("missed: {missed}");
    }
    Ok(if table.missed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
