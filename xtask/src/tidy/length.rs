//! `length`: files of at most 400 lines and functions of at most 70.
//!
//! The aim is files near 150 lines and functions near 20; beyond these bounds somebody has to ask. What is longer stands in
//! `xtask/src/tidy/length.txt` with its length, and that list may only shrink: nothing new, nothing grown, and a figure that
//! fell is lowered. The bound of functions spares tests, where a long body is a table of cases. Lines are `path lines` for a file and `path::function lines` for a function.

use super::Problem;
use crate::rust_source::{Function, RustSource, numbered};
use crate::tree::Tree;
use std::collections::BTreeMap;

const RULE: &str = "length";
const LIST: &str = "xtask/src/tidy/length.txt";
const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;

/// Checks every Rust file against the bounds and the list.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut listed = listed(tree, &mut problems);
    for (path, text) in tree.rust() {
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            let known = listed.remove(path);
            problems.extend(compare(path, 1, ("file", lines, FILE_LINES_MAX), known));
        }
        for function in functions_outside_tests(path, text) {
            if function.lines > FUNCTION_LINES_MAX {
                let known = listed.remove(format!("{path}::{}", function.name).as_str());
                let what = format!("`{}`", function.name);
                let measure = (what.as_str(), function.lines, FUNCTION_LINES_MAX);
                problems.extend(compare(path, function.line, measure, known));
            }
        }
    }
    for (name, (line, _)) in listed {
        problems.push(Problem {
            path: LIST.to_owned(),
            line,
            rule: RULE,
            message: format!("`{name}` is no longer too long; remove this line"),
        });
    }
    problems
}

/// The functions of a file that are no tests.
fn functions_outside_tests(path: &str, text: &str) -> Vec<Function> {
    let in_tests = path.split('/').any(|part| matches!(part, "tests" | "tests.rs"));
    if in_tests {
        return Vec::new();
    }
    RustSource::read(text).outside_tests().functions()
}

/// What the list says: name to line in the list and length.
fn listed<'t>(tree: &'t Tree, problems: &mut Vec<Problem>) -> BTreeMap<&'t str, (usize, usize)> {
    let mut found = BTreeMap::new();
    for (line, text) in numbered(tree.lookup_text(LIST).unwrap_or_default()) {
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let entry = text.rsplit_once(' ').and_then(|(name, lines)| Some((name.trim(), lines.parse().ok()?)));
        match entry {
            Some((name, lines)) => {
                found.insert(name, (line, lines));
            }
            None => problems.push(Problem {
                path: LIST.to_owned(),
                line,
                rule: RULE,
                message: "expected `path lines` or `path::function lines`".to_owned(),
            }),
        }
    }
    found
}

/// Holds one length against its bound and its entry.
fn compare(
    path: &str,
    line: usize,
    (what, lines, lines_max): (&str, usize, usize),
    known: Option<(usize, usize)>,
) -> Option<Problem> {
    let problem = |path: &str, line, message| Problem { path: path.to_owned(), line, rule: RULE, message };
    match known {
        None => {
            let message = format!("{what} has {lines} lines, at most {lines_max}: split it");
            Some(problem(path, line, message))
        }
        Some((_, before)) if lines > before => {
            let message = format!("{what} grew from {before} to {lines} lines: split it");
            Some(problem(path, line, message))
        }
        Some((at, before)) if lines < before => {
            let message = format!("{path}: {what} now has {lines} lines; lower the figure {before}");
            Some(problem(LIST, at, message))
        }
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: usize, list: &str) -> Vec<Problem> {
        let text = "// x\n".repeat(lines);
        check(&Tree::of(&[("a.rs", &text), (LIST, list)]))
    }

    #[test]
    fn short_files_and_listed_ones_are_fine() {
        assert!(of(400, "# heading\n").is_empty());
        assert!(of(450, "a.rs 450\n").is_empty());
    }

    #[test]
    fn the_list_may_only_shrink() {
        assert_eq!(of(401, "").len(), 1);
        assert_eq!(of(451, "a.rs 450\n").len(), 1);
        assert_eq!(of(449, "a.rs 450\n").len(), 1);
        assert_eq!(of(400, "a.rs 450\n").len(), 1);
        assert_eq!(of(10, "a.rs many\n").len(), 1);
    }

    #[test]
    fn long_functions_are_found() {
        let text = format!("fn short() {{}}\nfn long() {{\n{}}}\n", "x;\n".repeat(70));
        let found = check(&Tree::of(&[("a.rs", &text)]));
        assert_eq!(
            found.first().map(|p| (p.line, p.message.as_str())),
            Some((2, "`long` has 72 lines, at most 70: split it"))
        );
        assert!(check(&Tree::of(&[("a/tests/a.rs", &text)])).is_empty());
        let module = format!("#[cfg(test)]\nmod tests {{\n{text}}}\n");
        assert!(check(&Tree::of(&[("a.rs", &module)])).is_empty());
        let listed = Tree::of(&[("a.rs", &text), (LIST, "a.rs::long 72\n")]);
        assert!(check(&listed).is_empty());
    }
}
