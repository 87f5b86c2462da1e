//! `yinuo backup`: made now, listed, looked at, and tried in a drill.

use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Outcome, Status};
use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use std::path::{Path, PathBuf};
use std::time::Duration;
use yinuo::{Drilled, Engine, Listed};

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  yinuo backup --data installation\n  yinuo backup list --data installation\n  \
        yinuo backup verify --data installation\n  yinuo backup drill --data installation\n\n\
        A running server makes its backups by itself, as often as the policy says."
)]
pub struct Backup {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    make: Make,
}

/// Arguments to make one.
#[derive(Debug, Args)]
struct Make {
    #[command(flatten)]
    place: Place,
    /// The product whose policy says how long the backup is kept, if there are several.
    #[arg(long)]
    product: Option<String>,
}

/// What to do with those that were made.
#[derive(Debug, Subcommand)]
enum What {
    /// List those that are left: when each was made, until when it opens, and where it is.
    List(Look),
    /// Read one from its first byte to its last, or all of them: it is what was written, and it opens.
    Verify(Look),
    /// Restore one into a scratch place, look whether all is there, and shred it; the ledger says how it ended.
    Drill(Look),
}

/// Arguments to look at them.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo backup drill --from backups/0198….backup --data installation --format json")]
struct Look {
    /// The backup; without it the newest for a drill, and all of them to verify.
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
    /// The product in whose ledger a drill is recorded, if there are several.
    #[arg(long)]
    product: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Backup {
    /// Does it.
    pub fn run(self) -> Outcome {
        match self.what {
            None => self.make.run(),
            Some(What::List(look)) => look.list(),
            Some(What::Verify(look)) => look.verify(),
            Some(What::Drill(look)) => look.drill(),
        }
    }
}

impl Make {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let spinner = working("copying and encrypting");
        let made = engine.backup(&product);
        spinner.finish_and_clear();
        let made = made?;
        output::line(&format!("backup    {}", made.path.display()));
        output::line(&format!("readable  until {}: then its key is destroyed", made.until));
        Ok(Status::Done)
    }
}

impl Look {
    fn list(self) -> Outcome {
        let listed = self.place.open()?.list_backups()?;
        match self.format {
            Format::Json => output::json(&listed),
            Format::Human | Format::Plain => {
                let rows: Vec<Vec<String>> = listed.iter().map(row).collect();
                output::line(&output::table(&rows));
            }
        }
        Ok(Status::Done)
    }

    fn verify(self) -> Outcome {
        let engine = self.place.open()?;
        let files = match self.from {
            Some(file) => vec![file],
            None => engine.list_backups()?.into_iter().filter_map(|row| row.path).collect(),
        };
        let mut good = true;
        for file in &files {
            good &= verify(&engine, file);
        }
        Ok(if good && !files.is_empty() { Status::Done } else { Status::Failed })
    }

    fn drill(self) -> Outcome {
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let file = self.from.map_or_else(|| engine.newest_backup().map(|newest| newest.path), Ok)?;
        let spinner = working("restoring into a scratch place, opening, comparing");
        let drilled = engine.drill(&product, &file);
        spinner.finish_and_clear();
        let drilled = drilled?;
        match self.format {
            Format::Json => output::json(&drilled),
            Format::Human | Format::Plain => tell(&drilled),
        }
        Ok(if drilled.is_sound() { Status::Done } else { Status::Failed })
    }
}

fn row(listed: &Listed) -> Vec<String> {
    let place = listed.path.as_ref().map_or_else(|| "no file".to_owned(), |path| path.display().to_string());
    let opens = if listed.opens { format!("opens until {}", listed.until) } else { "its key is destroyed".to_owned() };
    vec![listed.at.to_string(), opens, place]
}

fn verify(engine: &Engine, file: &Path) -> bool {
    let spinner = working("reading");
    let ended = engine.verify_backup(file);
    spinner.finish_and_clear();
    match ended {
        Ok(bytes) => output::line(&format!("ok     {}  {bytes} bytes", file.display())),
        Err(ref fault) => output::line(&format!("WRONG  {}  {fault}", file.display())),
    }
    ended.is_ok()
}

fn tell(drilled: &Drilled) {
    output::line(&format!("backup   {}, made {}", drilled.id, drilled.at));
    output::line(&format!("records  {}", drilled.records));
    output::line(&format!("entries  {} of the ledger", drilled.entries));
    output::line(&format!("opened   {} values", drilled.opened));
    output::line(&format!("erased   {} on the list that a restore goes by", drilled.listed));
    for problem in &drilled.problems {
        output::line(&format!("WRONG    {problem}"));
    }
}

/// A sign that work goes on, where somebody looks.
pub fn working(what: &'static str) -> ProgressBar {
    let spinner = if output::is_terminal() { ProgressBar::new_spinner() } else { ProgressBar::hidden() };
    spinner.set_message(what);
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}
