//! Runs features/*.feature through the engine's public entry points, with a clock that stands until it is moved.
//!
//! A step that fails, is missing or is skipped, and a feature that cannot be read, end the run with an error.
//! Without arguments, as many processes as there are processors run a part each: the engine blocks, as it does in a product.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod outside;
mod steps;
mod world;

use cucumber::{StatsWriter as _, World as _};
use std::fs::File;
use std::io::Seek as _;
use std::process::{Child, Command, ExitCode, Stdio};

const FEATURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../features");

/// Before which part of how many a process runs: `--part 0/2`.
const PART: &str = "--part";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let proven = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => run_beside_each_other(std::thread::available_parallelism().map_or(1, usize::from)),
        [PART, part] => run(Some(part_of(part))),
        _ => run(None),
    };
    if proven { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs a part of the scenarios, or what the arguments of the runner name; whether all passed and there were any.
fn run(part: Option<(usize, usize)>) -> bool {
    let mut runner = world::World::cucumber().repeat_failed().fail_on_skipped().max_concurrent_scenarios(4);
    if part.is_some() {
        runner = runner.with_default_cli();
    }
    let (part, parts) = part.unwrap_or((0, 1));
    // By the line in its file: an even spread of the long features, and the same one each time.
    let mine =
        move |_: &_, _: Option<&_>, scenario: &cucumber::gherkin::Scenario| scenario.position.line % parts == part;
    let ran = futures::executor::block_on(runner.filter_run(FEATURES, mine));
    // A run that found nothing to do has proven nothing.
    !ran.execution_has_failed() && ran.passed_steps() > 0
}

/// Runs all scenarios in `parts` processes; the first says what it does as it goes, the others once they are done.
fn run_beside_each_other(parts: usize) -> bool {
    let start = |part: usize| -> (Child, Option<File>) {
        let said = (part > 0).then(|| tempfile::tempfile().unwrap());
        let out = said.as_ref().map_or_else(Stdio::inherit, |file| Stdio::from(file.try_clone().unwrap()));
        let mut command = Command::new(std::env::current_exe().unwrap());
        (command.args([PART, &format!("{part}/{parts}")]).stdout(out).spawn().unwrap(), said)
    };
    let started: Vec<_> = (0..parts).map(start).collect();
    let mut proven = true;
    for (mut child, said) in started {
        proven &= child.wait().unwrap().success();
        if let Some(mut said) = said {
            said.rewind().unwrap();
            std::io::copy(&mut said, &mut std::io::stdout()).unwrap();
        }
    }
    proven
}

fn part_of(text: &str) -> (usize, usize) {
    let (part, parts) = text.split_once('/').expect("a part is written 0/2");
    (part.parse().unwrap(), parts.parse().unwrap())
}
