//! Printing: the one place that writes to the terminal.

use crate::status::Failure;
use clap::ValueEnum;
use serde::Serialize;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::sync::OnceLock;

/// How findings and tables are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people: underlined text, aligned columns.
    #[default]
    Human,
    /// For programs: JSON.
    Json,
    /// For logs: one line each.
    Plain,
}

/// Why standard output could not be written, where it could not.
static LOST: OnceLock<String> = OnceLock::new();

/// Keeps the first fault of writing for [`lost`]. A reader that went away is no fault of ours.
fn heed(written: std::io::Result<()>) {
    if let Err(fault) = written
        && fault.kind() != ErrorKind::BrokenPipe
    {
        let _earlier = LOST.set(fault.to_string());
    }
}

/// Why something that was to be printed is not, such as a full disk behind standard output.
pub fn lost() -> Option<&'static str> {
    heed(std::io::stdout().lock().flush());
    LOST.get().map(String::as_str)
}

/// Writes a line to standard output.
pub fn line(text: &str) {
    heed(writeln!(std::io::stdout().lock(), "{text}"));
}

/// Writes text that ends its own lines to standard output.
pub fn raw(text: &str) {
    heed(write!(std::io::stdout().lock(), "{text}"));
}

/// Writes bytes as they are to standard output.
pub fn bytes(bytes: &[u8]) {
    heed(std::io::stdout().lock().write_all(bytes));
}

/// Others may read a file as they may any that a person writes there.
const OPEN: u32 = 0o666;

/// Writes a file so that a reader sees the old bytes or the new ones, never a part; a link's target is replaced, and a file
/// keeps its permissions. What is there but is no file, such as `/dev/stdout`, is written to as it is.
///
/// # Errors
/// [`Failure::Failed`] with the path if it cannot be written; then the file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, OPEN)
}

/// As [`replace`], for what nobody but its owner may read from the first byte on, whoever could read what was there.
///
/// # Errors
/// As those of [`replace`].
pub fn replace_secret(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    put(path, bytes, 0o600)
}

/// Makes a folder into which nobody but its owner looks, unless it is there.
///
/// # Errors
/// [`Failure::Failed`] with the path if it cannot be made.
pub fn secret_folder(path: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|fault| Failure::of(path.display(), fault))
}

fn put(path: &Path, bytes: &[u8], mode: u32) -> Result<(), Failure> {
    let fault = |cause: std::io::Error| Failure::of(path.display(), cause);
    let before = std::fs::metadata(path).ok();
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        return std::fs::write(path, bytes).map_err(fault);
    }
    let target = path.canonicalize().unwrap_or_else(|_absent| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = beside(folder, mode).map_err(fault)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(fault)?;
    if let Some(before) = before.filter(|_| mode == OPEN) {
        beside.as_file().set_permissions(before.permissions()).map_err(fault)?;
    }
    beside.persist(&target).map(|_file| ()).map_err(|refused| fault(refused.error))
}

/// A new file in `folder`.
fn beside(folder: &Path, mode: u32) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".yinuo-");
    // The system takes away what the process's mask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    builder.tempfile_in(folder)
}

/// Writes a line to standard error.
pub fn complain(text: &str) {
    let _gone = writeln!(std::io::stderr().lock(), "{text}");
}

/// How the file `name` changes, as tools for patches read it; empty if it does not. `how` says what was done to it.
pub fn difference(name: &str, how: &str, before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after).unified_diff().header(name, &format!("{name} ({how})")).to_string()
}

/// Writes a value as JSON, indented.
pub fn json(value: &impl Serialize) {
    // Our own types serialise: names, numbers and texts.
    line(&serde_json::to_string_pretty(value).unwrap_or_default());
}

/// Whether colours and progress are of use.
pub fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Rows as aligned columns, two spaces apart.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let row = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// A list, or for people `none` in words where nothing is on it.
pub fn list<T: Serialize>(format: Format, items: &[T], row: impl Fn(&T) -> Vec<String>, none: &str) {
    match format {
        Format::Json => json(&items),
        Format::Human if items.is_empty() => line(none),
        Format::Human => line(&table(&items.iter().map(row).collect::<Vec<_>>())),
        Format::Plain => items.iter().for_each(|item| line(&row(item).join("\t"))),
    }
}

/// `1 error`, `2 errors`.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_lines_end_where_text_ends() {
        let rows = [["a", "bbb"], ["cccc", "d"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "a     bbb\ncccc  d");
        assert_eq!(table(&[]), "");
    }

    #[test]
    #[cfg(unix)]
    fn a_new_file_has_the_permissions_of_any_new_file_and_an_old_one_keeps_its_own() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let mode = |name: &str| std::fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
        std::fs::write(folder.path().join("any"), "").unwrap();
        replace(&folder.path().join("new"), b"1").unwrap();
        assert_eq!(mode("new"), mode("any"));
        std::fs::set_permissions(folder.path().join("new"), PermissionsExt::from_mode(0o640)).unwrap();
        replace(&folder.path().join("new"), b"2").unwrap();
        assert_eq!(mode("new") & 0o777, 0o640);
        assert_eq!(std::fs::read(folder.path().join("new")).unwrap(), b"2");
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2, "nothing is left beside them");
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_written_to_and_a_folder_is_refused() {
        use std::os::unix::fs::FileTypeExt;
        replace(Path::new("/dev/null"), b"1").unwrap();
        assert!(std::fs::metadata("/dev/null").unwrap().file_type().is_char_device());
        let folder = tempfile::tempdir().unwrap();
        assert!(replace(folder.path(), b"1").is_err());
        assert!(replace(&folder.path().join("none/file"), b"1").is_err());
    }
}
