//! Where large sealed things lie: a folder, or a bucket of an object store that speaks S3.
//!
//! Promises: what is written stands there whole once [`Writing::finish`] returns, and not at all before; what is dropped
//! half written leaves nothing behind; memory is one part ([`PART`]), whatever the length. What it does not do: it neither
//! seals nor checks what it holds, and the name and length of everything are seen by whoever keeps the place.
//!
//! Calls wait until they are done: never make one on a thread that drives asynchronous work.
//!
//! ```
//! use std::io::{Read, Write};
//! let folder = tempfile::tempdir()?;
//! let place = places::Place::open(&places::Settings::Folder(folder.path().into()))?;
//! let mut writing = place.write("0198.backup")?;
//! writing.write_all(b"sealed")?;
//! writing.finish()?;
//! let mut read = String::new();
//! place.read("0198.backup")?.read_to_string(&mut read)?;
//! assert_eq!(read, "sealed");
//! assert_eq!(place.list()?, [("0198.backup".to_owned(), 6)]);
//! assert!(place.remove("0198.backup")? && place.size("0198.backup")?.is_none());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod bucket;
mod folder;
mod owner;
mod settings;

pub use bucket::PART;
pub use settings::{Bucket, Secret, Settings};

use std::io::{self, Read, Write};

/// Why a place cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The endpoint would be spoken to in clear.
    #[error("`{0}` is not https: what lies in an object store goes there over TLS")]
    InsecureTransport(String),
    /// It cannot be used as configured.
    #[error("{0}")]
    Settings(String),
    /// A name that is not one step: letters, digits, `-`, `_` and `.`, not at the front.
    #[error("`{0}` is no name of a thing in a place: expected letters, digits, `-`, `_` and `.`")]
    Name(String),
    /// Nothing of this name is there.
    #[error("`{name}` is not in {place}")]
    Absent {
        /// What was looked for.
        name: String,
        /// Where.
        place: String,
    },
    /// It belongs to somebody else, who alone writes and removes there.
    #[error("{place} belongs to another installation: its owner alone writes and removes there")]
    Owned {
        /// Where.
        place: String,
    },
    /// The place does not do it: the disk, the network, or who keeps it.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// An open place.
#[derive(Debug)]
pub struct Place(Kind);

#[derive(Debug)]
enum Kind {
    Folder(folder::Folder),
    Bucket(bucket::Open),
}

impl Place {
    /// Opens it. A folder is created with the first thing written to it; a bucket has to be there.
    ///
    /// # Errors
    /// [`PlaceError::InsecureTransport`], [`PlaceError::Settings`]. Nothing is asked of the network yet.
    pub fn open(settings: &Settings) -> Result<Self, PlaceError> {
        Ok(Self(match settings {
            Settings::Folder(path) => Kind::Folder(folder::Folder(path.clone())),
            Settings::Bucket(bucket) => Kind::Bucket(bucket::Open::new(bucket)?),
        }))
    }

    /// Begins to write a thing. One of the same name is replaced once the new one is whole.
    ///
    /// # Errors
    /// [`PlaceError::Name`]; [`PlaceError::Io`] if the place cannot be written.
    pub fn write(&self, name: &str) -> Result<Writing, PlaceError> {
        assert_name(name)?;
        Ok(Writing(match &self.0 {
            Kind::Folder(folder) => Begun::File(folder.write(name)?),
            Kind::Bucket(bucket) => Begun::Object(bucket.write(name)),
        }))
    }

    /// Reads a thing from its first byte on.
    ///
    /// # Errors
    /// [`PlaceError::Name`], [`PlaceError::Absent`], [`PlaceError::Io`].
    pub fn read(&self, name: &str) -> Result<Box<dyn Read + Send>, PlaceError> {
        assert_name(name)?;
        match &self.0 {
            Kind::Folder(folder) => folder.read(name),
            Kind::Bucket(bucket) => bucket.read(name),
        }
    }

    /// Bytes of a thing from one of them on, at most `most`, fewer at its end; `None` if it is not there.
    ///
    /// # Errors
    /// [`PlaceError::Name`], [`PlaceError::Io`].
    pub fn read_some(&self, name: &str, from: u64, most: u64) -> Result<Option<Vec<u8>>, PlaceError> {
        assert_name(name)?;
        match &self.0 {
            Kind::Folder(folder) => folder.read_some(name, from, most),
            Kind::Bucket(bucket) => bucket.read_some(name, from, most),
        }
    }

    /// How many bytes a thing has; `None` if it is not there.
    ///
    /// # Errors
    /// [`PlaceError::Name`], [`PlaceError::Io`].
    pub fn size(&self, name: &str) -> Result<Option<u64>, PlaceError> {
        assert_name(name)?;
        match &self.0 {
            Kind::Folder(folder) => folder.size(name),
            Kind::Bucket(bucket) => bucket.size(name),
        }
    }

    /// Everything whole that is there, with its bytes, in the order of the names.
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn list(&self) -> Result<Vec<(String, u64)>, PlaceError> {
        let mut all = match &self.0 {
            Kind::Folder(folder) => folder.list(),
            Kind::Bucket(bucket) => bucket.list(),
        }?;
        all.retain(|(name, _)| assert_name(name).is_ok() && name != owner::OWNER);
        all.sort();
        Ok(all)
    }

    /// Removes a thing; tells whether it was there. To do it again is no fault.
    ///
    /// # Errors
    /// [`PlaceError::Name`], [`PlaceError::Io`].
    pub fn remove(&self, name: &str) -> Result<bool, PlaceError> {
        let there = self.size(name)?.is_some();
        match &self.0 {
            Kind::Folder(folder) => folder.remove(name)?,
            Kind::Bucket(bucket) => bucket.remove(name)?,
        }
        Ok(there)
    }

    /// Takes back what was sent of a thing that never became whole, by the name that [`Writing::begin_parts`] told. To do it
    /// again is no fault, nor for what became whole after all.
    ///
    /// # Errors
    /// [`PlaceError::Name`], [`PlaceError::Io`].
    pub fn give_up(&self, name: &str, parts: &str) -> Result<(), PlaceError> {
        assert_name(name)?;
        match &self.0 {
            Kind::Folder(_) => Ok(()),
            Kind::Bucket(bucket) => bucket.give_up(name, parts),
        }
    }

    /// Removes what a process that was stopped left half written. Only for who alone writes to the place.
    ///
    /// A bucket lists nothing half written: what such a process had sent is taken back by [`Place::give_up`], or by a rule
    /// of the bucket's own (`AbortIncompleteMultipartUpload`).
    ///
    /// # Errors
    /// [`PlaceError::Io`].
    pub fn remove_parts(&self) -> Result<(), PlaceError> {
        match &self.0 {
            Kind::Folder(folder) => folder.remove_parts(),
            Kind::Bucket(_) => Ok(()),
        }
    }

    /// Where a thing of this name stands: a path, or `s3://bucket/prefix/name`.
    #[must_use]
    pub fn address(&self, name: &str) -> String {
        match &self.0 {
            Kind::Folder(folder) => folder.0.join(name).display().to_string(),
            Kind::Bucket(bucket) => bucket.address(name),
        }
    }
}

/// A thing that is being written. Dropped before [`Writing::finish`], it leaves nothing.
#[derive(Debug)]
pub struct Writing(Begun);

#[derive(Debug)]
enum Begun {
    File(folder::Part),
    Object(bucket::Upload),
}

impl Writing {
    /// Begins to send in parts, where the place does: tells the name under which it keeps them until they are whole. Who asks
    /// for it notes it before writing on, and takes them back by [`Place::give_up`] if they do not become whole, whatever
    /// happens to this process.
    ///
    /// # Errors
    /// If the place does not do it.
    pub fn begin_parts(&mut self) -> io::Result<Option<&str>> {
        match &mut self.0 {
            Begun::File(_) => Ok(None),
            Begun::Object(upload) => upload.begin_parts().map(Some),
        }
    }

    /// It is whole: durable and in its place when this returns.
    ///
    /// # Errors
    /// [`PlaceError::Io`]; then nothing of it is left.
    pub fn finish(self) -> Result<(), PlaceError> {
        match self.0 {
            Begun::File(part) => part.finish(),
            Begun::Object(upload) => upload.finish(),
        }
    }
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Begun::File(part) => part.write(bytes),
            Begun::Object(upload) => upload.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Begun::File(part) => part.flush(),
            // Parts have a size of their own; what is left goes at the end.
            Begun::Object(_) => Ok(()),
        }
    }
}

/// One step below the place, and none that means something else to a file system or in an address.
fn assert_name(name: &str) -> Result<(), PlaceError> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let fine = !name.is_empty() && !name.starts_with('.') && !name.ends_with(folder::PART) && name.chars().all(plain);
    if fine { Ok(()) } else { Err(PlaceError::Name(name.to_owned())) }
}
