//! The closed list of codes is one: the page that people read says what the code says.

use life::Code;
use std::collections::BTreeMap;

/// Code and HTTP status of each row of the tables.
fn documented() -> BTreeMap<&'static str, u16> {
    let rows = include_str!("../../../docs/codes.md").lines().filter_map(|line| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let code = cells.get(1)?.strip_prefix('`')?.strip_suffix('`')?;
        Some((code, cells.get(4)?.parse().ok()?))
    });
    rows.collect()
}

#[test]
fn every_code_is_on_the_page_with_its_status_and_no_other() {
    let known: BTreeMap<&str, u16> = Code::ALL.iter().map(|code| (code.as_str(), code.status())).collect();
    assert_eq!(documented(), known);
}
