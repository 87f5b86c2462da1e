//! Every code that the reader gives has a page, and no other has.
#![allow(missing_docs, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::Path;

/// The text of every source file in a folder of the crate.
fn sources(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(folder);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn every_code_of_the_reader_has_a_page_and_no_other_has() {
    let sources = [sources("read"), sources("rows")].concat();
    let is_code = |text: &&str| text.starts_with("read/") && !text.contains(char::is_whitespace);
    let made: BTreeSet<&str> = sources.iter().flat_map(|source| source.split('"')).filter(is_code).collect();
    let pages = policy::RULES.iter().map(|rule| rule.code).filter(|code| code.starts_with("read/"));
    assert_eq!(made, pages.collect());
}
