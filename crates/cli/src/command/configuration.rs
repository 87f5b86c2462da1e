//! `yinuo config`: the configuration, explained or checked.

use crate::config::{self, Flags};
use crate::output;
use crate::status::{Outcome, Status};
use clap::Args;
use std::path::PathBuf;

/// Arguments of `config`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo config --example > yinuo.toml\n  yinuo config --check yinuo.toml")]
pub struct Config {
    /// Print a configuration with every key explained.
    #[arg(long, required_unless_present = "check")]
    example: bool,
    /// Read a configuration as `serve` would, the environment included, and show every fault.
    #[arg(long, value_name = "FILE", conflicts_with = "example")]
    check: Option<PathBuf>,
}

impl Config {
    /// Prints or checks it.
    pub fn run(self) -> Outcome {
        match &self.check {
            Some(path) => {
                config::load(Some(path), &Flags::new())?;
                output::line(&format!("{}: no faults", path.display()));
            }
            None => output::line(config::SAMPLE.trim_end()),
        }
        Ok(Status::Done)
    }
}
