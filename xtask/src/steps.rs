//! `cargo xtask steps`: the words that scenarios are written in, as the rustdoc of the steps tells them.
//!
//! Nothing is written: the vocabulary is always that of the tree.

use crate::rust_source::numbered;
use crate::tree::Tree;
use std::path::Path;

const FOLDER: &str = "scenarios/tests/steps";

/// Prints every step that speaks of `word`, file by file; all, where it is empty.
///
/// *Errors*: when the tree cannot be read.
pub fn print(root: &Path, word: &str) -> Result<(), String> {
    println!("{}", vocabulary(&Tree::read(root)?, word));
    Ok(())
}

/// The steps of the tree that speak of `word`.
fn vocabulary(tree: &Tree, word: &str) -> String {
    let mut page = String::new();
    for (path, text) in tree.rust().filter(|(path, _)| path.starts_with(FOLDER)) {
        let said: Vec<String> = told(text).into_iter().filter(|step| step.contains(word)).collect();
        if !said.is_empty() {
            page.push_str(&format!("{path}\n  {}\n\n", said.join("\n  ")));
        }
    }
    page
}

/// What the rustdoc of each step says, on one line each.
fn told(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut doc: Vec<&str> = Vec::new();
    for (_, line) in numbered(text) {
        let is_step = ["#[given", "#[when", "#[then"].iter().any(|head| line.starts_with(head));
        match line.strip_prefix("///") {
            Some(said) => doc.push(said.trim()),
            None if is_step && !doc.is_empty() => found.push(std::mem::take(&mut doc).join(" ")),
            None if line.starts_with('#') => {}
            None => doc.clear(),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_told_once_and_other_functions_are_not() {
        let text = "/// Says so.\n///\n/// Example: `Given it`\n#[given(\"it\")]\n#[when(\"it\")]\nfn it() {}\n\n/// Other.\nfn f() {}\n";
        assert_eq!(told(text), ["Says so.  Example: `Given it`"]);
        let tree = Tree::of(&[("scenarios/tests/steps/a.rs", text), ("crates/a/src/lib.rs", text)]);
        assert!(vocabulary(&tree, "").starts_with("scenarios/tests/steps/a.rs\n  Says so."));
        assert_eq!(vocabulary(&tree, "nothing of the kind"), "");
    }
}
