//! Whether a value has the shape that the policy states.

mod papers;

use crate::personal::Personal;

/// The longest value of any shape but `file`, in bytes.
pub const TEXT_BYTES_MAX: usize = 64 * 1024;
/// The longest value of shape `file`, in bytes.
pub const FILE_BYTES_MAX: usize = 16 * 1024 * 1024;

/// Whether `value` fits `shape`. An unknown shape is plain text.
///
/// | shape | form |
/// |---|---|
/// | `cn-mobile` | `1[3-9]` and nine digits; `+86`, `0086` or `86` may stand in front |
/// | `landline` | an area code of 3 or 4 digits that begins with 0, and 7 or 8 digits; no mobile number |
/// | `bank-card` | 13 to 19 digits with a Luhn check |
/// | `cn-id-card` | GB 11643-1999: 18 characters, a day that was, a check character; the old 15 digits are refused |
/// | `id-card` | `cn-id-card`; a permit of Hong Kong, Macao or Taiwan; a foreigner's residence card |
/// | `passport` | 6 to 9 letters and digits, a digit among them |
/// | `plate` | a province, a letter, and 5 characters, or 6 of a car of new energy (GA 36-2018) |
/// | `credit-code` | GB 32100-2015: 18 characters with a check character |
/// | `ip` | an IPv4 or IPv6 address |
/// | `member` | a reference of somebody, 32 lower-case hexadecimal digits |
///
/// Names, addresses and user names are whatever people write: to refuse somebody's real name would be worse.
#[must_use]
pub fn fits(shape: &str, value: &Personal) -> bool {
    if shape == "file" {
        return !value.expose().is_empty() && value.expose().len() <= FILE_BYTES_MAX;
    }
    let Some(text) = value.expose_text() else {
        return false;
    };
    let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if text.trim().is_empty() || text.len() > TEXT_BYTES_MAX || (!plain && text.chars().any(is_hidden)) {
        return false;
    }
    match shape {
        "cn-mobile" => cn_mobile(text),
        "email" => email(text),
        "code" => (4..=8).contains(&text.len()) && text.bytes().all(|digit| digit.is_ascii_digit()),
        "bank-card" => bank_card(text),
        "landline" => papers::landline(text),
        "cn-id-card" => papers::resident(text),
        "id-card" => papers::identity(text),
        "passport" => papers::passport(text),
        "plate" => papers::plate(text),
        "credit-code" => papers::credit_code(text),
        "ip" => text.trim().parse::<core::net::IpAddr>().is_ok(),
        "password" => (8..=256).contains(&text.len()),
        "token" => text.len() <= 512 && text.bytes().all(|byte| byte.is_ascii_graphic()),
        "hex-token" => (32..=256).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
        "amount" => text.parse::<f64>().is_ok_and(f64::is_finite) && text.len() <= 32,
        "instant" => text.parse::<jiff::Timestamp>().is_ok(),
        "position" => position(text),
        "member" => text.parse::<crate::reference::Subject>().is_ok(),
        _ => true,
    }
}

/// Control characters other than line ends and tabs, and bidirectional controls, have no place in a value.
fn is_hidden(letter: char) -> bool {
    let bidi = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    bidi || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

fn cn_mobile(text: &str) -> bool {
    let digits: String = text.chars().filter(|letter| !matches!(letter, ' ' | '-')).collect();
    let bare =
        ["+86", "0086", "86"].iter().find_map(|prefix| digits.strip_prefix(prefix).filter(|rest| rest.len() == 11));
    let bytes = bare.unwrap_or(&digits).as_bytes();
    bytes.len() == 11
        && bytes.first() == Some(&b'1')
        && bytes.get(1).is_some_and(|second| (b'3'..=b'9').contains(second))
        && bytes.iter().all(u8::is_ascii_digit)
}

fn email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let fine = |part: &str| !part.is_empty() && !part.chars().any(|letter| letter.is_whitespace() || letter == '@');
    text.len() <= 254
        && fine(local)
        && fine(domain)
        && domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with('.')
}

fn bank_card(text: &str) -> bool {
    let digits: Vec<u32> =
        text.chars().filter(|letter| *letter != ' ').filter_map(|letter| letter.to_digit(10)).collect();
    let all = text.chars().all(|letter| letter == ' ' || letter.is_ascii_digit());
    let sum: u32 = digits.iter().rev().enumerate().map(|(at, digit)| luhn(at, *digit)).sum();
    all && (13..=19).contains(&digits.len()) && sum.is_multiple_of(10)
}

const fn luhn(at: usize, digit: u32) -> u32 {
    match (at % 2, digit * 2) {
        (0, _) => digit,
        (_, doubled) if doubled > 9 => doubled - 9,
        (_, doubled) => doubled,
    }
}

/// `latitude,longitude` in degrees.
fn position(text: &str) -> bool {
    let Some((latitude, longitude)) = text.split_once(',') else {
        return false;
    };
    let within = |degrees: &str, most: f64| degrees.trim().parse::<f64>().is_ok_and(|value| value.abs() <= most);
    within(latitude, 90.0) && within(longitude, 180.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_accept_and_refuse() {
        for (shape, value, fits_it) in [
            ("cn-mobile", "13800138000", true),
            ("cn-mobile", "+86 138-0013-8000", true),
            ("cn-mobile", "12800138000", false),
            ("cn-mobile", "1380013800", false),
            ("email", "li.lei@example.com", true),
            ("email", "li.lei@", false),
            ("email", "li lei@example.com", false),
            ("bank-card", "6222021234567890128", true),
            ("bank-card", "6222021234567890127", false),
            ("ip", "192.168.10.24", true),
            ("ip", "2001:db8::1", true),
            ("ip", "300.1.1.1", false),
            ("code", "123456", true),
            ("code", "12345a", false),
            ("position", "38.91,121.61", true),
            ("position", "138.91,121.61", false),
            ("text", "a\u{202E}b", false),
            ("text", " ", false),
        ] {
            assert!(policy::SHAPES.contains(&shape), "{shape}");
            assert_eq!(fits(shape, &Personal::from(value)), fits_it, "{shape} {value}");
        }
    }
}
