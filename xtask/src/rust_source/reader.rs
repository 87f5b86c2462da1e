//! The walk over characters that tells code from comments and literals.

use super::{Literal, is_word};

/// Walks over the characters of a file.
pub struct Reader {
    chars: Vec<char>,
    at: usize,
    line: usize,
    /// The code so far.
    pub code: String,
    /// The literals so far.
    pub literals: Vec<Literal>,
}

impl Reader {
    /// At the beginning of a file.
    pub fn new(text: &str) -> Self {
        Self {
            chars: text.chars().collect(),
            at: 0,
            line: 1,
            code: String::with_capacity(text.len()),
            literals: Vec::new(),
        }
    }

    /// Reads to the end.
    pub fn read(&mut self) {
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('/')) => self.line_comment(),
                ('/', Some('*')) => self.block_comment(),
                ('"', _) => self.string(0, true),
                ('r', Some('"' | '#')) if !self.inside_word() => self.raw_string(),
                ('\'', next) => self.quote(next),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// Whether an identifier is under way; the prefixes `b` and `c` of literals are not one.
    fn inside_word(&self) -> bool {
        let mut back = self.code.chars().rev();
        match back.next() {
            Some('b' | 'c') => back.next().is_some_and(is_word),
            Some(c) => is_word(c),
            None => false,
        }
    }

    fn keep(&mut self) {
        if let Some(c) = self.peek(0) {
            self.code.push(c);
            self.line += usize::from(c == '\n');
            self.at += 1;
        }
    }

    fn blank(&mut self) {
        if let Some(c) = self.peek(0) {
            self.code.push(if c == '\n' { '\n' } else { ' ' });
            self.line += usize::from(c == '\n');
            self.at += 1;
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|c| c != '\n') {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.blank();
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.blank();
                }
                _ => {}
            }
            self.blank();
            if depth == 0 {
                return;
            }
        }
    }

    /// At the opening quote; ends after the closing quote followed by `hashes` hash signs.
    fn string(&mut self, hashes: usize, escapes: bool) {
        let line = self.line;
        let mut text = String::new();
        self.keep();
        while let Some(c) = self.peek(0) {
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.keep();
                break;
            }
            if c == '\\' && escapes {
                text.push(c);
                self.blank();
            }
            text.extend(self.peek(0));
            self.blank();
        }
        self.literals.push(Literal { line, text });
    }

    /// At an `r` that may begin a raw string, or a raw identifier.
    fn raw_string(&mut self) {
        let mut hashes = 0;
        while self.peek(1 + hashes) == Some('#') {
            hashes += 1;
        }
        let is_string = self.peek(1 + hashes) == Some('"');
        self.keep();
        if is_string {
            for _ in 0..hashes {
                self.keep();
            }
            self.string(hashes, false);
        }
    }

    /// At a single quote: a character, or a lifetime.
    fn quote(&mut self, next: Option<char>) {
        self.keep();
        if next == Some('\\') {
            self.blank();
            self.blank();
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.blank();
            }
            self.keep();
        } else if self.peek(1) == Some('\'') {
            self.blank();
            self.keep();
        }
    }
}
