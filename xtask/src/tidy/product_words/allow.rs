//! The list of coincidences: `word | path prefix or * | reason`, one a line.

use super::super::Problem;
use crate::rust_source::numbered;
use crate::tree::Tree;

/// Where the list stands.
pub const LIST: &str = "xtask/src/tidy/product_words.allow";

/// Words that may stand in the engine, each with the place.
pub struct Allowed<'t> {
    entries: Vec<(&'t str, &'t str)>,
}

impl<'t> Allowed<'t> {
    /// Reads the list; an entry without a reason is a problem, and allows nothing.
    pub fn read(tree: &'t Tree, problems: &mut Vec<Problem>) -> Self {
        let mut entries = Vec::new();
        for (line, text) in numbered(tree.lookup_text(LIST).unwrap_or_default()) {
            if text.trim().is_empty() || text.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = text.split('|').map(str::trim).collect();
            match cells.as_slice() {
                [word, place, reason] if !place.is_empty() && !reason.is_empty() => {
                    entries.push((*word, *place));
                }
                _ => problems.push(Problem {
                    path: LIST.to_owned(),
                    line,
                    rule: super::RULE,
                    message: "expected `word | path prefix or * | reason`".to_owned(),
                }),
            }
        }
        Self { entries }
    }

    /// Whether the word may stand in this file.
    pub fn covers(&self, word: &str, path: &str) -> bool {
        self.entries.iter().any(|(known, place)| *known == word && (*place == "*" || path.starts_with(place)))
    }
}
