//! Where the sealed chunks of files lie.

use crate::engine::Engine;
use crate::error::Error;
use life::reference::{Cell, Reference};
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use store::FileRow;

/// Bytes of a whole sealed chunk.
const CHUNK: u64 = (1 << 20) + 16;

/// Where files that come from now on are kept. Those that are there stay where they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum FilePlace {
    /// In the database.
    #[default]
    Embedded,
    /// In a folder, one file each.
    Folder(PathBuf),
}

impl FilePlace {
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::Embedded => "embedded",
            Self::Folder(_) => "folder",
        }
    }
}

/// A file in the folder: by cell and reference, which are random.
pub(crate) fn path_of(folder: &Path, cell: Cell, file: Reference) -> PathBuf {
    folder.join(cell.to_string()).join(file.to_string())
}

/// A file on its way into its place.
pub(crate) struct Coming<'e> {
    engine: &'e Engine,
    cell: Cell,
    file: Reference,
    outside: Option<(PathBuf, File)>,
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
        if let FilePlace::Folder(folder) = &self.engine.config.files {
            let path = path_of(folder, self.cell, self.file);
            let made = make_folder_of(&path).and_then(|()| OpenOptions::new().write(true).create_new(true).open(&path));
            self.outside = Some((path, made.map_err(fault)?));
        }
        Ok(())
    }

    pub(crate) fn put(&mut self, number: u32, chunk: &[u8]) -> io::Result<()> {
        match &mut self.outside {
            Some((_, file)) => file.write_all(chunk),
            None => {
                let put = self.engine.store.put_chunk(self.cell, self.file, number, chunk.to_vec());
                put.map_err(io::Error::other)
            }
        }
    }

    /// Everything of it is durable when this answers.
    pub(crate) fn end(self) -> Result<(), Error> {
        let Some((path, file)) = self.outside else { return Ok(()) };
        file.sync_all().and_then(|()| path.parent().map_or(Ok(()), sync)).map_err(fault)
    }
}

impl Engine {
    /// The folder in which files lie, whether or not those that come now do.
    fn folder_of_files(&self) -> PathBuf {
        match &self.config.files {
            FilePlace::Folder(folder) => folder.clone(),
            FilePlace::Embedded => self.config.data.join("files"),
        }
    }

    pub(super) fn load_chunk(&self, row: &FileRow, number: u32) -> Result<Option<Vec<u8>>, Error> {
        if row.place == "embedded" {
            return Ok(self.store.lookup_chunk(row.cell, row.file, number)?);
        }
        let mut file = match File::open(path_of(&self.folder_of_files(), row.cell, row.file)) {
            Err(found) if found.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(fault)?,
        };
        let mut chunk = Vec::with_capacity(CHUNK as usize);
        file.seek(SeekFrom::Start(u64::from(number) * CHUNK)).map_err(fault)?;
        file.take(CHUNK).read_to_end(&mut chunk).map_err(fault)?;
        Ok(Some(chunk))
    }

    /// Removes what lies outside the database of a file that ended; what is not there is no fault.
    pub(super) fn remove_bytes(&self, row: &FileRow) -> Result<(), Error> {
        if row.place == "embedded" {
            return Ok(());
        }
        let path = path_of(&self.folder_of_files(), row.cell, row.file);
        match std::fs::remove_file(&path) {
            Err(found) if found.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed.and_then(|()| path.parent().map_or(Ok(()), sync)).map_err(fault),
        }
    }
}

fn make_folder_of(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    std::fs::create_dir_all(folder)?;
    folder.parent().map_or(Ok(()), sync)
}

fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(crate) fn fault(fault: io::Error) -> Error {
    Error::Store(store::StoreError::File(fault))
}
