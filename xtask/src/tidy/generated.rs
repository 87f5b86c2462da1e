//! `generated`: what is generated from the tree is as the tree would generate it now.
//!
//! `docs/limits.md` is written by `cargo xtask regenerate` from the sources that `xtask/src/limits.rs` names. Run it after a
//! change to them; never edit the page.

use super::Problem;
use crate::limits;
use crate::tree::Tree;

const RULE: &str = "generated";

/// Compares each generated page with its sources.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let message = match limits::page(tree) {
        Ok(page) if tree.lookup_text(limits::PAGE) == Some(&page) => return Vec::new(),
        Ok(_) => "is not what its sources say: run `cargo xtask regenerate`".to_owned(),
        Err(why) => why,
    };
    vec![Problem { path: limits::PAGE.to_owned(), line: 1, rule: RULE, message }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_page_is_fine_and_a_stale_one_is_not() {
        let source = "[[limit]]\nwhat = \"No flying.\"\nmeanwhile = \"Walk.\"\n";
        let page = limits::page(&Tree::of(&[(limits::SOURCE, source)])).unwrap();
        let fresh = Tree::of(&[(limits::SOURCE, source), (limits::PAGE, &page)]);
        assert!(check(&fresh).is_empty());
        let stale = Tree::of(&[(limits::SOURCE, source), (limits::PAGE, "old")]);
        assert_eq!(check(&stale).len(), 1);
        let broken = Tree::of(&[(limits::SOURCE, "[[limit]]\nwhy = 1\n")]);
        assert_eq!(check(&broken).len(), 1);
    }
}
