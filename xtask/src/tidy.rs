//! `cargo xtask tidy`: the rules of the house, each in a file of its own whose rustdoc is its manual page.
//!
//! A rule is a function from the text of the tree to problems, and is tested with a good and a bad sample.

mod arrows;
mod book;
mod dependencies;
mod generated;
mod length;
mod licences;
mod migrations;
mod places;
mod product_words;
mod pure;
mod skips;
mod synonyms;

use crate::tree::Tree;
use std::fmt;
use std::path::Path;

/// One breach of one rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path from the root.
    pub path: String,
    /// Line, from 1; 1 where the whole file is meant.
    pub line: usize,
    /// Name of the rule: the name of its file.
    pub rule: &'static str,
    /// What is wrong and what would be right.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, rule, message } = self;
        write!(f, "{path}:{line}: {rule}: {message}")
    }
}

/// Every rule that looks at text alone. `pure` and `licences` also ask cargo for the dependencies.
const RULES: [fn(&Tree) -> Vec<Problem>; 11] = [
    arrows::check,
    book::check,
    dependencies::check,
    generated::check,
    length::check,
    migrations::check,
    places::check,
    product_words::check,
    pure::check,
    skips::check,
    synonyms::check,
];

/// Applies every rule to the tree below `root` and prints what it finds.
///
/// *Errors*: when there is any problem, or the tree cannot be read.
pub fn run(root: &Path) -> Result<(), String> {
    let tree = Tree::read(root)?;
    let mut problems: Vec<Problem> = RULES.iter().flat_map(|rule| rule(&tree)).collect();
    problems.extend(pure::check_dependencies(root)?);
    problems.extend(licences::check_crates(root)?);
    problems.sort();
    problems.dedup();
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => {
            println!("tidy: no problems");
            Ok(())
        }
        1 => Err("tidy: 1 problem".to_owned()),
        many => Err(format!("tidy: {many} problems")),
    }
}

/// The messages of problems, for the tests of the rules.
#[cfg(test)]
fn messages(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|p| p.message.as_str()).collect()
}
