//! `yinuo restore`: back for values, never for will.

use super::backup::working;
use crate::config::Flags;
use crate::installation::Place;
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::Args;
use std::path::PathBuf;
use std::sync::Arc;
use yinuo::{Engine, HostClock, Restored};

/// Arguments of `restore`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo restore --from installation/backups/0198….backup --data installation\n\n\
    The data folder must hold no data. Keys and mirror stay where they are: what was agreed to, withdrawn or erased since the\n\
    backup is replayed from the mirror before anything is served, and what is erased stays erased.")]
pub struct Restore {
    /// The backup: a file, or its name or address in the place of backups.
    #[arg(long, value_name = "FILE")]
    from: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Restore although the newest entries of the ledger are lost: new logs begin, an incident is on record, and consents
    /// from before count no more.
    #[arg(long)]
    accept_ledger_loss: bool,
    /// Make the places of files this installation's although they are marked as another's, or by newer keys of this one, and
    /// remove there what neither the backup nor a newer one that opens knows: only where that installation is no more.
    #[arg(long)]
    take_over_files: bool,
    /// How to print; `json` lists every record that is lost.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Restore {
    /// Restores it and says what was replayed and what is lost.
    pub fn run(self) -> Outcome {
        let mut configuration = self.place.configuration(Flags::new())?;
        configuration.engine.take_over_files = self.take_over_files;
        if !self.accept_ledger_loss && is_empty(&configuration.engine.mirror) {
            let folder = configuration.engine.mirror.display();
            return Err(Failure::Refused(format!(
                "the mirror of the ledger is not in {folder}: without it nobody knows what was withdrawn or erased since the backup; \
                 put it there, or restore with --accept-ledger-loss if it is lost"
            )));
        }
        let spinner = working("decrypting, replaying, rebuilding the index");
        let restore = if self.accept_ledger_loss { Engine::restore_without_ledger } else { Engine::restore };
        let restored = restore(configuration.engine, Arc::new(HostClock), &self.from);
        spinner.finish_and_clear();
        let (_engine, restored) = restored?;
        match self.format {
            Format::Json => output::json(&restored),
            Format::Human | Format::Plain => tell(&restored),
        }
        Ok(Status::Done)
    }
}

/// The most lost records that are shown to people; a list for machines has all of them.
const SHOWN: usize = 20;

fn tell(restored: &Restored) {
    output::line(&format!("entries   {} of the ledger were later than the backup and are back", restored.entries));
    output::line(&format!("replayed  {} decisions and erasures", restored.replayed));
    for (product, version) in &restored.versions {
        output::line(&format!("version   {version} of {product}, published since the backup, is back"));
    }
    let known =
        if restored.ledger_lost.is_empty() { "" } else { " that are known of; what the lost entries told is not" };
    let lost = output::count(restored.lost.len(), "record");
    output::line(&format!("lost      {lost} captured since the backup{known}"));
    for lost in restored.lost.iter().take(SHOWN) {
        let whose = lost.subject.map_or_else(String::new, |subject| format!(" about {subject}"));
        let purpose = lost.purpose.as_ref().map_or_else(String::new, |purpose| format!(" for {purpose}"));
        output::line(&format!("          {}{whose}{purpose}, {}", lost.record, lost.at));
    }
    if restored.lost.len() > SHOWN {
        output::line("          and more: `--format json` lists all of them");
    }
    output::line(&format!("index     {} entries rebuilt", restored.indexed));
    if restored.files > 0 {
        output::line(&format!("files     {} put back from beside the backups", restored.files));
    }
    if restored.files_lost > 0 {
        output::line(&format!("FILES     {} are neither in their place nor beside the backups", restored.files_lost));
    }
    if !restored.newer.is_empty() {
        output::line(&format!("NEWER     backups can be read: {}", restored.newer.join(", ")));
    }
    for (product, what) in &restored.ledger_lost {
        output::line(&format!("LEDGER    of {product} is lost in part: {what}"));
        output::line("          new logs have begun, an incident is on record, and every consent is asked for again");
    }
}

/// Whether a folder holds nothing, or is not there.
fn is_empty(folder: &std::path::Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}
