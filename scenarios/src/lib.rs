//! Runs features/*.feature through the engine.
