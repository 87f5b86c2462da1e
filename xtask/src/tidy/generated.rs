//! `generated`: what is written from something else is as it would be written now.
//!
//! `xtask/src/generated.rs` says what that is: pages of the manual, the editor's schema, the layout of policy files. Run
//! `cargo xtask regenerate` after a change to their sources; never edit them.

use super::Problem;
use crate::generated;
use crate::limits;
use crate::tree::Tree;

const RULE: &str = "generated";

/// Compares each generated text with its sources, and finds pages whose source is gone.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let problem =
        |path: &str, message: &str| Problem { path: path.to_owned(), line: 1, rule: RULE, message: message.to_owned() };
    let pages = match generated::pages(tree) {
        Ok(pages) => pages,
        Err(why) => return vec![problem(limits::PAGE, &why)],
    };
    let stale = pages.iter().filter(|(path, text)| tree.lookup_text(path) != Some(text));
    let mut problems: Vec<Problem> =
        stale.map(|(path, _)| problem(path, "is not what its sources say: run `cargo xtask regenerate`")).collect();
    for (path, _) in tree.files() {
        let folder = ["docs/reference/", "docs/findings/"].iter().find(|folder| path.starts_with(*folder));
        if folder.is_some() && path != "docs/reference/kinds.md" && !pages.contains_key(path) {
            problems.push(problem(path, "nothing writes this page any more: remove it"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_pages(samples: &[(&str, &str)]) -> Vec<Problem> {
        let pages = generated::pages(&Tree::of(samples)).unwrap_or_default();
        let written = pages.iter().map(|(path, text)| (path.as_str(), text.as_str()));
        let all: Vec<(&str, &str)> = written.chain(samples.iter().copied()).collect();
        check(&Tree::of(&all))
    }

    #[test]
    fn a_fresh_page_is_fine_and_a_stale_one_is_not() {
        let source = "[[limit]]\nwhat = \"No flying.\"\nmeanwhile = \"Walk.\"\n";
        assert_eq!(with_pages(&[(limits::SOURCE, source)]), []);
        assert_eq!(with_pages(&[(limits::SOURCE, source), (limits::PAGE, "old")]).len(), 1);
        assert_eq!(with_pages(&[("docs/policy.schema.json", "{}")]).len(), 1);
        assert_eq!(with_pages(&[("docs/reference/gone.md", "# gone")]).len(), 1);
        assert_eq!(check(&Tree::of(&[(limits::SOURCE, "[[limit]]\nwhy = 1\n")])).len(), 1);
    }

    #[test]
    fn a_policy_is_laid_out() {
        assert_eq!(with_pages(&[("policies/a/policy.toml", "language=1\n")]).len(), 1);
        assert_eq!(with_pages(&[("policies/a/policy.toml", "language = 1\n")]), []);
    }
}
