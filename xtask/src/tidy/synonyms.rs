//! `synonyms`: one word for one thing.
//!
//! Personal data is *erased*, other rows are *removed*; `delete` in a name would leave open which of the two is meant. A
//! function is called by its verb, never `get_`, `handle_` or `process_` (`lookup_` may find nothing, `load_` may not). A file
//! is called by a noun of the glossary or by a verb, never `util`, `manager` or `helpers`.

use super::Problem;
use crate::rust_source::{RustSource, numbered};
use crate::tree::Tree;

const RULE: &str = "synonyms";

/// Names in which `delete` is somebody else's word, each with the reason.
const EXCEPTIONS: [(&str, &str); 1] = [("secure_delete", "the name of a pragma of the embedded database")];

/// Words that introduce a name.
const INTRODUCES: [&str; 8] = ["fn", "struct", "enum", "trait", "mod", "type", "const", "static"];

const PREFIXES: [&str; 3] = ["get_", "handle_", "process_"];

const FILES: [&str; 8] = ["util", "utils", "manager", "helper", "helpers", "misc", "common", "stuff"];

/// Checks the names that Rust files give.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.rust() {
        let mut report = |line: usize, message: String| {
            problems.push(Problem { path: path.to_owned(), line, rule: RULE, message });
        };
        for part in path.split('/') {
            let stem = part.strip_suffix(".rs").unwrap_or(part);
            if FILES.contains(&stem) {
                report(1, format!("`{stem}` says nothing; name what it holds"));
            }
        }
        for (line, kind, name) in names(&RustSource::read(text)) {
            if kind == "fn" && PREFIXES.iter().any(|prefix| name.starts_with(prefix)) {
                report(line, format!("`{name}`: use the verb of what it does"));
            }
            let excepted = EXCEPTIONS.iter().any(|(known, _)| *known == name);
            if path.starts_with("crates/") && !excepted && speaks_of_deletion(&name) {
                report(line, format!("`{name}`: personal data is erased, other rows are removed"));
            }
        }
    }
    problems
}

/// Every name that the code introduces, with its line and kind.
fn names(source: &RustSource) -> Vec<(usize, &'static str, String)> {
    let mut found = Vec::new();
    for (number, line) in numbered(&source.code) {
        let mut words = line.split(|c: char| !crate::rust_source::is_word(c));
        let mut kind = None;
        for word in words.by_ref().filter(|word| !word.is_empty()) {
            if let Some(kind) = kind {
                found.push((number, kind, word.to_owned()));
            }
            kind = INTRODUCES.iter().copied().find(|known| *known == word);
        }
    }
    found
}

/// Whether one of the words that make up a name is a form of `delete`.
fn speaks_of_deletion(name: &str) -> bool {
    let mut snake = String::new();
    for c in name.chars() {
        if c.is_uppercase() && snake.ends_with(char::is_lowercase) {
            snake.push('_');
        }
        snake.extend(c.to_lowercase());
    }
    snake.split('_').any(|word| word.starts_with("delet"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn our_own_words_are_fine() {
        let text =
            "//! Never `delete`.\nfn erase_record() { handle(\"get_x\"); let f = http::delete(g); }\nstruct Removed;";
        assert_eq!(count("crates/a/src/erase.rs", text), 0);
        assert_eq!(count("crates/a/src/a.rs", "fn secure_delete() {}"), 0);
        assert_eq!(count("xtask/src/a.rs", "fn deletion() {}"), 0);
    }

    #[test]
    fn other_words_are_problems() {
        assert_eq!(count("crates/a/src/a.rs", "fn delete_record() {}"), 1);
        assert_eq!(count("crates/a/src/a.rs", "struct RecordDeletion;"), 1);
        assert_eq!(count("xtask/src/a.rs", "fn get_name() {}"), 1);
        assert_eq!(count("crates/a/src/a.rs", "pub async fn handle_it() {}"), 1);
        assert_eq!(count("crates/a/src/util.rs", ""), 1);
        assert_eq!(count("crates/a/src/helpers/x.rs", ""), 1);
    }
}
