//! Reading a folder that somebody else made: no links, no devices, nothing longer than it may be.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use crate::report::Code;

/// Why a file could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    Missing,
    NotAFile,
    TooLarge,
    Unreadable,
}

impl Fault {
    pub(crate) fn code(self) -> Code {
        match self {
            Fault::Missing => Code::MissingFile,
            Fault::NotAFile | Fault::Unreadable => Code::Unreadable,
            Fault::TooLarge => Code::TooLarge,
        }
    }

    pub(crate) fn says(self) -> &'static str {
        match self {
            Fault::Missing => "there is no such file",
            Fault::NotAFile => "this is not a plain file",
            Fault::TooLarge => "this is longer than such a file can be",
            Fault::Unreadable => "the system would not read this",
        }
    }
}

/// The bytes of `dir/name`, `max` at most.
pub(crate) fn read(dir: &Path, name: &str, max: u64) -> Result<Vec<u8>, Fault> {
    let path = dir.join(name);
    // Asked before opening: opening a pipe would wait for its writer.
    let kind = fs::symlink_metadata(&path).map_err(fault)?;
    if !kind.is_file() {
        return Err(Fault::NotAFile);
    }
    if kind.len() > max {
        return Err(Fault::TooLarge);
    }
    let mut bytes = Vec::new();
    let file = File::open(&path).map_err(fault)?;
    let read = file.take(max.saturating_add(1)).read_to_end(&mut bytes).map_err(fault)?;
    if read as u64 > max { Err(Fault::TooLarge) } else { Ok(bytes) }
}

fn fault(cause: std::io::Error) -> Fault {
    match cause.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Missing,
        _ => Fault::Unreadable,
    }
}

/// The items of a bundle (uint16 big-endian length, bytes), or `None` where it does not end with an item or has more
/// than `items_max`.
pub(crate) fn bundle(mut bytes: &[u8], items_max: usize) -> Option<Vec<&[u8]>> {
    let mut items = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<2>()?;
        let (item, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        items.push(item);
        bytes = rest;
        if items.len() > items_max {
            return None;
        }
    }
    Some(items)
}
