//! `yinuo ledger verify`: a copied folder alone, or together with its store.

use crate::input::read_at_most;
use crate::installation::{Place, product};
use crate::output::{self, Format, count};
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use serde::Serialize;
use std::path::{Path, PathBuf};
use verify::{Options, Report, Severity};

/// The largest checkpoint that is read.
const CHECKPOINT_BYTES_MAX: usize = 64 * 1024;

/// Arguments of `ledger`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo ledger verify copy-of-the-ledger")]
pub struct Ledger {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Verify the ledger: from a copied folder, offline, or with the store that it was derived from.
    Verify(Verify),
}

/// Arguments of `ledger verify`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo ledger verify ledger/shop --vkey shop.vkey --previous checkpoint-of-last-month\n  yinuo ledger verify --store --data installation"
)]
struct Verify {
    /// The folder of one product's logs: what holds `checkpoint`, `tile` and `cells`.
    #[arg(value_name = "FOLDER", required_unless_present = "store", conflicts_with = "store")]
    folder: Option<PathBuf>,
    /// The product's verifier key, or a file that holds it, from elsewhere than the folder.
    #[arg(long, value_name = "KEY")]
    vkey: Option<String>,
    /// A checkpoint of the product's log that a witness kept.
    #[arg(long, value_name = "CHECKPOINT")]
    previous: Option<PathBuf>,
    /// Also hold the rows of the store to the ledger. No process may hold the installation.
    #[arg(long)]
    store: bool,
    /// The product, if the store holds several.
    #[arg(long, requires = "store")]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Ledger {
    /// Verifies it; whatever is wrong is listed.
    pub fn run(self) -> Outcome {
        let Command::Verify(command) = self.command;
        command.run()
    }
}

impl Verify {
    fn run(self) -> Outcome {
        match &self.folder {
            Some(folder) => self.verify_folder(folder),
            None => self.verify_store(),
        }
    }

    fn verify_folder(&self, folder: &Path) -> Outcome {
        if !folder.is_dir() {
            return Err(Failure::Failed(format!("{} is not a folder", folder.display())));
        }
        if !holds_log(folder) {
            return Err(Failure::Failed(no_log_in(folder)));
        }
        let key = self.vkey.as_deref().map(key).transpose()?;
        let previous = self.previous.as_ref().map(|path| read_at_most(path, CHECKPOINT_BYTES_MAX)).transpose()?;
        let previous = previous.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        let options = Options { trusted_vkey: key.as_deref(), previous_checkpoint: previous.as_deref() };
        let report = verify::verify_with(folder, &options, &mut |_| {});
        Ok(self.print(&report, &[]))
    }

    fn verify_store(&self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let verified = engine.verify_ledger(&product)?;
        Ok(self.print(&verified.report, &verified.rows_amiss))
    }

    fn print(&self, report: &Report, rows_amiss: &[String]) -> Status {
        let sound = report.is_sound() && rows_amiss.is_empty();
        let entries = report.cells.iter().map(|log| log.entries).sum::<u64>();
        match self.format {
            Format::Json => output::json(&Verdict::of(report, rows_amiss, sound, entries)),
            Format::Human | Format::Plain => {
                for problem in &report.problems {
                    let word = if problem.code.severity() == Severity::Problem { "problem" } else { "note" };
                    output::line(&format!("{word}: {problem}"));
                }
                rows_amiss.iter().for_each(|row| output::line(&format!("problem: {row}")));
                if report.problems_left_out > 0 {
                    output::line(&format!("and {} more", report.problems_left_out));
                }
                let verdict = if sound { "sound" } else { "NOT SOUND" };
                let logs = count(report.cells.len(), "log");
                output::line(&format!(
                    "{verdict}: {logs}, {entries} entries, {} checkpoints of logs",
                    report.product.entries
                ));
            }
        }
        if sound { Status::Done } else { Status::Failed }
    }
}

/// Whether anything in a folder is of a product's logs: one that was robbed of the rest is verified, and is not sound.
fn holds_log(folder: &Path) -> bool {
    ["checkpoint", "tile", "cells", "vkey"].iter().any(|part| folder.join(part).exists())
}

/// Where a log was looked for, and where one is that could be meant.
fn no_log_in(folder: &Path) -> String {
    let below = ["", "ledger", "data/ledger"].map(|below| folder.join(below));
    let listed = below.iter().filter_map(|below| std::fs::read_dir(below).ok()).flatten().flatten();
    let mut meant: Vec<String> = listed
        .map(|entry| entry.path())
        .filter(|path| holds_log(path))
        .map(|path| path.display().to_string())
        .collect();
    meant.sort();
    let help = if meant.is_empty() { String::new() } else { format!("; there is one in {}", meant.join(", ")) };
    let folder = folder.display();
    format!("no log was found in {folder}: expected one product's `checkpoint`, `tile` and `cells` there{help}")
}

/// A verifier key, or the content of the file that it names.
pub(super) fn key(given: &str) -> Result<String, Failure> {
    let path = Path::new(given);
    if !path.is_file() {
        return Ok(given.to_owned());
    }
    Ok(String::from_utf8_lossy(&read_at_most(path, CHECKPOINT_BYTES_MAX)?).trim().to_owned())
}

#[derive(Debug, Serialize)]
struct Verdict<'a> {
    sound: bool,
    logs: usize,
    entries: u64,
    problems: Vec<Shown<'a>>,
    rows_amiss: &'a [String],
    left_out: u64,
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    code: &'static str,
    grave: bool,
    file: &'a str,
    cell: Option<&'a str>,
    entries: Option<(u64, u64)>,
    detail: &'a str,
}

impl<'a> Verdict<'a> {
    fn of(report: &'a Report, rows_amiss: &'a [String], sound: bool, entries: u64) -> Self {
        let shown = |problem: &'a verify::Problem| Shown {
            code: problem.code.as_str(),
            grave: problem.code.severity() == Severity::Problem,
            file: &problem.file,
            cell: problem.cell.as_deref(),
            entries: problem.entries,
            detail: &problem.detail,
        };
        let problems = report.problems.iter().map(shown).collect();
        Self { sound, logs: report.cells.len(), entries, problems, rows_amiss, left_out: report.problems_left_out }
    }
}
