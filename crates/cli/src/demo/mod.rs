//! The demonstration: one policy at work on this machine alone.
//!
//! The story is data (`demo/story.toml`). `yinuo demo --tour` plays all of it and holds what it reads back against what the story
//! expects; `yinuo demo` plays what must have happened before, prints the rest as commands to paste, and waits.

mod compare;
mod control;
mod curl;
mod play;
mod search;
mod span;
mod stage;
mod story;
mod tour;
mod waiting;

use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Arguments of `demo`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Example:\n  yinuo demo             and, in another terminal:  yinuo demo clock +7d\n  yinuo demo --tour"
)]
pub struct Demo {
    #[command(subcommand)]
    command: Option<Command>,
    /// Play the whole story now, and compare all that is read back with what it should be.
    #[arg(long)]
    tour: bool,
    /// Where to keep everything: an empty folder, or one that is made. A temporary one, if not given.
    #[arg(long, value_name = "DIR", visible_alias = "folder")]
    data: Option<PathBuf>,
    /// The port to listen on; a free one, if not given.
    #[arg(long, default_value_t = 0)]
    port: u16,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Move the clock of the demonstration that runs.
    #[command(after_help = "Example:\n  yinuo demo clock +7d")]
    Clock {
        /// By how much: `+7d`, `+1h`, `+30m`.
        #[arg(value_name = "SPAN")]
        by: String,
    },
}

impl Demo {
    /// Runs it.
    pub fn run(self) -> Outcome {
        if let Some(Command::Clock { by }) = &self.command {
            let now = control::move_clock(by)?;
            output::line(&format!("the demonstration's clock shows {now}"));
            return Ok(Status::Done);
        }
        let story = story::Story::read().map_err(Failure::Failed)?;
        let temporary = tempfile::Builder::new().prefix("yinuo-demo-").tempdir();
        let temporary = temporary.map_err(|fault| Failure::of("a temporary folder", fault))?;
        let folder = self.data.clone().unwrap_or_else(|| temporary.path().to_owned());
        // A clock that was moved ahead must not find itself back.
        if std::fs::read_dir(&folder).is_ok_and(|mut entries| entries.next().is_some()) {
            let why = format!("{} is not empty: every demonstration begins anew", folder.display());
            return Err(Failure::Usage(why));
        }
        let stage = stage::Stage::set(&story, &folder, self.port)?;
        if self.tour { tour::play(&story, stage) } else { waiting::wait(&story, stage) }
    }
}
