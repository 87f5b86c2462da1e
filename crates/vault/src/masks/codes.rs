//! What is told by its shape in free text: plates, IP addresses, unified social credit codes.

use std::net::{Ipv4Addr, Ipv6Addr};

/// The first character of a plate (GA 36).
const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
/// The last character of some plates (GA 36).
const PLATE_ENDS: &str = "港澳警学挂领使超";
/// The longest IP address as text (RFC 4291 section 2.2), and the shortest one that is taken for one: `a::b` is none.
const IPV6_CHARS: std::ops::RangeInclusive<usize> = 6..=45;

/// The shape of the code that `text` begins with, behind `before`, and how many bytes of it.
pub(super) fn begins(text: &str, before: Option<char>) -> Option<(&'static str, usize)> {
    let within = before.is_some_and(|c| c.is_ascii_alphanumeric());
    let armed = || (!within).then(|| armed_police(text))?;
    let plate = || plate(text).or_else(armed).map(|length| ("plate", length));
    let ipv6 = || (!within).then(|| ipv6(text))?.map(|length| ("ip", length));
    let ipv4 = || ipv4(text, before).map(|length| ("ip", length));
    let credit_code = || (!within).then(|| credit_code(text))?.map(|length| ("credit-code", length));
    plate().or_else(ipv6).or_else(ipv4).or_else(credit_code)
}

/// Letters and digits with a few separators between them, as they are read.
#[derive(Default)]
struct Read {
    chars: usize,
    digits: usize,
    upper: bool,
    lower: bool,
    between: usize,
    spaced: bool,
    end: usize,
}

impl Read {
    fn take(&mut self, at: usize, c: char) {
        self.chars += 1;
        self.digits += usize::from(c.is_ascii_digit());
        self.upper |= c.is_ascii_uppercase();
        self.lower |= c.is_ascii_lowercase();
        self.spaced |= self.between > 0;
        (self.between, self.end) = (0, at + c.len_utf8());
    }

    /// Small letters stand in words, too.
    const fn is_code(&self) -> bool {
        !self.lower || !(self.upper || self.spaced)
    }
}

/// A province, a letter, and five or six letters and digits, of which two at least are digits.
fn plate(text: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    chars.next().filter(|(_, province)| PROVINCES.contains(*province))?;
    let mut read = Read::default();
    for (at, c) in chars {
        match c {
            c if c.is_ascii_alphanumeric() => {
                if read.chars == 7 || (read.chars == 0 && c.is_ascii_digit()) {
                    return None;
                }
                read.take(at, c);
            }
            c if read.chars == 5 && read.between == 0 && PLATE_ENDS.contains(c) => {
                read.take(at, c);
                break;
            }
            c if !c.is_alphanumeric() && read.between < 2 && read.chars < 6 => read.between += 1,
            _ => break,
        }
    }
    (matches!(read.chars, 6 | 7) && read.digits > 1 && read.is_code()).then_some(read.end)
}

/// The armed police's: `WJ`, a province, five letters and digits, of which four at least are digits (GA 36).
fn armed_police(text: &str) -> Option<usize> {
    let behind = text.get(2..).filter(|_| text.get(..2).is_some_and(|front| front.eq_ignore_ascii_case("WJ")))?;
    let behind = behind.trim_start_matches([' ', '-', '·', '•', '.']).strip_prefix(|c| PROVINCES.contains(c))?;
    let mut read = Read::default();
    for (at, c) in behind.char_indices() {
        match c {
            c if c.is_ascii_alphanumeric() && read.chars == 5 => return None,
            c if c.is_ascii_alphanumeric() => read.take(at, c),
            c if !c.is_alphanumeric() && read.between < 2 && read.chars < 5 => read.between += 1,
            _ => break,
        }
    }
    (read.chars == 5 && read.digits > 3).then_some(text.len() - behind.len() + read.end)
}

fn ipv4(text: &str, before: Option<char>) -> Option<usize> {
    let within = before.is_some_and(|c| c.is_ascii_digit() || c == '.');
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let whole = text.get(..end)?.trim_end_matches('.');
    (!within && whole.parse::<Ipv4Addr>().is_ok()).then_some(whole.len())
}

fn ipv6(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_hexdigit() && c != ':' && c != '.').unwrap_or(text.len());
    let (whole, behind) = text.split_at(end);
    let ends = !behind.starts_with(|c: char| c.is_ascii_alphanumeric());
    // What ends a sentence ends no address.
    let whole = [whole, whole.trim_end_matches('.'), whole.trim_end_matches(':')];
    let formed = |one: &&str| IPV6_CHARS.contains(&one.len()) && one.parse::<Ipv6Addr>().is_ok();
    whole.into_iter().filter(|_| ends).find(formed).map(str::len)
}

/// Two letters or digits, six digits of a division, ten letters or digits (GB 32100); what has no letter is an identity card.
fn credit_code(text: &str) -> Option<usize> {
    let mut read = Read::default();
    for (at, c) in text.char_indices() {
        match c {
            c if c.is_ascii_alphanumeric() => {
                if read.chars == 18 || ((2..8).contains(&read.chars) && !c.is_ascii_digit()) {
                    return None;
                }
                read.take(at, c);
            }
            ' ' | '-' | '·' if read.between == 0 && (1..18).contains(&read.chars) => read.between = 1,
            _ => break,
        }
    }
    let last = text.get(..read.end)?.ends_with(|c: char| c.is_ascii_alphabetic());
    let lettered = read.digits + usize::from(last) < 18;
    (read.chars == 18 && lettered && (!read.lower || !read.spaced)).then_some(read.end)
}

#[cfg(test)]
mod tests {
    use super::super::free::{hide, points_to_somebody};

    #[test]
    fn plates_addresses_and_credit_codes_show_what_their_masks_show() {
        for (text, seen) in [
            ("车牌苏D40000，蓝色", "车牌苏D4***0，蓝色"),
            ("苏AD12345和沪A·D12345", "苏AD****5和沪AD****5"),
            ("粤Z1234澳 京Ａ１２３４警", "粤Z1***澳 京A1***警"),
            ("粤 B 12345 停在门口", "粤B1***5 停在门口"),
            ("苏d40000", "******"),
            ("车牌WJ京12345，wj 京 1234X", "车牌******，******"),
            ("苏D40000 13812345678", "苏D4***0 138****5678"),
            ("来自10.0.0.1。", "来自10.*.*.*。"),
            ("IP:10.0.0.1:8080", "IP:10.*.*.*:8080"),
            ("Seen at 192.168.10.24.", "Seen at 192.*.*.*."),
            ("第 5 台 5 10.0.0.1", "第 5 台 5 10.*.*.*"),
            ("IP:2001:db8::1 fe80::1.", "IP:2001:* fe80:*."),
            ("2001:0db8:0000:0000:0000:ff00:0042:8329", "2001:*"),
            ("::ffff:10.0.0.1", "10.*.*.*"),
            ("代码91350100M000100Y43。", "代码9135**********0Y43。"),
            ("91350100m000100y43", "9135**********0y43"),
            ("9135 0100 M000 100Y 43", "9135**********0Y43"),
            ("N2350100M000100Y4X", "N235**********0Y4X"),
            ("51343620000320711X", "5***************1X"),
        ] {
            assert_eq!(*hide(text, &[]), seen, "{text}");
            assert!(points_to_somebody(text), "{text}");
        }
    }
}
