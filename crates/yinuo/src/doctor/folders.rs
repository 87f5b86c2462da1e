//! What the doctor asks of folders: where they lie, whether they are one, who may read them.

use std::path::{Path, PathBuf};

/// Whether a folder is another one or lies below it, whatever names, links or mounts lead there.
pub(super) fn lies_in(folder: &Path, other: &Path) -> bool {
    folder.canonicalize().is_ok_and(|folder| folder.ancestors().any(|above| is_one(above, other)))
}

/// Whether two paths lead to one folder.
#[cfg(unix)]
fn is_one(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |path: &Path| std::fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    place(one).is_some_and(|found| Some(found) == place(other))
}

#[cfg(not(unix))]
fn is_one(one: &Path, other: &Path) -> bool {
    other.canonicalize().is_ok_and(|other| one == other)
}

/// Whether two folders are lost together with one disk.
#[cfg(unix)]
pub(super) fn one_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let disk = |path: &Path| std::fs::metadata(path).ok().map(|found| found.dev());
    disk(one).is_some_and(|found| Some(found) == disk(other))
}

#[cfg(not(unix))]
pub(super) fn one_disk(_: &Path, _: &Path) -> bool {
    false
}

/// Every file below a folder; one that is not there has none.
pub(super) fn below(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { below(&path, found)? } else { found.push(path) }
    }
    Ok(())
}

/// Nobody but the owner may read the folder or its files.
#[cfg(unix)]
pub(super) fn private(folder: &Path) -> Result<String, String> {
    use std::os::unix::fs::PermissionsExt;
    let open = |path: &Path| std::fs::metadata(path).is_ok_and(|data| data.permissions().mode() & 0o077 != 0);
    // A folder that is closed closes what is in it.
    if !open(folder) {
        return Ok("the owner's alone".to_owned());
    }
    let listed = std::fs::read_dir(folder).map_err(|fault| fault.to_string())?;
    let amiss: Vec<String> = listed
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| open(path))
        .map(|path| path.display().to_string())
        .collect();
    if amiss.is_empty() {
        Ok("the owner's alone".to_owned())
    } else {
        Err(format!("others may read {}: chmod go= it", amiss.join(", ")))
    }
}

#[cfg(not(unix))]
pub(super) fn private(_: &Path) -> Result<String, String> {
    Ok("not checked on this system".to_owned())
}
