//! Where items end, and which lines are tests.

use super::is_word;
use std::ops::RangeInclusive;

/// The lines of items under `#[cfg(test)]`.
pub fn test_lines(code: &str) -> Vec<RangeInclusive<usize>> {
    let mut found = Vec::new();
    for mark in ["#[cfg(test)", "#[cfg(all(test,"] {
        for (at, _) in code.match_indices(mark) {
            let before = code.get(..at).unwrap_or_default();
            let rest = code.get(at..).and_then(|rest| rest.split_once(']'));
            let rest = rest.map_or("", |(_, rest)| rest);
            let length = if is_item(rest) { item_length(rest) } else { field_length(rest) };
            let item = rest.get(..length).unwrap_or_default();
            let first = before.matches('\n').count() + 1;
            found.push(first..=first + item.trim_end().matches('\n').count());
        }
    }
    found
}

/// Words that begin an item; what else stands under `#[cfg(test)]` is a field, a variant or an arm.
const ITEMS: [&str; 15] = [
    "fn",
    "mod",
    "struct",
    "enum",
    "impl",
    "trait",
    "const",
    "static",
    "use",
    "type",
    "unsafe",
    "async",
    "extern",
    "macro_rules",
    "let",
];

/// Whether an item begins here, after attributes and visibility.
fn is_item(code: &str) -> bool {
    let mut rest = code.trim_start();
    while let Some(attribute) = rest.strip_prefix("#[") {
        rest = attribute.split_once(']').map_or("", |(_, rest)| rest).trim_start();
    }
    if let Some(shown) = rest.strip_prefix("pub") {
        let shown = shown.trim_start();
        rest = match shown.strip_prefix('(') {
            Some(scope) => scope.split_once(')').map_or("", |(_, rest)| rest),
            None => shown,
        };
    }
    let word = rest.trim_start().split(|c| !is_word(c)).next();
    word.is_some_and(|word| ITEMS.contains(&word))
}

/// Bytes until the item that begins here ends: at its closing brace, or at a semicolon outside any bracket.
pub fn item_length(code: &str) -> usize {
    let end = ends_at(code, |c, depth| depth == 0 && (c == '}' || c == ';'));
    end.map_or(code.len(), |at| at + 1)
}

/// Bytes until the field, variant or arm that begins here ends: at a comma outside any bracket, or where its parent closes.
fn field_length(code: &str) -> usize {
    ends_at(code, |c, depth| depth == 0 && c == ',').unwrap_or(code.len())
}

/// Where the first character stands that ends it, given the depth of brackets after that character; or where the parent closes.
fn ends_at(code: &str, ends: impl Fn(char, usize) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in code.char_indices() {
        match c {
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' if depth == 0 => return Some(at),
            '}' | ')' | ']' => depth -= 1,
            _ => {}
        }
        if ends(c, depth) {
            return Some(at);
        }
    }
    None
}
