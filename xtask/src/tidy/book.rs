//! `book`: every page of the manual stands in its summary, and every link leads somewhere.
//!
//! Looked at are the links of the Markdown files below `docs/`: a relative one names a file of the tree, and one within the book a
//! page that the summary names. Links to the network are not followed.

use super::Problem;
use crate::generated::SUMMARY;
use crate::rust_source::numbered;
use crate::tree::Tree;
use std::collections::BTreeSet;

const RULE: &str = "book";

/// Checks the pages below `docs/`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |path: &str, line: usize, message: String| {
        problems.push(Problem { path: path.to_owned(), line, rule: RULE, message });
    };
    let known: BTreeSet<&str> = tree.files().map(|(path, _)| path).collect();
    let mut named = BTreeSet::new();
    let pages = || tree.files().filter(|(path, _)| path.starts_with("docs/") && path.ends_with(".md"));
    for (path, text) in pages() {
        for (line, target) in links(text) {
            let target = resolve(path, target);
            if path == SUMMARY {
                named.insert(target.clone());
            }
            if !known.contains(target.as_str()) {
                report(path, line, format!("a link to `{target}`, which is not there"));
            }
        }
    }
    for (path, _) in pages().filter(|(path, _)| *path != SUMMARY && !named.contains(*path)) {
        report(path, 1, format!("no line of {SUMMARY} names this page"));
    }
    problems
}

/// The targets of relative links outside code, each with its line.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    numbered(text)
        .filter(move |(_, line)| {
            let fence = line.starts_with("```");
            fenced ^= fence;
            !fenced && !fence
        })
        .flat_map(|(number, line)| line.split("](").skip(1).map(move |rest| (number, rest)))
        .filter_map(|(number, rest)| Some((number, rest.split(')').next()?.split('#').next()?)))
        .filter(|(_, target)| !target.is_empty() && !target.contains(':'))
}

/// The path from the root of what `target` names in the file at `path`.
fn resolve(path: &str, target: &str) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::messages;

    fn of(samples: &[(&str, &str)]) -> Vec<String> {
        messages(&check(&Tree::of(samples))).iter().map(|message| (*message).to_owned()).collect()
    }

    #[test]
    fn pages_that_are_named_and_links_that_lead_somewhere_are_fine() {
        let summary = "- [A](a.md)\n  - [B](b/c.md)\n";
        let page =
            "[c](b/c.md#x) [web](https://example.org) [here](#there)\n```text\n[no](no.md)\n```\n[code](../src/a.rs)";
        assert_eq!(
            of(&[(SUMMARY, summary), ("docs/a.md", page), ("docs/b/c.md", "[up](../a.md)"), ("src/a.rs", "")]),
            [""; 0]
        );
    }

    #[test]
    fn a_dead_link_and_a_lost_page_are_problems() {
        let found = of(&[(SUMMARY, "- [A](a.md)\n- [B](gone.md)\n"), ("docs/a.md", "[x](x.md)"), ("docs/lost.md", "")]);
        assert_eq!(found.len(), 3, "{found:?}");
    }
}
