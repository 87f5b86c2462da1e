//! `yinuo restore`: back for values, never for will.

use super::backup::working;
use crate::config::Flags;
use crate::installation::Place;
use crate::output;
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;
use yinuo::{Engine, HostClock};

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo restore --from installation/backups/0198….backup --data installation\n\n\
    The data folder must hold no data. Keys and mirror stay where they are: what was agreed to, withdrawn or erased since the\n\
    backup is replayed from the mirror before anything is served, and what is erased stays erased.")]
pub struct Restore {
    /// The backup.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Restore without the newest ledger. Not supported yet: it is refused.
    #[arg(long)]
    accept_ledger_loss: bool,
}

impl Restore {
    /// Restores it and says what was replayed and what is lost.
    pub fn run(self) -> Outcome {
        if self.accept_ledger_loss {
            let why = "--accept-ledger-loss is not supported yet: restore where the mirror of the ledger is at hand";
            return Err(Failure::Refused(why.to_owned()));
        }
        let configuration = self.place.configuration(Flags::new())?;
        if !configuration.engine.mirror.join("mirror.db").exists() && is_empty(&configuration.engine.mirror) {
            let folder = configuration.engine.mirror.display();
            return Err(Failure::Refused(format!(
                "the mirror of the ledger is not in {folder}: without it nobody knows what was withdrawn or erased since the backup"
            )));
        }
        let spinner = working("decrypting, replaying, rebuilding the index");
        let restored = Engine::restore(configuration.engine, Arc::new(HostClock), &self.from);
        spinner.finish_and_clear();
        let (_engine, restored) = restored?;
        output::line(&format!("entries   {} of the ledger were later than the backup and are back", restored.entries));
        output::line(&format!("replayed  {} decisions and erasures", restored.replayed));
        output::line(&format!("lost      {} records captured since the backup", restored.lost));
        output::line(&format!("index     {} entries rebuilt", restored.indexed));
        Ok(Status::Done)
    }
}

/// Whether a folder holds nothing, or is not there.
fn is_empty(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}
