//! Where the sealed chunks of files lie.

use super::owned::{Owned, Owner, refused};
use crate::config::Config;
use crate::engine::Engine;
use crate::error::Error;
use life::reference::{Cell, Reference};
use places::{Place, PlaceError, Settings, Writing};
use std::io::{self, Write};
use std::sync::Arc;
use store::FileRow;
use vault::Vault;

/// Bytes of a whole sealed chunk.
const CHUNK: u64 = (1 << 20) + 16;

/// The words for where a file lies.
pub(super) const PLACES: [&str; 3] = [EMBEDDED, FOLDER, BUCKET];

const EMBEDDED: &str = "embedded";
const FOLDER: &str = "folder";
const BUCKET: &str = "bucket";

/// Where files that come from now on are kept. Those that are there stay where they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FilePlace {
    /// In the database.
    #[default]
    Embedded,
    /// In a folder or a bucket that is this installation's alone, one thing each.
    Outside(Settings),
}

impl FilePlace {
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Embedded => EMBEDDED,
            Self::Outside(Settings::Folder(_)) => FOLDER,
            Self::Outside(Settings::Bucket(_)) => BUCKET,
        }
    }

    /// The place outside the database, if there is one.
    #[must_use]
    pub const fn outside(&self) -> Option<&Settings> {
        match self {
            Self::Embedded => None,
            Self::Outside(settings) => Some(settings),
        }
    }
}

/// The places in which files lie, or may lie from before. Each belongs to this installation alone.
#[derive(Debug)]
pub(crate) struct Places {
    folder: Owned,
    bucket: Option<Owned>,
    // Copies of what lies in either of them, which belong to the backups.
    copies: Owned,
    owner: Arc<Owner>,
    // Whether files that come go outside the database.
    outside: bool,
}

impl Places {
    pub fn open(config: &Config, vault: &Arc<Vault>) -> Result<Self, PlaceError> {
        let outside = config.files.outside();
        let by_default = Settings::from(config.data.join("files"));
        let owner = Arc::new(Owner::of(config, vault));
        let owned = |settings: &Settings| Ok::<_, PlaceError>(Owned::of(Place::open(settings)?, Arc::clone(&owner)));
        let folder = owned(outside.filter(|settings| settings.folder().is_some()).unwrap_or(&by_default))?;
        let bucket = outside.filter(|settings| settings.folder().is_none()).map(owned).transpose()?;
        let copies = owned(&config.backups.below("files"))?;
        Ok(Self { folder, bucket, copies, owner, outside: outside.is_some() })
    }

    /// The place outside the database that a row names.
    pub fn of(&self, word: &str) -> Result<&Place, PlaceError> {
        let missing = || PlaceError::Settings("files lie in a bucket, and `files.to` names none".to_owned());
        if word == BUCKET { self.bucket.as_ref().ok_or_else(missing)?.ours() } else { self.folder.ours() }
    }

    /// Copies of what lies outside the database, which belong to the backups.
    pub fn copies(&self) -> Result<&Place, PlaceError> {
        self.copies.ours()
    }

    /// At a start, which alone has the data folder: marks the places that are used, and removes what a process that was
    /// stopped was writing there. A place that cannot be had is asked again when it is used.
    pub fn begin(&self, take_over: bool) -> Result<(), Error> {
        self.owner.settle()?;
        for place in self.used() {
            let claimed = if take_over { place.take_over() } else { place.claim() };
            ours_or_later(claimed.and_then(|()| place.remove_parts()))?;
        }
        Ok(())
    }

    /// Before a restore: what it would do where files of another installation lie. Nothing is changed.
    pub fn assert_restorable(&self) -> Result<(), Error> {
        let mut others = Vec::new();
        for place in self.used() {
            match place.assert_not_another_s() {
                Err(PlaceError::Owned { .. }) => others.push(place.described()?),
                looked => looked?,
            }
        }
        if others.is_empty() {
            return Ok(());
        }
        Err(Error::Backup(format!(
            "these places of files bear the mark of another installation, or of newer keys of this one: {}; a restore makes them \
             this one's and removes there what neither the backup nor a newer one that these keys open knows; if that installation is no more, restore with \
             `--take-over-files`; if it is still in use, as when a restore is tried out, name other places in `[files]` and \
             `[backups]`",
            others.join(", ")
        )))
    }

    /// With each backup: the places that are used say how far the key store had come. One that cannot be had says it later.
    pub fn mark_again(&self) -> Result<(), Error> {
        for place in self.used() {
            ours_or_later(place.claim())?;
        }
        Ok(())
    }

    /// Those into which files go that come from now on.
    fn used(&self) -> impl Iterator<Item = &Owned> {
        let place = self.bucket.as_ref().unwrap_or(&self.folder);
        [place, &self.copies].into_iter().filter(|_| self.outside)
    }

    /// What lies outside the database, whoever put it there.
    pub fn list(&self) -> Result<Vec<(String, u64)>, PlaceError> {
        let mut all = self.folder.list()?;
        all.extend(self.bucket.as_ref().map(Owned::list).transpose()?.unwrap_or_default());
        Ok(all)
    }

    /// The places that bear this installation's mark, that of the copies too.
    pub fn marked(&self) -> Result<Vec<&Place>, PlaceError> {
        let all = [&self.folder, &self.copies].into_iter().chain(&self.bucket);
        all.filter_map(|place| place.if_marked().transpose()).collect()
    }
}

/// A place that cannot be had is asked again when it is used; one that is another's is not used.
fn ours_or_later(claimed: Result<(), PlaceError>) -> Result<(), Error> {
    match claimed {
        Err(fault @ PlaceError::Owned { .. }) => return Err(refused(fault)),
        Err(fault) => tracing::warn!(%fault, "a place of files cannot be had"),
        Ok(()) => {}
    }
    Ok(())
}

/// What a file is called where it lies outside the database: by cell and reference, which are random.
pub(crate) fn thing(cell: Cell, file: Reference) -> String {
    format!("{cell}.{file}.file")
}

/// Whose a thing of this name is.
pub(super) fn whose(thing: &str) -> Option<(Cell, Reference)> {
    let (cell, file) = thing.strip_suffix(".file")?.split_once('.')?;
    Some((cell.parse().ok()?, file.parse().ok()?))
}

/// A file on its way into its place.
pub(crate) struct Coming<'e> {
    engine: &'e Engine,
    cell: Cell,
    file: Reference,
    outside: Option<Writing>,
}

impl<'e> Coming<'e> {
    /// Its row is durable when this answers; nothing else of it is there.
    pub(crate) fn begin(engine: &'e Engine, cell: Cell, file: Reference) -> Result<Self, Error> {
        engine.store.begin_file(cell, file, engine.config.files.word(), engine.now())?;
        engine.config.watch.tell(crate::Step::FileBegun);
        Ok(Self { engine, cell, file, outside: None })
    }

    /// Makes room for it outside the database, if it is kept there.
    pub(crate) fn make_room(&mut self) -> Result<(), Error> {
        if self.engine.config.files.outside().is_some() {
            let place = self.engine.files.of(self.engine.config.files.word())?;
            self.outside = Some(place.write(&thing(self.cell, self.file))?);
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, number: u32, chunk: &[u8]) -> io::Result<()> {
        let Some(writing) = &mut self.outside else {
            let put = self.engine.store.put_chunk(self.cell, self.file, number, chunk.to_vec());
            return put.map_err(io::Error::other);
        };
        // What is longer than a chunk goes in parts, and they are known before the first one is sent.
        if number == 1
            && let Some(upload) = writing.begin_parts()?
        {
            let noted = self.engine.store.note_upload(self.cell, self.file, Some(upload.to_owned()));
            noted.map_err(io::Error::other)?;
        }
        writing.write_all(chunk)
    }

    /// Everything of it is durable when this answers.
    pub(crate) fn end(self) -> Result<(), Error> {
        let Some(writing) = self.outside else { return Ok(()) };
        writing.finish()?;
        Ok(self.engine.store.note_upload(self.cell, self.file, None)?)
    }
}

impl Engine {
    pub(super) fn load_chunk(&self, row: &FileRow, number: u32) -> Result<Option<Vec<u8>>, Error> {
        if row.place == EMBEDDED {
            return Ok(self.store.lookup_chunk(row.cell, row.file, number)?);
        }
        let from = u64::from(number).saturating_mul(CHUNK);
        Ok(self.files.of(&row.place)?.read_some(&thing(row.cell, row.file), from, CHUNK)?)
    }

    /// Removes what lies outside the database of a file that ended, its copy for the backups too; what is not there is no
    /// fault.
    pub(super) fn remove_bytes(&self, row: &FileRow) -> Result<(), PlaceError> {
        if row.place == EMBEDDED {
            return Ok(());
        }
        let (place, thing) = (self.files.of(&row.place)?, thing(row.cell, row.file));
        if let Some(upload) = &row.upload {
            place.give_up(&thing, upload)?;
        }
        place.remove(&thing)?;
        // Noted or not: who was stopped while copying noted nothing.
        self.files.copies()?.remove(&thing)?;
        Ok(())
    }
}

pub(crate) fn fault(fault: io::Error) -> Error {
    Error::Store(store::StoreError::File(fault))
}
