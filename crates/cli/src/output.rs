//! Printing: the one place that writes to the terminal.

use crate::status::Failure;
use clap::ValueEnum;
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::path::Path;

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

/// Writes a line to standard output. A reader that went away is no fault of ours.
pub fn line(text: &str) {
    let _gone = writeln!(std::io::stdout().lock(), "{text}");
}

/// Writes text that ends its own lines to standard output.
pub fn raw(text: &str) {
    let _gone = write!(std::io::stdout().lock(), "{text}");
}

/// Writes a file so that a reader sees the old bytes or the new ones, never a part; a link's target is replaced, and a file
/// keeps its permissions.
///
/// # Errors
/// [`Failure::Failed`] with the path if it cannot be written; then the file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let fault = |cause: std::io::Error| Failure::of(path.display(), cause);
    let target = path.canonicalize().unwrap_or_else(|_absent| path.to_owned());
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".yinuo-").tempfile_in(folder).map_err(fault)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(fault)?;
    if let Ok(before) = std::fs::metadata(&target) {
        beside.as_file().set_permissions(before.permissions()).map_err(fault)?;
    }
    beside.persist(&target).map(|_file| ()).map_err(|refused| fault(refused.error))
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
}
