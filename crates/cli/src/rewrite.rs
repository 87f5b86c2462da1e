//! Rewriting a file that somebody keeps: whole or not at all.

use crate::status::Failure;
use std::fs;
use std::io::Write;
use std::path::Path;

/// Puts `text` in the place of the file at `path`: written beside it, flushed, then renamed over it, with the permissions
/// that it had. A link is followed, so that it stays one.
///
/// # Errors
/// [`Failure::Failed`] with the path if it cannot be written; the file is then as it was.
pub fn in_place(path: &Path, text: &str) -> Result<(), Failure> {
    let fault = |cause| Failure::of(path.display(), cause);
    let path = path.canonicalize().map_err(fault)?;
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(fault)?;
    beside.write_all(text.as_bytes()).map_err(fault)?;
    fs::set_permissions(beside.path(), fs::metadata(&path).map_err(fault)?.permissions()).map_err(fault)?;
    beside.as_file().sync_all().map_err(fault)?;
    beside.persist(&path).map_err(|unkept| fault(unkept.error))?;
    Ok(())
}

/// How `old` became `new`, as tools for patches read it; empty if nothing changed.
pub fn difference(name: &str, old: &str, new: &str) -> String {
    similar::TextDiff::from_lines(old, new).unified_diff().header(name, &format!("{name} (mended)")).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_permissions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("policy.toml");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions.clone()).unwrap();
        in_place(&path, "new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions(), permissions);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        assert!(in_place(&folder.path().join("absent"), "new").is_err());
    }

    #[test]
    fn what_changes_is_shown_line_by_line() {
        let shown = difference("policy.toml", "a\nb\n", "a\nc\n");
        assert_eq!(shown, "--- policy.toml\n+++ policy.toml (mended)\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        assert_eq!(difference("policy.toml", "a", "a"), "");
    }
}
