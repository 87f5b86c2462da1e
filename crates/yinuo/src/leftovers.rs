//! What an interrupted backup or restore leaves behind, and how it is told from what is whole.

use crate::config::Config;
use crate::error::Error;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use store::Mirror;

/// Stands in a data folder while a restore into it is under way: until the will of its people is done again,
/// nothing may be served from it.
const RESTORING: &str = "restoring";

fn fault(fault: std::io::Error) -> Error {
    Error::Store(store::StoreError::File(fault))
}

fn mark(config: &Config) -> PathBuf {
    config.data.join(RESTORING)
}

/// A half restored folder is not opened.
pub(crate) fn refuse_half_restored(config: &Config) -> Result<(), Error> {
    if mark(config).exists() {
        let place = config.data.display();
        return Err(Error::Heads(format!("a restore into {place} did not end; run `yinuo restore` again")));
    }
    Ok(())
}

/// Whether the data folder holds no data although its mirror does: then it was lost. Nothing is made by asking.
///
/// # Errors
/// [`Error::Store`] if the mirror cannot be read.
pub fn data_lost(config: &Config) -> Result<bool, Error> {
    if config.data.join(store::DATABASE).exists() || !config.mirror.is_dir() || !Mirror::exists(&config.mirror)? {
        return Ok(false);
    }
    Ok(!Mirror::open(&config.mirror, Mirror::newest(&config.mirror)?)?.heads()?.is_empty())
}

/// In the place of what was lost nothing is founded anew: a restore wants it empty.
pub(crate) fn refuse_lost(config: &Config) -> Result<(), Error> {
    if data_lost(config)? {
        return Err(Error::Heads(lost(config)));
    }
    Ok(())
}

/// What is said of data that was lost.
#[must_use]
pub fn lost(config: &Config) -> String {
    let (data, mirror) = (config.data.display(), config.mirror.display());
    format!(
        "{data} holds no data, and the ledger's mirror in {mirror} does: run `yinuo restore` with the newest backup"
    )
}

/// A restore into a data folder that is marked as such.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Begun {
    /// Whether another one was begun before and did not end.
    pub again: bool,
}

/// Marks the data folder, which must hold no data but what a restore that did not end left there.
pub(crate) fn begin_restore(config: &Config) -> Result<Begun, Error> {
    let again = mark(config).exists();
    let database = config.data.join(store::DATABASE);
    if again {
        remove_database(config)?;
    }
    if database.exists() {
        let place = config.data.display();
        return Err(Error::Backup(format!("{place} already holds data; restore into an empty data folder")));
    }
    store::make_private(&config.data).map_err(fault)?;
    if !again {
        File::create(mark(config)).and_then(|file| file.sync_all()).map_err(fault)?;
        sync_folder(&config.data)?;
    }
    Ok(Begun { again })
}

/// The number of the logs that the restore under way goes by, `now` if it has just begun: one that was stopped after it
/// gave logs up goes by the same ones again.
pub(crate) fn logs_gone_by(config: &Config, now: u64) -> Result<u64, Error> {
    let path = mark(config);
    let written = std::fs::read_to_string(&path).map_err(fault)?;
    if let Ok(number) = written.trim().parse() {
        return Ok(number);
    }
    let beside = path.with_extension("part");
    let write = |mut file: File| file.write_all(now.to_string().as_bytes()).and_then(|()| file.sync_all());
    File::create(&beside).and_then(write).map_err(fault)?;
    std::fs::rename(&beside, &path).map_err(fault)?;
    sync_folder(&config.data)?;
    Ok(now)
}

/// The restore was refused: it is as if it had not been tried.
pub(crate) fn undo_restore(config: &Config) -> Result<(), Error> {
    remove_database(config)?;
    end_restore(config)
}

fn remove_database(config: &Config) -> Result<(), Error> {
    ["", "-wal", "-shm"].iter().try_for_each(|end| remove(&config.data.join(format!("{}{end}", store::DATABASE))))
}

/// The restore is whole.
pub(crate) fn end_restore(config: &Config) -> Result<(), Error> {
    remove(&mark(config))?;
    sync_folder(&config.data)
}

/// Copies that a backup or restore was writing when it was stopped. They hold what may be erased by now.
pub(crate) fn remove_leftovers(config: &Config) -> Result<(), Error> {
    let copy = |name: &str| name.starts_with("backup-") && (name.ends_with(".tmp") || name.ends_with(".tmp-journal"));
    let part = |name: &str| name.ends_with(".part");
    remove_files(&config.data, |name| copy(name) || part(name))?;
    scratches(&config.data)?.iter().try_for_each(|scratch| crate::backup::drill::shred(scratch))?;
    Ok(places::Place::open(&config.backups)?.remove_parts()?)
}

/// What drills that were stopped left in the data folder.
fn scratches(data: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(data).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        if entry.file_name().to_str().is_some_and(|name| name.starts_with(crate::backup::drill::SCRATCH)) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Removes the files of `folder` whose names `which` tells; a folder that is not there has none.
pub(crate) fn remove_files(folder: &Path, which: impl Fn(&str) -> bool) -> Result<(), Error> {
    let files = match std::fs::read_dir(folder) {
        Ok(files) => files,
        Err(found) if found.kind() == ErrorKind::NotFound => return Ok(()),
        Err(found) => return Err(fault(found)),
    };
    for file in files {
        let file = file.map_err(fault)?;
        if file.file_name().to_str().is_some_and(&which) {
            remove(&file.path())?;
        }
    }
    Ok(())
}

fn remove(path: &Path) -> Result<(), Error> {
    match std::fs::remove_file(path) {
        Err(found) if found.kind() != ErrorKind::NotFound => Err(fault(found)),
        _ => Ok(()),
    }
}

fn sync_folder(folder: &Path) -> Result<(), Error> {
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(fault)
}
