//! A folder: written beside its place, made durable, and moved there.

use crate::PlaceError;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What the name of a file ends with that is not whole yet.
pub(crate) const PART: &str = ".part";

#[derive(Debug)]
pub(crate) struct Folder(pub PathBuf);

impl Folder {
    pub fn write(&self, name: &str) -> Result<Part, PlaceError> {
        std::fs::create_dir_all(&self.0)?;
        let to = self.0.join(name);
        let beside = self.0.join(format!("{name}{PART}"));
        let file = BufWriter::new(create(&beside)?);
        Ok(Part { file: Some(file), beside, to })
    }

    pub fn read(&self, name: &str) -> Result<Box<dyn Read + Send>, PlaceError> {
        match File::open(self.0.join(name)) {
            Ok(file) => Ok(Box::new(BufReader::new(file))),
            Err(fault) if fault.kind() == ErrorKind::NotFound => {
                Err(PlaceError::Absent { name: name.to_owned(), place: self.0.display().to_string() })
            }
            Err(fault) => Err(fault.into()),
        }
    }

    pub fn read_some(&self, name: &str, from: u64, most: u64) -> Result<Option<Vec<u8>>, PlaceError> {
        let mut file = match File::open(self.0.join(name)) {
            Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened?,
        };
        file.seek(SeekFrom::Start(from))?;
        let left = file.metadata()?.len().saturating_sub(from).min(most);
        let mut bytes = Vec::with_capacity(usize::try_from(left).unwrap_or_default());
        file.take(most).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    }

    pub fn size(&self, name: &str) -> Result<Option<u64>, PlaceError> {
        match std::fs::metadata(self.0.join(name)) {
            Ok(found) => Ok(found.is_file().then_some(found.len())),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }

    pub fn list(&self) -> Result<Vec<(String, u64)>, PlaceError> {
        let mut all = Vec::new();
        for file in self.files()? {
            let file = file?;
            let found = file.metadata()?;
            if let (Ok(name), true) = (file.file_name().into_string(), found.is_file()) {
                all.push((name, found.len()));
            }
        }
        Ok(all)
    }

    pub fn remove(&self, name: &str) -> Result<(), PlaceError> {
        remove(&self.0.join(name))
    }

    pub fn remove_parts(&self) -> Result<(), PlaceError> {
        for file in self.files()? {
            let file = file?;
            if file.file_name().to_str().is_some_and(|name| name.ends_with(PART)) {
                remove(&file.path())?;
            }
        }
        Ok(())
    }

    /// What is in it; a folder that is not there has nothing.
    fn files(&self) -> Result<impl Iterator<Item = io::Result<std::fs::DirEntry>>, PlaceError> {
        match std::fs::read_dir(&self.0) {
            Ok(files) => Ok(Some(files).into_iter().flatten()),
            Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None.into_iter().flatten()),
            Err(fault) => Err(fault.into()),
        }
    }
}

fn remove(path: &Path) -> Result<(), PlaceError> {
    match std::fs::remove_file(path) {
        Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(()),
        Err(fault) => Err(fault.into()),
        Ok(()) => Ok(path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())?),
    }
}

/// An empty file that nobody but its owner reads, whoever could read what was there.
fn create(path: &Path) -> io::Result<File> {
    match std::fs::remove_file(path) {
        Err(fault) if fault.kind() != ErrorKind::NotFound => return Err(fault),
        _ => {}
    }
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A file that is not in its place yet.
#[derive(Debug)]
pub(crate) struct Part {
    file: Option<BufWriter<File>>,
    beside: PathBuf,
    to: PathBuf,
}

impl Part {
    pub fn finish(mut self) -> Result<(), PlaceError> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        file.flush()?;
        file.get_ref().sync_all()?;
        drop(file);
        std::fs::rename(&self.beside, &self.to)?;
        if let Some(folder) = self.to.parent() {
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // Moved to its place it is not here any more.
        drop(std::fs::remove_file(&self.beside));
    }
}
