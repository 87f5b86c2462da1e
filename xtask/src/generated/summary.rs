//! `docs/SUMMARY.md`: the order of the book. What is written by hand stands here, the rest follows from the tables.

use super::Pages;
use crate::tree::Tree;
use policy::rows::Document;
use std::fmt::Write;

/// The page.
pub const PAGE: &str = "docs/SUMMARY.md";

const HEAD: &str = "# Summary

[Yinuo](README.md)

- [A policy in ten minutes](tutorial.md)
- [The document and its forms](render.md)
- [How time is counted](time.md)
- [Editors](editors.md)
- [For programs](programs.md)
- [Keys](keys.md)
- [Running it](running.md)

# Reference

- [The language](reference/README.md)
  - [Kinds of value](reference/kinds.md)
";

/// Adds the page: the hand-written chapters, then those of `pages`, then what else stands in `docs`.
pub fn add(tree: &Tree, pages: &mut Pages) {
    let mut text = HEAD.to_owned();
    // Writing into a string cannot fail.
    for table in Document::TABLES {
        let _ = writeln!(text, "  - [{0}](reference/{0}.md)", table.name);
    }
    text.push_str("- [Findings](findings/README.md)\n");
    let areas = pages.keys().filter_map(|path| path.strip_prefix("docs/findings/")?.strip_suffix(".md"));
    for area in areas.filter(|area| *area != "README") {
        let _ = writeln!(text, "  - [{area}](findings/{area}.md)");
    }
    text.push_str(
        "- [Duties and their sources](law.md)\n- [Refusal codes](codes.md)\n- [Limits](limits.md)\n- [Glossary](glossary.md)\n\n\
         # The house\n\n- [Decisions](decisions/README.md)\n",
    );
    for (path, decision) in tree.files() {
        let name = path.strip_prefix("docs/decisions/").filter(|name| *name != "README.md");
        if let (Some(name), Some(title)) = (name, decision.lines().next().and_then(|line| line.strip_prefix("# "))) {
            let _ = writeln!(text, "  - [{}](decisions/{name})", title.trim());
        }
    }
    pages.insert(PAGE.to_owned(), text);
}
