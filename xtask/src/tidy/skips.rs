//! `skips`: what is written as a test runs as a test.
//!
//! No `#[ignore]` on a test, no `ignore` on an example in rustdoc (`no_run`, `compile_fail` and `text` say what they are), no tag
//! that puts a scenario aside. What is not done stands in `docs/limits.md`, not in a test that nobody runs.

use super::Problem;
use crate::rust_source::{RustSource, numbered};
use crate::tree::Tree;

const RULE: &str = "skips";

const TAGS: [&str; 6] = ["@skip", "@skipped", "@wip", "@ignore", "@pending", "@allow.skipped"];

/// Checks Rust files and scenarios.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.files() {
        let mut report = |line: usize, message: &str| {
            problems.push(Problem { path: path.to_owned(), line, rule: RULE, message: message.to_owned() });
        };
        if path.ends_with(".rs") {
            for (number, line) in numbered(&RustSource::read(text).code) {
                if line.contains("#[ignore") || line.contains(", ignore") && line.contains("cfg_attr") {
                    report(number, "an ignored test: let it run, or remove it");
                }
            }
            for (number, line) in numbered(text) {
                if is_ignored_example(line) {
                    report(number, "an ignored example: let it run, or call it `text`");
                }
            }
        } else if path.ends_with(".feature") {
            for (number, line) in numbered(text) {
                let tags = line.split_whitespace();
                let mut tags = tags.take_while(|word| word.starts_with('@'));
                if tags.any(|tag| TAGS.contains(&tag)) {
                    report(number, "a scenario put aside: let it run, or remove it");
                }
            }
        }
    }
    problems
}

/// Whether a line of rustdoc opens an example that is not even compiled.
fn is_ignored_example(line: &str) -> bool {
    let line = line.trim();
    let Some(doc) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
        return false;
    };
    doc.trim().strip_prefix("```").is_some_and(|words| words.split(',').any(|word| word.trim().starts_with("ignore")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn what_runs_is_fine() {
        let text =
            "/// ```no_run\n// `#[ignore]` is not for us\n#[test]\nfn ignored() {}\nconst S: &str = \"#[ignore]\";";
        assert_eq!(count("a.rs", text), 0);
        assert_eq!(count("a.feature", "@a.b\nScenario: skip @wip\n"), 0);
    }

    #[test]
    fn what_is_put_aside_is_a_problem() {
        assert_eq!(count("a.rs", "#[test]\n#[ignore = \"later\"]\nfn f() {}"), 1);
        assert_eq!(count("a.rs", "/// ```rust,ignore\n/// ```\nfn f() {}"), 1);
        assert_eq!(count("a.feature", "  @a.b @wip\nScenario: x\n"), 1);
    }
}
