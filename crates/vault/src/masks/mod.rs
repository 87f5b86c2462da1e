//! Masks: what of a value may be seen, after Chinese convention.
//!
//! | shape | seen | example |
//! |---|---|---|
//! | `cn-mobile` | first 3, last 4 | `138****5678` |
//! | `landline` | first 4, last 2 | `0915*****79` |
//! | `name` | first character; the rest one star each up to 4 Han characters, else three | `段**`, `段*`, `阿***` |
//! | `email` | first character unless it is the only one, domain | `d***@gmail.com` |
//! | `cn-id-card`; `id-card`, permits too | first 1, last 2 | `5***************1X` |
//! | `bank-card` | last 4 | `***************0128` |
//! | `address` | the divisions that it begins with, down to the district | `北京市海淀区******` |
//! | `plate` | first 3, last 1 | `苏D4***0` |
//! | `credit-code` | first 4, last 4 | `9135**********0Y43` |
//! | `passport` | first 1, last 2 | `E******78` |
//! | `ip` | first part | `192.*.*.*`, `2001:*` |
//! | `username`, `text` | first character, unless it is the only one | `a***` |
//! | `free-text` | all but numbers of seven digits and more, plates, IP addresses, credit codes, e-mail addresses, and names that are handed in | `请打 138****5678` |
//! | `token`, `password` | nothing | `***` |
//! | any other; a value that is not of its shape | nothing, not even its length | `******` |
//!
//! Full-width letters and digits count as their usual forms. Names and free text show one character and
//! never more than half of a short value; the identifiers of fixed form show what the convention shows
//! (of a mobile number 7 digits of 11), and only if the value has that form.
//!
//! Source: `facts/law.md` section 7. No statute fixes the patterns. Not provided: that what is seen
//! cannot be linked to a person by who knows more; a masked value is still personal data.

mod address;
#[cfg(test)]
mod cases;
mod codes;
mod divisions;
mod free;
mod numbers;
#[cfg(test)]
mod wide;

pub(crate) use free::points_to_somebody;

use crate::normal::national;
use std::net::IpAddr;
use zeroize::Zeroizing;

/// Instead of a value that is not of its shape, and of a shape that is not known.
const NOTHING: &str = "******";
/// Instead of what follows, without telling how much.
const REST: &str = "***";

/// What of `value` may be seen as one of `shape`.
///
/// ```
/// assert_eq!(vault::mask("cn-mobile", "+86 138-1234-5678"), "138****5678");
/// assert_eq!(vault::mask("cn-mobile", "12345"), "******", "not a mobile number: nothing is seen");
/// ```
#[must_use]
pub fn mask(shape: &str, value: &str) -> String {
    mask_hiding(shape, value, &[])
}

/// The same, with these names hidden in free text.
pub(crate) fn mask_hiding(shape: &str, value: &str, names: &[Zeroizing<String>]) -> String {
    if shape == "free-text" {
        return free::hide(value, names).to_string();
    }
    let value = narrowed(value);
    let seen = match shape {
        "cn-mobile" => mobile(&value),
        "landline" => landline(&value),
        "name" => name(&value),
        "email" => email(&value),
        "cn-id-card" => identifier(&value, &[18], (1, 2)),
        // Fifteen digits alone are the card of before 1999, which is taken no more.
        "id-card" if is_old_card(&joined(&value)) => None,
        "id-card" => identifier(&value, &[8, 9, 11, 15, 18], (1, 2)),
        "passport" => identifier(&value, &[6, 7, 8, 9], (1, 2)),
        "credit-code" => identifier(&value, &[18], (4, 4)),
        "bank-card" => bank_card(&value),
        "address" => address::mask(&value),
        "plate" => plate(&value),
        "ip" => ip(&value),
        "username" | "text" => first(&value),
        "token" | "password" => Some(REST.to_owned()),
        _ => None,
    };
    seen.unwrap_or_else(|| NOTHING.to_owned())
}

/// The province (1), city (2) or district (3) of an address, by its whole name; nothing where it cannot be told.
pub(crate) fn area(value: &str, level: usize) -> Option<String> {
    address::area(&narrowed(value), level)
}

/// Trimmed, with full-width forms as the usual ones.
fn narrowed(value: &str) -> Zeroizing<String> {
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    };
    let mut text = Zeroizing::new(String::with_capacity(value.len()));
    text.extend(value.trim().chars().map(narrow));
    text
}

/// The first and last characters, and a star for each between; nothing unless some are hidden.
fn ends(text: &str, (front, back): (usize, usize)) -> Option<String> {
    let len = text.chars().count();
    let hidden = len.checked_sub(front + back).filter(|hidden| *hidden > 0)?;
    let mut seen: String = text.chars().take(front).collect();
    seen.extend(std::iter::repeat_n('*', hidden));
    seen.extend(text.chars().skip(len - back));
    Some(seen)
}

/// The digits, if there is nothing else but what separates them.
fn digits(value: &str) -> Option<Zeroizing<String>> {
    let mut digits = Zeroizing::new(String::with_capacity(value.len()));
    for c in value.chars() {
        match c {
            '0'..='9' => digits.push(c),
            ' ' | '-' | '(' | ')' => {}
            _ => return None,
        }
    }
    Some(digits)
}

fn mobile(value: &str) -> Option<String> {
    let digits = digits(value.strip_prefix('+').unwrap_or(value))?;
    let number = national(&digits);
    let valid = number.len() == 11 && matches!(number.as_bytes(), [b'1', b'3'..=b'9', ..]);
    valid.then(|| ends(number, (3, 4)))?
}

/// An area (010, 02x, else 0 and three digits) and a number of seven or eight digits that begins with 2 to 8. From abroad the area
/// has no 0.
fn landline(value: &str) -> Option<String> {
    let digits = digits(value.strip_prefix('+').unwrap_or(value))?;
    let national = ["0086", "86"].iter().find_map(|country| digits.strip_prefix(country));
    let digits = national.map_or(digits.clone(), |rest| Zeroizing::new(format!("0{}", rest.trim_start_matches('0'))));
    let area = match digits.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return None,
    };
    let number = digits.as_bytes().get(area..)?;
    (matches!(number, [b'2'..=b'8', ..]) && matches!(number.len(), 7 | 8)).then(|| ends(&digits, (4, 2)))?
}

fn bank_card(value: &str) -> Option<String> {
    let digits = digits(value)?;
    (13..=19).contains(&digits.len()).then(|| ends(&digits, (0, 4)))?
}

fn is_old_card(bare: &str) -> bool {
    bare.len() == 15 && bare.bytes().all(|b| b.is_ascii_digit())
}

/// Without what separates the parts of a number.
fn joined(value: &str) -> Zeroizing<String> {
    let mut bare = Zeroizing::new(String::with_capacity(value.len()));
    bare.extend(value.chars().filter(|c| !matches!(c, ' ' | '-' | '·')));
    bare
}

/// So many letters and digits, with an end of them seen on each side.
fn identifier(value: &str, lens: &[usize], seen: (usize, usize)) -> Option<String> {
    let value = joined(value);
    let formed = value.bytes().all(|b| b.is_ascii_alphanumeric());
    let numbered = value.bytes().any(|b| b.is_ascii_digit());
    (formed && numbered && lens.contains(&value.len())).then(|| ends(&value, seen))?
}

fn plate(value: &str) -> Option<String> {
    let value = joined(value);
    let mut chars = value.chars();
    let province = chars.next().is_some_and(is_han);
    let letter = chars.next().is_some_and(|c| c.is_ascii_uppercase());
    let rest = chars.as_str();
    let formed = |c: char| c.is_ascii_alphanumeric() || is_han(c);
    let numbered = matches!(rest.chars().count(), 5 | 6) && rest.chars().all(formed);
    (province && letter && numbered).then(|| ends(&value, (3, 1)))?
}

fn name(value: &str) -> Option<String> {
    let formed = |c: char| c.is_alphabetic() || " ·•・‧.'’-".contains(c);
    let len = value.chars().count();
    let begins = value.chars().next().filter(|c| c.is_alphabetic())?;
    if !value.chars().all(formed) {
        return None;
    }
    match len {
        1 => Some("*".to_owned()),
        2..=4 if value.chars().all(is_han) => ends(value, (1, 0)),
        _ => Some(format!("{begins}{REST}")),
    }
}

/// One character and stars that do not tell how many follow; of a single one nothing.
fn first(value: &str) -> Option<String> {
    let mut chars = value.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(_)) => Some(format!("{first}{REST}")),
        (Some(_), None) => Some(REST.to_owned()),
        (None, _) => None,
    }
}

fn email(value: &str) -> Option<String> {
    let (local, domain) = value.rsplit_once('@')?;
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != '@';
    let labels = domain.split('.').count() > 1 && domain.split('.').all(|label| !label.is_empty());
    let formed = labels && local.chars().all(plain) && domain.chars().all(plain);
    formed.then(|| first(local))?.map(|seen| format!("{seen}@{domain}"))
}

fn ip(value: &str) -> Option<String> {
    match value.parse::<IpAddr>().ok()?.to_canonical() {
        IpAddr::V4(address) => {
            let [network, ..] = address.octets();
            Some(format!("{network}.*.*.*"))
        }
        IpAddr::V6(address) => {
            let [network, ..] = address.segments();
            (network != 0).then(|| format!("{network:x}:*"))
        }
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{323AF}' | '〇')
}
