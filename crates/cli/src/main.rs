//! The `yinuo` command.
//!
//! Each subcommand is one file under `command`. What they share is small: exit statuses (`status`), printing (`output`), findings
//! (`findings`), reading files (`input`), configuration (`config`) and opening an installation (`installation`).

mod calendar;
mod command;
mod config;
mod demo;
mod findings;
mod input;
mod installation;
mod output;
mod status;

use clap::Parser;
use status::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = command::Arguments::parse().command.run();
    // What nobody can read was not done, whatever came of it before.
    let outcome = output::lost().map_or(outcome, |why| Err(Failure::Failed(format!("standard output: {why}"))));
    match outcome {
        Ok(status) => status.into(),
        Err(failure) => {
            if let Some(text) = failure.text() {
                output::complain(&format!("yinuo: {text}"));
            }
            failure.status().into()
        }
    }
}
