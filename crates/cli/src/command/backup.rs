//! `yinuo backup`: made now, listed, looked at, and tried in a drill.

use crate::config::Flags;
use crate::installation::Place;
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use policy::Name;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use yinuo::life::reference::Reference;
use yinuo::store::StoreError;
use yinuo::{
    BackupAnswer, BackupAsk, BackupKind, BackupTold, Clock as _, Config, Drilled, Engine, Error, HostClock, Listed,
    Making, Stage,
};

/// Arguments of `backup`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  yinuo backup --data installation\n  yinuo backup --incremental --data installation\n  \
        yinuo backup list --data installation\n  \
        yinuo backup verify --data installation\n  yinuo backup drill --data installation\n\n\
        A running server makes its backups by itself, as often as the policy says. While one runs, this command asks it."
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
    /// Only what changed since the newest backup. A whole one is made where none is to be built on: the newest or what that
    /// rests on is gone, was found again by a restore, or the last whole one is too many backups or a quarter of its time ago.
    #[arg(long)]
    incremental: bool,
}

/// What to do with those that were made.
#[derive(Debug, Subcommand)]
enum What {
    /// List those that are left: when each was made, how large it is, what it holds, until when it opens, and where it is.
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
    /// The backup: a file, or its name or address in the place of backups; without it the newest for a drill, and all of
    /// them to verify.
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
        let product = self.product.map(Name::from);
        let kind = if self.incremental { BackupKind::Incremental } else { BackupKind::Whole };
        match answer(&self.place, BackupAsk::Make { product, kind }, "copying and encrypting")? {
            BackupAnswer::Made(made) => {
                output::line(&format!("backup    {}", made.path.display()));
                output::line(&format!("holds     {}", holds(made.base)));
                if self.incremental && made.base.is_none() {
                    output::line(
                        "          no backup is there on which it could rest: the next `--incremental` rests on this one",
                    );
                }
                output::line(&format!("readable  until {}: then its key is destroyed", made.until));
                Ok(Status::Done)
            }
            other => Err(failed(other)),
        }
    }
}

impl Look {
    fn list(self) -> Outcome {
        let listed = match answer(&self.place, BackupAsk::List, "looking")? {
            BackupAnswer::Listed(listed) => listed,
            other => return Err(failed(other)),
        };
        output::list(self.format, &listed, row, NONE);
        Ok(Status::Done)
    }

    fn verify(self) -> Outcome {
        let file = self.from.as_deref().map(absolute);
        let files = match answer(&self.place, BackupAsk::Verify { file }, "reading")? {
            BackupAnswer::Verified(files) => files,
            other => return Err(failed(other)),
        };
        if files.is_empty() {
            return Err(Failure::Failed(NONE.to_owned()));
        }
        let good = files.iter().all(|(_, found)| found.is_ok());
        for (file, found) in files {
            match found {
                Ok(bytes) => output::line(&format!("ok     {}  {bytes} bytes", file.display())),
                Err(fault) => output::line(&format!("WRONG  {}  {fault}", file.display())),
            }
        }
        Ok(if good { Status::Done } else { Status::Failed })
    }

    fn drill(self) -> Outcome {
        let (product, file) = (self.product.map(Name::from), self.from.as_deref().map(absolute));
        let ask = BackupAsk::Drill { product, file };
        let drilled = match answer(&self.place, ask, "restoring into a scratch place, opening, comparing")? {
            BackupAnswer::Drilled(drilled) => drilled,
            other => return Err(failed(other)),
        };
        match self.format {
            Format::Json => output::json(&drilled),
            Format::Human | Format::Plain => tell(&drilled),
        }
        Ok(if drilled.is_sound() { Status::Done } else { Status::Failed })
    }
}

/// What is said where none was made.
const NONE: &str = "there is no backup; `yinuo backup` makes one";

/// A server may have been started elsewhere than this command. What is no file here is one of the place of backups.
fn absolute(file: &Path) -> PathBuf {
    if file.exists() { std::path::absolute(file).unwrap_or_else(|_| file.to_owned()) } else { file.to_owned() }
}

fn failed(answer: BackupAnswer) -> Failure {
    match answer {
        BackupAnswer::Failed(why) => Failure::Failed(why),
        other => Failure::Failed(format!("the server answered another question: {other:?}")),
    }
}

/// What the engine answers, or the server that holds the installation.
fn answer(place: &Place, ask: BackupAsk, what: &'static str) -> Result<BackupAnswer, Failure> {
    let config = place.configuration(Flags::new())?.engine;
    place.assert_there(&config)?;
    let bar = bar(what);
    let answer = match Engine::open(config.clone(), Arc::new(HostClock)) {
        Err(Error::Store(StoreError::Held(holder))) => ask_server(&config, ask, &holder, &bar),
        engine => Ok(engine?.answer_ask(&ask, &mut |making| {
            show(&bar, making);
            ControlFlow::Continue(())
        })?),
    };
    bar.finish_and_clear();
    answer
}

/// How often a server is looked for before nobody is taken to answer: about ten seconds.
const LOOKS: u32 = 50;

/// The server that holds the installation does it; this only watches.
fn ask_server(config: &Config, ask: BackupAsk, holder: &str, bar: &ProgressBar) -> Result<BackupAnswer, Failure> {
    let number = yinuo::ask_about_backups(config, HostClock.now(), ask)?;
    output::complain("a server holds the installation: it is asked, and answers while it serves");
    let mut looks = 0;
    loop {
        match yinuo::told_about_backups(config, number) {
            Some(BackupTold::Over(answer)) => return Ok(answer),
            Some(BackupTold::Underway(making)) => making.into_iter().for_each(|making| show(bar, making)),
            None if looks >= LOOKS => {
                yinuo::ask_no_more(config);
                return Err(Failure::Failed(format!(
                    "{holder} holds the installation and does not answer: expected a server"
                )));
            }
            None => looks += 1,
        }
        if yinuo::store::hold(&config.data, "yinuo backup").is_ok() {
            yinuo::ask_no_more(config);
            return Err(Failure::Failed("the server ended before it answered; run the command again".to_owned()));
        }
        pause();
    }
}

#[expect(clippy::disallowed_methods, reason = "a command that watches another process has nothing else to wait for")]
fn pause() {
    std::thread::sleep(Duration::from_millis(200));
}

/// How far a backup is, where somebody looks.
fn bar(what: &'static str) -> ProgressBar {
    let bar = working(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} {percent}%") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, making: Making) {
    bar.set_message(match making.stage {
        Stage::Copying => "copying",
        Stage::Files => "copying files",
        Stage::Sealing => "encrypting",
    });
    bar.set_length(making.of);
    bar.set_position(making.done);
}

fn row(listed: &Listed) -> Vec<String> {
    let place = listed.path.as_ref().map_or_else(|| "no file".to_owned(), |path| path.display().to_string());
    let opens = if listed.opens { format!("opens until {}", listed.until) } else { "its key is destroyed".to_owned() };
    let size = listed.bytes.map_or_else(String::new, |bytes| HumanBytes(bytes).to_string());
    vec![listed.at.to_string(), size, holds(listed.base), opens, place]
}

/// Whether it is of use alone.
fn holds(base: Option<Reference>) -> String {
    base.map_or_else(|| "everything".to_owned(), |base| format!("what changed since {base}, and needs it"))
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
