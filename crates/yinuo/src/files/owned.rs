//! Whose a place of files is: one installation's, for it removes there what it has no row of.
//!
//! An installation has a random number in its data folder, which no backup carries. A place is marked with a hash of it on
//! first use; where another's mark stands nothing is written, read or removed. So what a machine restores for a trial does
//! not touch the files of the one that runs.

use crate::config::Config;
use crate::error::Error;
use crate::fresh::random;
use crate::shell::hex;
use aws_lc_rs::digest::{SHA256, digest};
use places::{Place, PlaceError};
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// The file of an installation's number, in its data folder.
const NUMBER: &str = "installation";

/// Who marks a place.
#[derive(Debug)]
pub(super) struct Owner(PathBuf);

impl Owner {
    pub(super) fn of(config: &Config) -> Self {
        Self(config.data.join(NUMBER))
    }

    /// Its mark; nothing, while the installation has no number.
    fn known(&self) -> Result<Option<String>, PlaceError> {
        match std::fs::read(&self.0) {
            Ok(number) => Ok(Some(hex(digest(&SHA256, &[b"yinuo place of files ", &*number].concat()).as_ref()))),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    /// Its mark; the number is drawn now, if there is none.
    fn mark(&self) -> Result<String, PlaceError> {
        if let Some(mark) = self.known()? {
            return Ok(mark);
        }
        let number: [u8; 16] = random().map_err(std::io::Error::other)?;
        let beside = self.0.with_extension("part");
        let mut file = File::create(&beside)?;
        file.write_all(hex(&number).as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&beside, &self.0)?;
        self.0.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?;
        self.known()?.ok_or_else(|| std::io::Error::from(ErrorKind::NotFound).into())
    }
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
            self.place.claim(&self.owner.mark()?)?;
            self.ours.get_or_init(|| ());
        }
        Ok(&self.place)
    }

    /// It becomes ours, whoever's it was.
    pub(super) fn take_over(&self) -> Result<(), PlaceError> {
        self.place.take_over(&self.owner.mark()?)
    }

    /// That nobody else marked it. Nothing is written.
    pub(super) fn assert_not_another_s(&self) -> Result<(), PlaceError> {
        self.place.assert_free_for(self.owner.known()?.as_deref().unwrap_or_default())
    }

    /// The place, if it bears our mark.
    pub(super) fn if_marked(&self) -> Result<Option<&Place>, PlaceError> {
        let (mine, owner) = (self.owner.known()?, self.place.owner()?);
        Ok(owner.is_some_and(|owner| Some(owner) == mine).then_some(&self.place))
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
            "the place of files {place} belongs to another installation: name another in `[files]` or `[backups]`; if that \
             installation is no more, restore with `--take-over-files`, or remove `owner.mark` there"
        )),
        fault => fault.into(),
    }
}
