//! Numbers in free text: digits in whatever script and form, and whatever stands between them that is neither letter nor digit.
//!
//! Not provided: numbers with letters between their digits, and numbers in words, Chinese ones with them.

use super::{NOTHING, codes, is_han, mask};
use unicode_normalization::char::decompose_compatible;
use zeroize::Zeroizing;

/// The fewest digits of a number that can be somebody's.
const DIGITS_MIN: usize = 7;
/// The most characters that stand between two digits of one number.
const BETWEEN_MAX: usize = 8;
/// Instead of a digit of a script that has its own; a number with one shows nothing.
const OTHER: char = '?';

/// `text` with its numbers and codes hidden.
pub(super) fn hide(text: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut rest = text;
    let mut last = None;
    while let Some(next) = rest.chars().next() {
        let number = Number::begins(rest);
        let length = if let Some((shape, length)) = codes::begins(rest, last) {
            out.push_str(&mask(shape, rest.get(..length).unwrap_or_default()));
            length
        } else if number.digits() < DIGITS_MIN {
            out.push(next);
            next.len_utf8()
        } else if let Some(times) = rest.get(..number.length).filter(|number| are_times(number)) {
            out.push_str(times);
            times.len()
        } else {
            let letters = out.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
            let kept = out.len() - letters;
            out.truncate(kept);
            out.push_str(&if letters == 0 { number.masked() } else { NOTHING.to_owned() });
            number.length
        };
        let (taken, behind) = rest.split_at(length);
        last = taken.chars().next_back();
        rest = behind;
    }
    out
}

/// A number that a text begins with, if it begins with one.
struct Number {
    /// Its digits as 0 to 9, and the last letter of an identity card.
    bare: Zeroizing<String>,
    /// How far it reaches, in bytes.
    length: usize,
}

impl Number {
    fn begins(text: &str) -> Self {
        let mut number = Self { bare: Zeroizing::default(), length: 0 };
        let mut between = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let known = number.bare.len();
            fold(c, &mut number.bare);
            if number.bare.len() > known {
                (number.length, between) = (at + c.len_utf8(), 0);
            } else if number.length == 0 {
                break;
            } else if matches!(c, 'X' | 'x') && number.length == at {
                if !chars.peek().is_some_and(|(_, next)| next.is_ascii_alphanumeric()) {
                    number.bare.push(c);
                    number.length = at + 1;
                }
                break;
            } else if !c.is_alphanumeric() && between < BETWEEN_MAX {
                between += 1;
            } else {
                break;
            }
        }
        number
    }

    fn digits(&self) -> usize {
        self.bare.trim_end_matches(['X', 'x']).len()
    }

    /// The mask of what it is, as far as that can be told.
    fn masked(&self) -> String {
        let known = ["cn-mobile", "cn-id-card"].map(|shape| mask(shape, &self.bare));
        known.into_iter().find(|masked| masked != NOTHING).unwrap_or_else(|| NOTHING.to_owned())
    }
}

/// The digits that `c` stands for as 0 to 9, by NFKC (①, 𝟏, ⑩, ²); nothing, where it is no digit. 〇 is a word, and a name.
fn fold(c: char, into: &mut String) {
    if c.is_ascii_digit() {
        into.push(c);
    } else if !c.is_ascii() && c.is_numeric() && !is_han(c) {
        decompose_compatible(c, |part| match part {
            '0'..='9' => into.push(part),
            part if part == c => into.push(OTHER),
            _ => {}
        });
    }
}

/// Whether this is a time of day, or from one to another.
fn are_times(number: &str) -> bool {
    let mut times = number.split(|c: char| !c.is_ascii_digit() && c != ':').filter(|part| !part.is_empty());
    let (one, other, more) = (times.next(), times.next(), times.next());
    let plain = number.chars().all(|c| c.is_ascii_digit() || !c.is_numeric());
    plain && one.is_some_and(is_time) && other.is_none_or(is_time) && more.is_none()
}

/// 9:00, 18:00, 23:59:59.
fn is_time(text: &str) -> bool {
    let under = |part: &str, end: u8| part.parse::<u8>().is_ok_and(|number| number < end);
    let mut parts = text.split(':');
    let hours = parts.next().is_some_and(|hours| hours.len() <= 2 && under(hours, 25));
    let rest: Vec<&str> = parts.collect();
    hours && matches!(rest.len(), 1 | 2) && rest.iter().all(|part| part.len() == 2 && under(part, 60))
}

#[cfg(test)]
mod tests {
    use super::super::free::{hide, points_to_somebody};

    #[test]
    fn nothing_of_a_long_number_is_left_whatever_stands_around_it() {
        for number in [
            "13812345678",
            "+86 138-1234-5678",
            "E12345678",
            "6222021234567890128",
            "010-12345678",
            "１３８１２３４５６７８",
            "138.1234.5678",
            "138  1234  5678",
            "138 - 1234 - 5678",
            "138–1234–5678",
            "138/1234/5678",
            "138，1234，5678",
            "138\u{3000}1234\u{3000}5678",
            "138\u{200b}1234\u{200b}5678",
            "１３８・１２３４・５６７８",
            "110105_19491231_002X",
        ] {
            let text = format!("a{number}号");
            let seen = hide(&text, &[]);
            assert!(seen.contains('*'), "{number}: {}", *seen);
            assert!(!seen.contains(number) && !seen.contains("1234567"), "{number}: {}", *seen);
            assert!(seen.chars().filter(char::is_ascii_digit).count() <= 7, "{number}: {}", *seen);
            assert!(points_to_somebody(&text));
        }
    }

    #[test]
    fn a_mobile_number_is_seen_whatever_stands_between_its_digits() {
        for between in [
            "    ",
            " -- ",
            "\u{2212}",
            "~",
            ":",
            "。",
            "*",
            "|",
            "+",
            "'",
            "=",
            "\n",
            "\r\n",
            "\u{fe0f}",
            "\u{2062}",
            "\u{2044}",
            "；",
            "\u{a0}\u{a0}",
            "________",
            "#",
            "…",
        ] {
            let text = format!("请打 138{between}1234{between}5678。");
            assert_eq!(*hide(&text, &[]), "请打 138****5678。", "{text:?}");
            assert!(points_to_somebody(&text));
        }
        for number in ["138(1234)5678", "138（1234）5678", "[138]〔1234〕【5678】", "(138) 1234-5678"] {
            let seen = hide(number, &[]);
            assert!(seen.contains("138****5678"), "{number}: {}", *seen);
        }
    }

    #[test]
    fn a_digit_counts_in_whatever_form_and_script_it_is_written() {
        let form = |zero: char| {
            let digit = |c: char| char::from_u32(u32::from(zero) + c.to_digit(10).unwrap()).unwrap();
            "13812345678".chars().map(digit).collect::<String>()
        };
        let keycaps: String = "13812345678".chars().flat_map(|c| [c, '\u{fe0f}', '\u{20e3}']).collect();
        for number in ["①③⑧①②③④⑤⑥⑦⑧", "⑬⑧⑫③④⑤⑥⑦⑧", "⑴⑶⑻⑴⑵⑶⑷⑸⑹⑺⑻", "¹³⁸¹²³⁴⁵⁶⁷⁸", &form('𝟎'), &form('𝟶'), &form('０')]
        {
            assert_eq!(*hide(&format!("打 {number}！"), &[]), "打 138****5678！", "{number}");
        }
        assert_eq!(*hide(&format!("打 {keycaps}！"), &[]), "打 138****5678\u{fe0f}\u{20e3}！");
        // Of other scripts the digits are hidden, and not told.
        for number in [
            form('٠'),
            form('۰'),
            form('०'),
            "9:00 ٥٦٧٨٩".to_owned(),
            "❶❸❽❶❷❸❹❺❻❼❽".to_owned(),
            "138-1234-٥٦٧٨".to_owned(),
        ] {
            assert_eq!(*hide(&format!("打 {number}！"), &[]), "打 ******！", "{number}");
        }
    }
}
