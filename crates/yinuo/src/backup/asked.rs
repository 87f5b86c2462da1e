//! What somebody asks about backups: of the engine itself, or of the server that holds the installation.
//!
//! A server is asked by a file in its data folder and answers by another: who may write there needs no further leave, and
//! who may not cannot ask. One question at a time; each has a number, so that nobody takes another's answer for the own.

use super::drill::{Drilled, Listed};
use super::{BackedUp, BackupKind, Making, Told, fault};
use crate::config::Config;
use crate::engine::{Engine, fresh_reference};
use crate::error::Error;
use life::reference::Reference;
use policy::Name;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::io::ErrorKind;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A question about backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupAsk {
    /// Make one, kept as long as this product's policy says; the only product's if none is named.
    Make {
        /// The product.
        product: Option<Name>,
        /// Everything, or what changed.
        #[serde(default)]
        kind: BackupKind,
    },
    /// List them.
    List,
    /// Read this one from its first byte to its last, or all of them.
    Verify {
        /// Its file.
        file: Option<PathBuf>,
    },
    /// Try this one in a drill, or the newest.
    Drill {
        /// In whose ledger it is recorded; the only product's if none is named.
        product: Option<Name>,
        /// Its file.
        file: Option<PathBuf>,
    },
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupAnswer {
    /// It is made.
    Made(BackedUp),
    /// All that are left.
    Listed(Vec<Listed>),
    /// Of each file, the bytes that it holds, or what is wrong with it.
    Verified(Vec<(PathBuf, Result<u64, String>)>),
    /// How the drill ended.
    Drilled(Drilled),
    /// What was asked could not be done.
    Failed(String),
}

/// What a server has told so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackupTold {
    /// It has begun, and is so far.
    Underway(Option<Making>),
    /// It is over.
    Over(BackupAnswer),
}

#[derive(Serialize, Deserialize)]
struct Numbered<T> {
    number: Reference,
    what: T,
}

/// In the data folder: what a running server is asked, and what it tells.
const ASKED: &str = "backup.asked";
const TOLD: &str = "backup.told";

impl Engine {
    /// Answers a question about backups, telling how far a backup is that is being made.
    ///
    /// # Errors
    /// As [`Engine::backup_told`], [`Engine::list_backups`], [`Engine::drill`]; [`Error::Backup`] if a product must be named.
    pub fn answer_ask(&self, ask: &BackupAsk, told: &mut Told<'_>) -> Result<BackupAnswer, Error> {
        Ok(match ask {
            BackupAsk::Make { product, kind } => {
                BackupAnswer::Made(self.backup_told(&self.meant(product.as_ref())?, *kind, told)?)
            }
            BackupAsk::List => BackupAnswer::Listed(self.list_backups()?),
            BackupAsk::Verify { file } => {
                let files = match file {
                    Some(file) => vec![file.clone()],
                    None => self.list_backups()?.into_iter().filter_map(|row| row.path).collect(),
                };
                let mut known = HashMap::new();
                let verified = |file: PathBuf| {
                    let found = self.verify_but(&file, &mut known).map_err(|found| found.to_string());
                    (file, found)
                };
                BackupAnswer::Verified(files.into_iter().map(verified).collect())
            }
            BackupAsk::Drill { product, file } => {
                let product = self.meant(product.as_ref())?;
                let file = file.clone().map_or_else(|| self.newest_backup().map(|newest| newest.path), Ok)?;
                BackupAnswer::Drilled(self.drill(&product, &file)?)
            }
        })
    }

    /// The product that is named, or the only one.
    fn meant(&self, named: Option<&Name>) -> Result<Name, Error> {
        let products = self.products()?;
        match (named, products.as_slice()) {
            (Some(named), _) => Ok(named.clone()),
            (None, [only]) => Ok(only.clone()),
            (None, []) => Err(Error::Backup("no policy is published here".into())),
            (None, several) => {
                let names: Vec<&str> = several.iter().map(Name::as_str).collect();
                Err(Error::Backup(format!("say which product with --product: {}", names.join(", "))))
            }
        }
    }

    /// Whether somebody waits for an answer of this server about backups; who does is told that it will come.
    #[must_use]
    pub fn heed_ask_about_backups(&self) -> bool {
        let Some(asked) = read::<BackupAsk>(&self.config.data.join(ASKED)) else { return false };
        let telling = self.config.data.join(TOLD);
        if read::<BackupTold>(&telling).is_none_or(|told| told.number != asked.number) {
            // Only somebody's watching is lost with it.
            drop(write(&telling, &Numbered { number: asked.number, what: BackupTold::Underway(None) }));
        }
        true
    }

    /// Answers who asked this server; tells whether somebody had.
    ///
    /// What could not be done is an answer, too. The question goes once the answer is there: a server that ended before
    /// answers it at the next start.
    ///
    /// # Errors
    /// [`Error::Store`] if the data folder cannot be written.
    pub fn answer_asked(&self, told: &mut Told<'_>) -> Result<bool, Error> {
        let (asked, telling) = (self.config.data.join(ASKED), self.config.data.join(TOLD));
        let Some(Numbered { number, what }) = read::<BackupAsk>(&asked) else { return Ok(false) };
        let tell = |what: BackupTold| write(&telling, &Numbered { number, what });
        let mut last = None;
        let answer = self.answer_ask(&what, &mut |making| {
            let hundredth = (making.stage, making.done.saturating_mul(100).checked_div(making.of));
            if last.replace(hundredth) != Some(hundredth) {
                // Only somebody's watching is lost with it.
                drop(tell(BackupTold::Underway(Some(making))));
            }
            told(making)
        });
        let answer = answer.unwrap_or_else(|found| BackupAnswer::Failed(found.to_string()));
        tell(BackupTold::Over(answer)).map_err(fault)?;
        std::fs::remove_file(&asked).map_err(fault)?;
        Ok(true)
    }

    /// What never breaks off a backup.
    pub(crate) fn go_on(_: Making) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Asks the server that holds the installation; gives the number under which it answers.
///
/// # Errors
/// [`Error::Backup`] if somebody else is waiting for an answer; [`Error::Store`] if the data folder cannot be written.
pub fn ask_about_backups(config: &Config, now: jiff::Timestamp, ask: BackupAsk) -> Result<Reference, Error> {
    let number = fresh_reference(now)?;
    let asked = config.data.join(ASKED);
    let mine = config.data.join(format!("{ASKED}-{number}.part"));
    std::fs::write(&mine, to_json(&Numbered { number, what: ask })).map_err(fault)?;
    // Whole or not at all, and never over somebody else's.
    let linked = std::fs::hard_link(&mine, &asked);
    drop(std::fs::remove_file(&mine));
    match linked {
        Err(found) if found.kind() == ErrorKind::AlreadyExists => {
            Err(Error::Backup("the server is being asked about backups already; try again when it has answered".into()))
        }
        other => other.map_err(fault).map(|()| number),
    }
}

/// What the server has told who asked under that number; nothing, if it has not begun.
#[must_use]
pub fn told_about_backups(config: &Config, number: Reference) -> Option<BackupTold> {
    read::<BackupTold>(&config.data.join(TOLD)).filter(|told| told.number == number).map(|told| told.what)
}

/// Takes a question back that nobody answers.
pub fn ask_no_more(config: &Config) {
    drop(std::fs::remove_file(config.data.join(ASKED)));
}

fn read<T: for<'d> Deserialize<'d>>(path: &Path) -> Option<Numbered<T>> {
    serde_json::from_slice(&std::fs::read(path).ok()?).ok()
}

fn to_json<T: Serialize>(what: &T) -> Vec<u8> {
    serde_json::to_vec(what).unwrap_or_default()
}

/// Replaces the file at once: who looks sees the one or the other.
fn write<T: Serialize>(path: &Path, what: &T) -> std::io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, to_json(what))?;
    std::fs::rename(part, path)
}
