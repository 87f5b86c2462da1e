//! Runs features/*.feature through the engine's public entry points, with a clock that stands until it is moved.
//!
//! A step that fails, is missing or is skipped, and a feature that cannot be read, end the run with an error.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod outside;
mod steps;
mod world;

use cucumber::World as _;

fn main() {
    let features = concat!(env!("CARGO_MANIFEST_DIR"), "/../features");
    // One plain thread: the engine blocks, as it does in a product.
    futures::executor::block_on(
        world::World::cucumber().repeat_failed().fail_on_skipped().max_concurrent_scenarios(4).run_and_exit(features),
    );
}
