//! Reads the tables of the notes: cells between bars, names between backticks.

/// The rows under the table head that begins with `head`, as cells without their padding.
pub fn rows<'t>(page: &'t str, head: &str) -> Vec<Vec<&'t str>> {
    let lines = page.lines().skip_while(|line| !line.starts_with(head));
    lines.skip(2).take_while(|line| line.starts_with('|')).map(cells).collect()
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// What stands between backticks in `cell`.
pub fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn a_table_is_read_under_its_head() {
    let page = "text\n\n| n | said |\n|---|---|\n| 1 | `a/b` at `c.d` |\n| 2 | words |\n\n| n |\n";
    assert_eq!(rows(page, "| n | said"), [vec!["1", "`a/b` at `c.d`"], vec!["2", "words"]]);
    assert_eq!(quoted("`a/b` at `c.d`, `e/f`"), ["a/b", "c.d", "e/f"]);
}
