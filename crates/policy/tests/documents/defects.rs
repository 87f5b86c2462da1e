//! `as-written.policy.toml`: what the notes say `check` sees in the document, it sees.

use crate::table::{quoted, rows};
use crate::{DOCUMENTS, products, read};
use policy::{Finding, Policy};
use toml::de::{DeTable, DeValue};

/// At least this share of each document's defects is seen by a finding, in percent.
const SEEN_MIN: usize = 80;

/// Where a finding stands that no row has: what is missing is missing in the file.
const FILE: &str = "file";

/// A finding's code with the path of the row in which it stands, or [`FILE`].
fn placed(text: &str, findings: &[Finding]) -> Vec<(&'static str, String)> {
    let starts = starts(text);
    let path = |at: usize| starts.iter().rev().find(|(start, _)| *start <= at).map_or(FILE, |(_, path)| path);
    let place = |span: &std::ops::Range<usize>| if *span == (0..0) { FILE } else { path(span.start) };
    findings.iter().map(|finding| (finding.code, place(&finding.primary.span).to_owned())).collect()
}

/// Where each row begins, in the order of the file.
fn starts(text: &str) -> Vec<(usize, String)> {
    const SINGLE: [&str; 6] = ["policy", "controller", "minors", "incident", "protect", "transfer"];
    let (file, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    for (table, value) in file.get_ref() {
        match value.get_ref() {
            DeValue::Table(rows) if !SINGLE.contains(&table.get_ref().as_ref()) => {
                let row =
                    |name: &toml::Spanned<_>| (name.span().start, format!("{}.{}", table.get_ref(), name.get_ref()));
                found.extend(rows.keys().map(row));
            }
            _ => found.push((table.span().start, table.get_ref().to_string())),
        }
    }
    found.sort();
    found
}

#[test]
fn check_sees_what_the_notes_say_that_it_sees() {
    for (product, folder) in products() {
        let text = read(&folder, "as-written.policy.toml").expect("a product has its document as written");
        let findings = match Policy::load(text.as_bytes()) {
            Ok((_, findings)) => findings,
            Err(invalid) => invalid.0,
        };
        let placed = placed(&text, &findings);
        let notes = read(&folder, "NOTES.md").expect("a product has its notes");
        let defects = rows(&notes, "| n | defect");
        let (_, _, faults) = DOCUMENTS.into_iter().find(|(id, ..)| *id == product).expect("the document is known");
        assert_eq!(defects.len(), faults, "{product}: defects of the document");
        let mut seen = 0;
        for (at, row) in defects.iter().enumerate() {
            let [n, _, by] = row.as_slice() else { panic!("{product}: expected three cells, found {row:?}") };
            assert_eq!(n.parse(), Ok(at + 1), "{product}: defects are numbered from 1");
            let codes = codes(by);
            assert!(!codes.is_empty() || by.len() > 20, "{product} {n}: neither a finding nor a reason");
            for (code, path) in &codes {
                let path = path.unwrap_or_else(|| panic!("{product} {n}: where does check give {code}?"));
                let is_there = placed.iter().any(|(found, at)| found == code && path == at);
                let there: Vec<_> = placed.iter().filter(|(found, _)| found == code).collect();
                assert!(is_there, "{product} {n}: check gives no {code} at {path:?}; it gives {there:?}");
            }
            seen += usize::from(!codes.is_empty());
        }
        println!("{product}: {seen} of {} defects are seen by a finding", defects.len());
        assert!(seen * 100 >= defects.len() * SEEN_MIN, "{product}: {seen} of {} defects are seen", defects.len());
    }
}

/// `` `code` at `path` ``; a code alone has no path.
fn codes(cell: &str) -> Vec<(&str, Option<&str>)> {
    let names = quoted(cell);
    let mut found: Vec<(&str, Option<&str>)> = Vec::new();
    for name in names {
        match found.last_mut() {
            Some((_, path @ None)) if !name.contains('/') => *path = Some(name),
            _ if name.contains('/') => found.push((name, None)),
            _ => {}
        }
    }
    found
}

#[test]
fn a_code_is_read_with_its_place() {
    assert_eq!(codes("`a/b` at `c.d`, `e/f`"), [("a/b", Some("c.d")), ("e/f", None)]);
    assert_eq!(codes("nobody can tell from the file alone"), []);
}
