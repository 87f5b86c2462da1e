//! Printing: the one place that writes to the terminal.

use clap::ValueEnum;
use serde::Serialize;
use std::io::{IsTerminal, Write};

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

/// Writes a line to standard error.
pub fn complain(text: &str) {
    let _gone = writeln!(std::io::stderr().lock(), "{text}");
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
