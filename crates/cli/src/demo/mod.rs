//! The demonstration: one policy at work on this machine alone.

use crate::status::{Outcome, Status};
use clap::Args;

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo demo")]
pub struct Demo {}

impl Demo {
    /// Runs it.
    pub fn run(self) -> Outcome {
        Ok(Status::Done)
    }
}
