//! Whose a place of files is: one installation's, for it removes there what it has no row of.
//!
//! An installation has a random number in its key store, so that it knows its own places again after its data folder is lost.
//! A place is marked with a hash of it on first use, and with the state of the key store at each start and backup; where
//! another's mark stands, or one of a state that this key store was never in, nothing is written, read or removed. So a
//! machine with an older copy of the keys does not touch the files of the one that runs.

use crate::config::Config;
use crate::error::Error;
use crate::fresh::random;
use crate::shell::hex;
use aws_lc_rs::digest::{SHA256, digest};
use places::{Place, PlaceError};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use vault::{KeyError, Stamp, Vault};

/// The file in a data folder that had an installation's number before the key store had it.
const NUMBER: &str = "installation";

/// Who marks a place.
#[derive(Debug)]
pub(super) struct Owner {
    vault: Arc<Vault>,
    before: PathBuf,
}

impl Owner {
    pub(super) fn of(config: &Config, vault: &Arc<Vault>) -> Self {
        Self { vault: Arc::clone(vault), before: config.data.join(NUMBER) }
    }

    /// What the data folder had goes into the key store.
    pub(super) fn settle(&self) -> Result<(), Error> {
        match std::fs::read_to_string(&self.before) {
            Ok(number) => {
                self.vault.keep_installation(&number)?;
                std::fs::remove_file(&self.before).map_err(super::place::fault)
            }
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
            Err(fault) => Err(super::place::fault(fault)),
        }
    }

    /// Its mark, in two lines: a hash of its number, and the state of its key store. The number is drawn now, if there is none.
    fn mark(&self) -> Result<String, PlaceError> {
        let fresh: [u8; 16] = random().map_err(std::io::Error::other)?;
        let number = self.vault.keep_installation(&hex(&fresh)).map_err(of_keys)?;
        let Stamp { count, tag } = self.vault.stamp();
        Ok(format!("{}\n{count} {}", hashed(&number), hex(&tag)))
    }

    /// Whether it set a mark, or may set its own in the place of it: it is of its number, and its key store was in that state.
    fn may_set(&self, mark: &str) -> Result<bool, PlaceError> {
        let (number, state) = mark.split_once('\n').unwrap_or((mark, ""));
        if self.vault.installation().map_err(of_keys)?.is_none_or(|mine| hashed(&mine) != number) {
            return Ok(false);
        }
        // Marks of before have no state.
        let Some(state) = read_state(state) else { return Ok(state.is_empty()) };
        match self.vault.assert_seen(state) {
            Err(KeyError::SetBack { .. }) => Ok(false),
            seen => seen.map(|()| true).map_err(of_keys),
        }
    }
}

fn hashed(number: &str) -> String {
    hex(digest(&SHA256, &[b"yinuo place of files ", number.as_bytes()].concat()).as_ref())
}

fn read_state(state: &str) -> Option<Stamp> {
    let (count, tag) = state.split_once(' ')?;
    let tag = u128::from_str_radix(tag, 16).ok()?.to_be_bytes();
    Some(Stamp { count: count.parse().ok()?, tag })
}

fn of_keys(fault: KeyError) -> PlaceError {
    std::io::Error::other(fault).into()
}

/// A place that is used by its owner alone.
#[derive(Debug)]
pub(crate) struct Owned {
    place: Place,
    owner: Arc<Owner>,
    ours: OnceLock<()>,
}

impl Owned {
    pub(super) const fn of(place: Place, owner: Arc<Owner>) -> Self {
        Self { place, owner, ours: OnceLock::new() }
    }

    /// The place, once it is known to be ours; marked, if it was nobody's.
    pub(crate) fn ours(&self) -> Result<&Place, PlaceError> {
        if self.ours.get().is_none() {
            self.claim()?;
        }
        Ok(&self.place)
    }

    /// It bears our mark, of the key store's state as it is now, unless it is another's.
    pub(super) fn claim(&self) -> Result<(), PlaceError> {
        self.assert_not_another_s()?;
        self.take_over()
    }

    /// It becomes ours, whoever's it was.
    pub(super) fn take_over(&self) -> Result<(), PlaceError> {
        self.place.set_mark(&self.owner.mark()?)?;
        self.ours.get_or_init(|| ());
        Ok(())
    }

    /// That nobody else marked it. Nothing is written.
    pub(super) fn assert_not_another_s(&self) -> Result<(), PlaceError> {
        match self.place.mark()? {
            Some(mark) if !self.owner.may_set(&mark)? => Err(PlaceError::Owned { place: self.place.address("") }),
            _ => Ok(()),
        }
    }

    /// The place, if it bears our mark.
    pub(super) fn if_marked(&self) -> Result<Option<&Place>, PlaceError> {
        let mark = self.place.mark()?;
        Ok(mark.map_or(Ok(false), |mark| self.owner.may_set(&mark))?.then_some(&self.place))
    }

    pub(super) fn list(&self) -> Result<Vec<(String, u64)>, PlaceError> {
        self.place.list()
    }

    /// What a process that was stopped was writing goes.
    pub(super) fn remove_parts(&self) -> Result<(), PlaceError> {
        self.place.remove_parts()
    }

    /// Where it stands, and how many files lie there.
    pub(super) fn described(&self) -> Result<String, PlaceError> {
        let files = self.place.list()?.iter().filter(|(thing, _)| super::place::whose(thing).is_some()).count();
        Ok(format!("{} ({files} files)", self.place.address("")))
    }
}

/// What a start says of a place that is another's.
pub(super) fn refused(fault: PlaceError) -> Error {
    match fault {
        PlaceError::Owned { place } => Error::Heads(format!(
            "the place of files {place} belongs to another installation, or to one with newer keys of this one: name another in \
             `[files]` or `[backups]`; if that installation is no more, restore with `--take-over-files`, or remove \
             `owner.mark` there"
        )),
        fault => fault.into(),
    }
}
