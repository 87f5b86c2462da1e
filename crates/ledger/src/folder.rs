//! A log folder on disk: files appear whole or not at all, and published ones never change.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::Error;

/// The one file under way. It is in the log folder itself, so that a rename stays on one file system and a verifier
/// has one name to overlook.
pub(crate) const PENDING: &str = ".pending";

/// Whether a file was placed or stood there already with other bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Placed {
    Stands,
    Differs,
}

#[derive(Debug)]
pub(crate) struct Folder {
    root: PathBuf,
    /// Folders with entries that are not yet durable.
    unsynced: BTreeSet<PathBuf>,
    /// In tests: how many more steps succeed before the disk fails, as at a `kill -9`.
    #[cfg(test)]
    pub(crate) steps_left: Option<u32>,
}

impl Folder {
    pub(crate) fn at(root: &Path) -> Folder {
        Folder {
            root: root.to_owned(),
            unsynced: BTreeSet::new(),
            #[cfg(test)]
            steps_left: None,
        }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of `name`, or `None` where there is no such file.
    pub(crate) fn read(&self, name: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = self.root.join(name);
        match fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(Error::io(&path, cause)),
        }
    }

    /// Writes `name` once: an equal file is left, a different one is reported and left.
    pub(crate) fn place(&mut self, name: &str, bytes: &[u8]) -> Result<Placed, Error> {
        match self.read(name)? {
            // A writer that was stopped may have renamed it and not made the rename durable.
            Some(found) if found == bytes => {
                self.distrust(&self.root.join(name));
                Ok(Placed::Stands)
            }
            Some(_) => Ok(Placed::Differs),
            None => self.write(name, bytes).map(|()| Placed::Stands),
        }
    }

    /// Writes `name` whether or not it stands, then makes everything written so far durable.
    pub(crate) fn replace(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.write(name, bytes)?;
        self.sync()
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let (pending, path) = (self.root.join(PENDING), self.root.join(name));
        self.make_parents(&path)?;
        self.step(&pending)?;
        let mut file = File::create(&pending).map_err(|cause| Error::io(&pending, cause))?;
        file.write_all(bytes).map_err(|cause| Error::io(&pending, cause))?;
        self.step(&pending)?;
        file.sync_all().map_err(|cause| Error::io(&pending, cause))?;
        self.step(&path)?;
        fs::rename(&pending, &path).map_err(|cause| Error::io(&path, cause))
    }

    /// Makes the folders above `path` and remembers each whose list of entries changes.
    fn make_parents(&mut self, path: &Path) -> Result<(), Error> {
        let Some(parent) = path.parent() else {
            return Ok(());
        };
        for folder in parent.ancestors().take_while(|folder| !folder.exists()) {
            self.unsynced.extend(folder.parent().filter(|above| !above.as_os_str().is_empty()).map(Path::to_owned));
        }
        self.step(parent)?;
        fs::create_dir_all(parent).map_err(|cause| Error::io(parent, cause))?;
        self.unsynced.insert(parent.to_owned());
        Ok(())
    }

    /// Makes durable that the file `name` is there, whoever put it there.
    pub(crate) fn settle(&mut self, name: &str) -> Result<(), Error> {
        self.distrust(&self.root.join(name));
        self.sync()
    }

    /// Counts the folders above `path` as not durable, up to the product's (two above a cell's log).
    fn distrust(&mut self, path: &Path) {
        let outermost = self.root.ancestors().take(3).last().unwrap_or(&self.root);
        let above = path
            .ancestors()
            .skip(1)
            .take_while(|folder| folder.starts_with(outermost) && !folder.as_os_str().is_empty());
        self.unsynced.extend(above.map(Path::to_owned));
    }

    /// Makes every rename and new folder durable.
    pub(crate) fn sync(&mut self) -> Result<(), Error> {
        for folder in std::mem::take(&mut self.unsynced) {
            self.step(&folder)?;
            // Only Unix can sync a folder; elsewhere the file system orders renames itself.
            #[cfg(unix)]
            File::open(&folder).and_then(|open| open.sync_all()).map_err(|cause| Error::io(&folder, cause))?;
        }
        Ok(())
    }

    /// Removes the partial files of `full` (a path without `.p`) except the one of width `keep`.
    pub(crate) fn remove_partials(&mut self, full: &str, keep: Option<u64>) -> Result<(), Error> {
        let folder = self.root.join(format!("{full}.p"));
        let listed = match fs::read_dir(&folder) {
            Ok(listed) => listed,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(()),
            Err(cause) => return Err(Error::io(&folder, cause)),
        };
        let kept = keep.map(|width| width.to_string());
        for found in listed {
            let found = found.map_err(|cause| Error::io(&folder, cause))?;
            if found.file_name().to_str() != kept.as_deref() {
                self.step(&found.path())?;
                fs::remove_file(found.path()).map_err(|cause| Error::io(&found.path(), cause))?;
            }
        }
        if keep.is_none() {
            self.step(&folder)?;
            fs::remove_dir(&folder).map_err(|cause| Error::io(&folder, cause))?;
        }
        Ok(())
    }

    #[cfg(test)]
    fn step(&mut self, place: &Path) -> Result<(), Error> {
        match &mut self.steps_left {
            Some(0) => Err(Error::io(place, std::io::Error::other("stopped here"))),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }

    #[cfg(not(test))]
    fn step(&self, _place: &Path) -> Result<(), Error> {
        Ok(())
    }
}
