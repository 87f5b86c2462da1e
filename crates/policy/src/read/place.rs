//! Where a piece of a text stands in the file, though TOML writes the text in quotes and with escapes.

use crate::finding::Span;
use std::ops::Range;

/// Where each piece of one text stands in the file.
///
/// Empty where the pieces could not be told apart: then only the whole text has a place.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pieces: Vec<Piece>,
}

/// Bytes of the text, and the bytes of the file that write them: the same bytes, or one escape.
#[derive(Debug, Clone)]
struct Piece {
    text: Range<usize>,
    file: Range<usize>,
}

impl Places {
    /// The places of `text`, which the file writes as `raw`, quotes included, from byte `at` on.
    pub(crate) fn of(raw: &str, at: usize, text: &str) -> Self {
        let mut walk = Walk { raw, done: 0, at, text, seen: 0, pieces: Vec::new() };
        match walk.value() {
            Some(()) if walk.seen == text.len() => Self { pieces: walk.pieces },
            _ => Self::default(),
        }
    }

    /// Where `piece` of the text stands in the file; none where that is not known, or for no bytes.
    pub(crate) fn span(&self, piece: Range<usize>) -> Option<Span> {
        let first = self.pieces.iter().find(|one| one.text.contains(&piece.start))?;
        let last = self.pieces.iter().find(|one| one.text.contains(&piece.end.saturating_sub(1)))?;
        let start =
            if first.is_plain() { first.file.start + (piece.start - first.text.start) } else { first.file.start };
        let end = if last.is_plain() { last.file.start + (piece.end - last.text.start) } else { last.file.end };
        (start < end).then_some(start..end)
    }
}

impl Piece {
    /// Whether the file writes the bytes as they are.
    fn is_plain(&self) -> bool {
        self.text.len() == self.file.len()
    }
}

/// Reads a TOML string beside the text that a parser made of it.
struct Walk<'a> {
    raw: &'a str,
    /// Bytes of `raw` that are read.
    done: usize,
    /// Where `raw` begins in the file.
    at: usize,
    text: &'a str,
    /// Bytes of `text` whose place is known.
    seen: usize,
    pieces: Vec<Piece>,
}

impl Walk<'_> {
    fn value(&mut self) -> Option<()> {
        let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| self.raw.starts_with(quotes))?;
        self.raw = self.raw.strip_suffix(quotes)?;
        self.done = quotes.len();
        if quotes.len() > 1 {
            // A break right after the opening quotes is no part of the text.
            self.done += ["\r\n", "\n"].into_iter().find(|line| self.rest().starts_with(line)).map_or(0, str::len);
        }
        while !self.rest().is_empty() {
            let plain = if quotes.starts_with('"') { self.rest().find('\\') } else { None };
            self.plain(plain.unwrap_or(self.rest().len()))?;
            if plain.is_some() {
                self.escape()?;
            }
        }
        Some(())
    }

    fn rest(&self) -> &str {
        self.raw.get(self.done..).unwrap_or_default()
    }

    /// Letters that stand for themselves.
    fn plain(&mut self, length: usize) -> Option<()> {
        let same = self.text.get(self.seen..self.seen + length)? == self.rest().get(..length)?;
        same.then(|| self.push(length, length))
    }

    /// A backslash and what it stands for.
    fn escape(&mut self) -> Option<()> {
        let rest = self.rest();
        let letter = rest.chars().nth(1)?;
        let digits = match letter {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            // The break and the spaces after it are no part of the text.
            ' ' | '\t' | '\r' | '\n' => {
                self.done += rest.len() - rest.get(1..)?.trim_start_matches([' ', '\t', '\r', '\n']).len();
                return Some(());
            }
            _ => 0,
        };
        let meant = self.text.get(self.seen..)?.chars().next()?;
        self.push(meant.len_utf8(), 2 + digits);
        Some(())
    }

    fn push(&mut self, text: usize, file: usize) {
        let from = self.at + self.done;
        self.pieces.push(Piece { text: self.seen..self.seen + text, file: from..from + file });
        (self.seen, self.done) = (self.seen + text, self.done + file);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the file writes for `piece` of the text that TOML reads from `raw`.
    fn written<'r>(raw: &'r str, piece: &str) -> Option<&'r str> {
        let file: toml::Table = format!("a = {raw}").parse().unwrap();
        let text = file["a"].as_str().unwrap();
        let from = text.find(piece).unwrap();
        let span = Places::of(raw, 100, text).span(from..from + piece.len())?;
        raw.get(span.start - 100..span.end - 100)
    }

    #[test]
    fn a_piece_is_found_however_the_text_is_written() {
        assert_eq!(written("\"We may share it\"", "may"), Some("may"));
        assert_eq!(written("'C:\\dir 手机'", "手机"), Some("手机"));
        assert_eq!(written("'''\nWe may'''", "We"), Some("We"));
        assert_eq!(written("\"\"\"\r\nWe may\"\"\"", "may"), Some("may"));
        assert_eq!(written("\"a\\tb \\u624B\\\"c\\\"\"", "b 手\""), Some("b \\u624B\\\""));
        assert_eq!(written("\"a\\tb \\u624B\\\"c\\\"\"", "c"), Some("c"));
        assert_eq!(written("\"\\U0000624Bx\"", "手"), Some("\\U0000624B"));
        assert_eq!(written("\"\\x41\\e\\n\"", "\u{1b}"), Some("\\e"));
        assert_eq!(written("\"\"\"We \\\n   may\"\"\"", "may"), Some("may"));
        assert_eq!(written("\"\"\"We \\\n   may\"\"\"", "We may"), Some("We \\\n   may"));
        assert_eq!(written("\"\"\"a\"\"b\"\"\"\"", "b\""), Some("b\""));
    }

    #[test]
    fn what_cannot_be_followed_has_no_place() {
        assert!(Places::of("\"other\"", 0, "text").span(0..4).is_none());
        assert!(Places::of("bare", 0, "bare").span(0..4).is_none());
        assert!(Places::of("\"text", 0, "text").span(0..1).is_none());
        assert!(Places::of("\"text\"", 0, "text").span(2..2).is_none());
    }
}
