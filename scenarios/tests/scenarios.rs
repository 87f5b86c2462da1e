//! Runs features/*.feature through the engine's public entry points, with a clock that stands until it is moved.
//!
//! A step that fails, is missing or is skipped, and a feature that cannot be read, end the run with an error.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod outside;
mod steps;
mod world;

use cucumber::{StatsWriter as _, World as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let features = concat!(env!("CARGO_MANIFEST_DIR"), "/../features");
    // One plain thread: the engine blocks, as it does in a product.
    let ran = futures::executor::block_on(
        world::World::cucumber().repeat_failed().fail_on_skipped().max_concurrent_scenarios(4).run(features),
    );
    // A run that found nothing to do has proven nothing.
    let proven = !ran.execution_has_failed() && ran.passed_steps() > 0;
    if proven { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
