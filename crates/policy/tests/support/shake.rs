//! The same policy, written badly.

use super::dice::Dice;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shake {
    /// Spaces, breaks inside lists, quotes.
    SpacesAndQuotes,
    /// Those, and blank lines, comments and the order of keys.
    Everything,
}

fn spaces(dice: &mut Dice) -> String {
    (0..dice.below(4)).map(|_| if dice.one_in(5) { '\t' } else { ' ' }).collect()
}

/// `text` with another layout and the same meaning.
pub fn shaken(text: &str, seed: u64, shake: Shake) -> String {
    let dice = &mut Dice::of(seed);
    let text = if shake == Shake::Everything { shuffled(text, dice) } else { text.to_owned() };
    let tokens: Vec<Token> = Source::new(&text).lex().collect();
    let mut out = String::new();
    let (mut depth, mut noted) = (0_i32, false);
    for (at, token) in tokens.iter().enumerate() {
        let raw = &text[token.span().start()..token.span().end()];
        let begins_line = out.is_empty() || out.ends_with('\n');
        let header = begins_line && depth == 0 && token.kind() == TokenKind::LeftSquareBracket;
        if header || in_header(&tokens, at) {
            out += &word(raw, token.kind(), dice);
            noted = false;
            continue;
        }
        let everything = shake == Shake::Everything;
        match token.kind() {
            TokenKind::Whitespace => out += &if begins_line { spaces(dice) } else { format!(" {}", spaces(dice)) },
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => {
                depth += 1;
                out = out + raw + &inside(dice, everything);
            }
            TokenKind::Comma => out = out + &inside(dice, everything) + raw + &inside(dice, everything),
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth -= 1;
                out = out + &inside(dice, everything) + raw;
            }
            TokenKind::Equals => out = out + &spaces(dice) + raw + &spaces(dice),
            TokenKind::Comment => {
                out += raw;
                noted = true;
            }
            TokenKind::Newline => {
                if everything && !noted && dice.one_in(6) {
                    out += &format!("{}# 注 {}", spaces(dice), dice.below(1000));
                }
                out += &spaces(dice);
                let lines = if everything && depth == 0 && dice.one_in(8) { dice.below(5) } else { 0 };
                out += &"\n".repeat(1 + lines);
                noted = false;
            }
            kind => out += &word(raw, kind, dice),
        }
    }
    out
}

/// Whether a token stands in a header: on its line, only a bracket begins what is before it.
fn in_header(tokens: &[Token], at: usize) -> bool {
    let line =
        tokens[..at].iter().rposition(|token| token.kind() == TokenKind::Newline).map_or(0, |newline| newline + 1);
    let before = &tokens[line..at];
    let allowed = |token: &Token| {
        matches!(token.kind(), TokenKind::LeftSquareBracket | TokenKind::Dot | TokenKind::Atom | TokenKind::BasicString)
    };
    before.first().is_some_and(|token| token.kind() == TokenKind::LeftSquareBracket)
        && before.iter().all(allowed)
        && matches!(
            tokens[at].kind(),
            TokenKind::Dot | TokenKind::Atom | TokenKind::RightSquareBracket | TokenKind::BasicString
        )
}

/// Layout where a bracket is open: TOML 1.1 minds neither breaks nor comments there.
fn inside(dice: &mut Dice, everything: bool) -> String {
    let comment =
        if everything && dice.one_in(12) { format!("{}#{}", spaces(dice), dice.below(1000)) } else { String::new() };
    let broken = !comment.is_empty() || dice.one_in(4);
    format!("{comment}{}{}", if broken { "\n" } else { "" }, spaces(dice))
}

/// A word with other quotes where they mean the same.
fn word(raw: &str, kind: TokenKind, dice: &mut Dice) -> String {
    let plain = !raw.contains(['\\', '\'', '\n']) && !raw.starts_with("\"\"\"");
    match kind {
        TokenKind::BasicString if plain && dice.one_in(3) => raw.replace('"', "'"),
        _ => raw.to_owned(),
    }
}

/// Neighbouring keys of a table change places: whole lines that hold one key and its value.
fn shuffled(text: &str, dice: &mut Dice) -> String {
    let whole = |line: &str| {
        let opened = line.matches(['[', '{']).count() == line.matches([']', '}']).count();
        line.starts_with(|first: char| first.is_ascii_lowercase()) && line.contains(" = ") && opened
    };
    let mut lines: Vec<&str> = text.lines().collect();
    for at in 1..lines.len() {
        if whole(lines[at - 1]) && whole(lines[at]) && dice.one_in(2) {
            lines.swap(at - 1, at);
        }
    }
    lines.join("\n") + "\n"
}

/// The comments of a file, in order.
pub fn comments(text: &str) -> Vec<String> {
    let tokens = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    tokens.map(|token| text[token.span().start()..token.span().end()].trim_end().to_owned()).collect()
}
