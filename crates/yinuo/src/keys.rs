//! The key store as an operator looks after it: where it lies, rotation, recovery, who must agree.

use crate::config::Config;
use crate::engine::{Engine, own_cell};
use crate::error::Error;
use crate::reseal::SuiteChange;
use crate::shell::{Scene, nothing};
use life::reference::Cell;
use life::{Decision, Entry, Plan};
use policy::Name;
use std::path::{Path, PathBuf};
use store::Wanted;
use vault::{FileRoot, KeyStore, Places, PrintedShare, RotationStep, Vault};

pub use vault::{Approval, KeyStatus, Passphrase};

/// What holds the root key.
#[derive(Debug, Clone)]
pub enum RootPlace {
    /// Files in the key folder, and in its mirror.
    Files {
        /// What locks them; none: whoever reads the files has the key.
        passphrase: Option<Passphrase>,
    },
    /// A PKCS#11 token; only where the program was built with the feature `hsm`.
    Token {
        /// The vendor's library.
        module: PathBuf,
        /// The token's label.
        token: String,
        /// The user's PIN.
        pin: Passphrase,
    },
}

impl Default for RootPlace {
    fn default() -> Self {
        Self::Files { passphrase: None }
    }
}

impl Config {
    pub(crate) fn key_places(&self) -> Places {
        Places { folder: self.keys.clone(), mirror: self.key_mirror.clone() }
    }

    fn open_root(&self) -> Result<Box<dyn KeyStore>, Error> {
        match &self.root {
            RootPlace::Files { passphrase } => Ok(Box::new(FileRoot::open(&self.key_places(), passphrase.clone())?)),
            #[cfg(feature = "hsm")]
            RootPlace::Token { module, token, pin } => {
                let (module, token, pin) = (module.clone(), token.clone(), pin.clone());
                Ok(Box::new(vault::TokenRoot::open(&vault::TokenPlace { module, token, pin })?))
            }
            #[cfg(not(feature = "hsm"))]
            RootPlace::Token { .. } => Err(Error::Vault(
                "this program was built without PKCS#11: build it with `--features hsm`, or set `keys.root = \"file\"`"
                    .into(),
            )),
        }
    }

    /// Opens the key store.
    pub(crate) fn open_vault(&self) -> Result<Vault, Error> {
        Ok(Vault::open_at(&self.key_places(), self.open_root()?)?)
    }
}

/// What is rotated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rotate {
    /// The root key.
    Root,
    /// Every cell's key.
    Cells,
    /// One cell's key.
    Cell(Cell),
}

impl Rotate {
    fn word(self) -> String {
        match self {
            Self::Root => "root".to_owned(),
            Self::Cells => "cells".to_owned(),
            Self::Cell(cell) => cell.to_string(),
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "root" => Some(Self::Root),
            "cells" => Some(Self::Cells),
            cell => cell.parse().ok().map(Self::Cell),
        }
    }
}

/// Keys and suites at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyReport {
    /// The key store.
    pub keys: KeyStatus,
    /// For each product, how far its records have come in the last change of suite.
    pub suites: Vec<(Name, SuiteChange)>,
}

/// In the key folder: what a running server is asked to rotate, and how far it is.
const ASKED: &str = "rotate.asked";
const PROGRESS: &str = "rotate.progress";

impl Engine {
    /// Keys and suites at a glance.
    ///
    /// # Errors
    /// [`Error::Vault`] or [`Error::Store`].
    pub fn key_report(&self) -> Result<KeyReport, Error> {
        let mut suites = Vec::new();
        for product in self.products()? {
            suites.extend(self.suite_change(&product)?.map(|change| (product, change)));
        }
        self.config.key_places().assert_whole()?;
        Ok(KeyReport { keys: self.vault.status()?, suites })
    }

    /// Rotates while everything goes on, or goes on with a rotation that was interrupted; tells how many rows
    /// were written.
    ///
    /// # Errors
    /// [`Error::Vault`] if two people must agree and do not, or if the key store fails.
    pub fn rotate_keys(
        &self,
        what: Rotate,
        leave: &[Approval],
        told: &mut dyn FnMut(RotationStep),
    ) -> Result<u64, Error> {
        self.vault.approve(leave)?;
        let rows = self.rotate(what, told)?;
        self.note_keys(match what {
            Rotate::Root => "rotate-root",
            Rotate::Cells | Rotate::Cell(_) => "rotate-cells",
        })?;
        Ok(rows)
    }

    fn rotate(&self, what: Rotate, told: &mut dyn FnMut(RotationStep)) -> Result<u64, Error> {
        Ok(match what {
            Rotate::Root => self.vault.rotate_root(told)?,
            Rotate::Cells => self.vault.rotate_cells(self.now(), None, told)?,
            Rotate::Cell(cell) => self.vault.rotate_cells(self.now(), Some(cell), told)?,
        })
    }

    /// Whether a running server is asked to rotate.
    #[must_use]
    pub fn is_asked_to_rotate(&self) -> bool {
        self.config.keys.join(ASKED).exists()
    }

    /// Carries out a rotation that was asked of a running server; tells whether there was one.
    ///
    /// Asked again after an interruption, it goes on: the request goes last.
    ///
    /// # Errors
    /// [`Error::Vault`] if the key store fails; what was done stays done.
    pub fn rotate_asked(&self) -> Result<bool, Error> {
        let (asked, progress) = (self.config.keys.join(ASKED), self.config.keys.join(PROGRESS));
        let Ok(word) = std::fs::read_to_string(&asked) else { return Ok(false) };
        if let Some(what) = Rotate::of_word(word.trim()) {
            let rows = self.rotate(what, &mut |step| {
                if let RotationStep::Wrapped { done, of } = step {
                    // Only somebody's watching is lost with it.
                    drop(std::fs::write(&progress, format!("{done} {of}")));
                }
            })?;
            self.note_keys(if what == Rotate::Root { "rotate-root" } else { "rotate-cells" })?;
            drop(std::fs::write(&progress, format!("{rows} {rows}")));
        }
        std::fs::remove_file(&asked).map_err(store::StoreError::from)?;
        Ok(true)
    }

    /// Makes a recovery key and gives its shares, which are kept nowhere else.
    ///
    /// # Errors
    /// [`Error::Vault`] if two people must agree and do not, for a split that makes no sense, or if the key store
    /// fails.
    pub fn export_recovery(&self, leave: &[Approval], needed: u8, of: u8) -> Result<Vec<PrintedShare>, Error> {
        self.vault.approve(leave)?;
        let shares = self.vault.export_recovery(needed, of)?;
        self.note_keys("export-recovery")?;
        Ok(shares)
    }

    /// Brings a key store whose root key is lost under a fresh one, by shares; tells how many keys.
    ///
    /// # Errors
    /// [`Error::Store`] if a process holds the installation; [`Error::Vault`] with what is wrong with which share.
    pub fn recover_keys(config: &Config, shares: &[&str], leave: &[Approval]) -> Result<u64, Error> {
        let _held = store::hold(&config.data, "yinuo keys recover")?;
        let root = config.open_root()?;
        Ok(Vault::recover(&config.key_places(), &*root, shares, leave)?)
    }

    /// Enrols somebody who joins in where one person is not enough.
    ///
    /// # Errors
    /// [`Error::Vault`] for a name that is taken, or without the leave of two.
    pub fn enrol(&self, person: &Approval, leave: &[Approval]) -> Result<(), Error> {
        self.vault.enrol(person, leave)?;
        self.note_keys("enrol")
    }

    /// Takes somebody off that list.
    ///
    /// # Errors
    /// [`Error::Vault`] for a name that is not on it, or without the leave of two.
    pub fn dismiss(&self, name: &str, leave: &[Approval]) -> Result<(), Error> {
        self.vault.dismiss(name, leave)?;
        self.note_keys("dismiss")
    }

    /// What was done to the keys stands in the ledger of every product.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn note_keys(&self, what: &str) -> Result<(), Error> {
        for product in self.products()? {
            let Ok(policy) = self.policy(&product) else { continue };
            let moment = self.moment()?;
            let mut entry = Entry::of(&policy, &moment, &life::Actor::job(), "keys");
            entry.promise = Some(Name::from("protect"));
            entry.about = Some(Name::from(what));
            let cell = own_cell(&product);
            let scene = Scene { product, cell, named: false, wanted: Wanted::default() };
            let plan = |entry: &Entry| Decision::Do(Box::new(Plan::resting_on(Vec::new(), entry.clone())));
            self.carry_out(&scene, |_, _, _| plan(&entry), nothing)?;
        }
        Ok(())
    }
}

/// The keys in numbers, of an installation that a server holds.
///
/// # Errors
/// [`Error::Vault`] if there is no key store, or it cannot be read.
pub fn key_status(config: &Config) -> Result<KeyStatus, Error> {
    let places = config.key_places();
    let root = match &config.root {
        RootPlace::Files { passphrase } => FileRoot::beside(&places, passphrase.clone()).describe(),
        RootPlace::Token { .. } => config.open_root()?.describe(),
    };
    Ok(Vault::status_in(&places, root)?)
}

/// Asks the server that holds the installation to rotate.
///
/// # Errors
/// [`Error::Vault`] if two people must agree and do not; [`Error::Store`] if the key folder cannot be written.
pub fn ask_to_rotate(config: &Config, what: Rotate, leave: &[Approval]) -> Result<(), Error> {
    Vault::approve_in(&config.key_places(), leave)?;
    let file = |name: &str| config.keys.join(name);
    drop(std::fs::remove_file(file(PROGRESS)));
    write_private(&file(ASKED), what.word().as_bytes()).map_err(store::StoreError::from)?;
    Ok(())
}

/// How far the server is: whether it is done, and how many of how many keys as far as it has told.
#[must_use]
pub fn rotation_progress(config: &Config) -> (bool, Option<(u64, u64)>) {
    let told = std::fs::read_to_string(config.keys.join(PROGRESS)).unwrap_or_default();
    let told = told.split_once(' ').and_then(|(done, of)| Some((done.parse().ok()?, of.parse().ok()?)));
    (!config.keys.join(ASKED).exists(), told)
}

fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = path.with_extension("part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(part, path)
}
