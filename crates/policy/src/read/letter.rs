//! Letters that show nothing, or look like other letters.

use unicode_script::{Script, UnicodeScript};

/// Whether a letter shows nothing, or turns the order of others. Breaks of lines and tabs show something.
#[must_use]
pub(crate) fn is_hidden(letter: char) -> bool {
    let shows_nothing = matches!(letter,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{2060}'..='\u{2064}'
        | '\u{2028}' | '\u{2029}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{E0000}'..='\u{E007F}');
    turns(letter) || shows_nothing || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// Whether a letter turns the order in which others are shown.
#[must_use]
pub(crate) fn turns(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The ASCII letters or digits that `letter`, of another script or width, looks like; none where it looks like itself.
#[must_use]
pub(crate) fn looks_like(letter: char) -> Option<String> {
    if letter.is_ascii() || !letter.is_alphanumeric() {
        return None;
    }
    let seen: String = unicode_security::skeleton(letter.encode_utf8(&mut [0; 4])).collect();
    (!seen.is_empty() && seen.chars().all(|seen| seen.is_ascii_alphanumeric())).then_some(seen)
}

/// `text` with every letter that looks like an ASCII letter written as that.
#[must_use]
pub(crate) fn in_ascii(text: &str) -> String {
    text.chars().map(|letter| looks_like(letter).unwrap_or_else(|| letter.to_string())).collect()
}

/// The script of `letter`, as people call it: `Cyrillic`.
#[must_use]
pub(crate) fn script(letter: char) -> &'static str {
    letter.script().full_name()
}

/// Whether `letter` is one of the Latin script, of any width.
#[must_use]
pub(crate) fn is_latin(letter: char) -> bool {
    letter.script() == Script::Latin
}

/// Whether `letter` is a Chinese character.
#[must_use]
pub(crate) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_scripts_look_like_ascii_ones() {
        assert_eq!(looks_like('\u{430}').as_deref(), Some("a"));
        assert_eq!(looks_like('\u{3BF}').as_deref(), Some("o"));
        assert_eq!(looks_like('ａ').as_deref(), Some("a"));
        assert!(
            [looks_like('a'), looks_like('é'), looks_like('手'), looks_like('я'), looks_like('μ')]
                .iter()
                .all(Option::is_none)
        );
        assert_eq!(in_ascii("p\u{430}yp\u{430}l 手"), "paypal 手");
        assert_eq!(script('\u{430}'), "Cyrillic");
    }

    #[test]
    fn what_shows_nothing_is_hidden() {
        assert!(['\u{202E}', '\u{200B}', '\u{FEFF}', '\u{3164}', '\u{7}'].into_iter().all(is_hidden));
        assert!(!['a', '手', ' ', '\n', '\t', '\u{3000}', '\u{200D}', '\u{FE0F}'].into_iter().any(is_hidden));
        assert!(turns('\u{202E}') && !turns('\u{200B}'));
    }
}
