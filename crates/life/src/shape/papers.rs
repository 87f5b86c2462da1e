//! Numbers that an authority gives: identity papers, plates, companies, lines.

use jiff::civil::Date;
use zeroize::Zeroizing;

/// The letters and digits, upper case, without the spaces and hyphens between them; nothing where anything else stands.
fn letters(text: &str) -> Option<Zeroizing<String>> {
    let mut bare = Zeroizing::new(String::with_capacity(text.len()));
    for letter in text.chars().filter(|letter| !matches!(letter, ' ' | '-')) {
        if !letter.is_ascii_alphanumeric() {
            return None;
        }
        bare.push(letter.to_ascii_uppercase());
    }
    Some(bare)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The sum of each character's value by its weight; nothing where one has no value.
fn weighed(text: &str, weights: &[u32], value: impl Fn(u8) -> Option<u32>) -> Option<u32> {
    text.bytes().zip(weights).map(|(byte, weight)| Some(value(byte)? * weight)).sum()
}

/// GB 11643-1999: region, day of birth and sequence in 17 digits, and a check character.
pub(super) fn resident(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECK: &[u8; 11] = b"10X98765432";
    let Some(letters) = letters(text).filter(|letters| letters.len() == 18) else { return false };
    let (body, check) = letters.split_at(17);
    let born = body.get(6..14).is_some_and(|day| Date::strptime("%Y%m%d", day).is_ok());
    let sum = weighed(body, &WEIGHTS, |byte| char::from(byte).to_digit(10));
    let wanted = sum.and_then(|sum| CHECK.get((sum % 11) as usize).copied());
    born && wanted.is_some() && wanted == check.bytes().next()
}

/// A resident's card; `H` or `M` and 8 digits (10 of the older permits); 8 digits of Taiwan; three letters and 12 digits of the
/// older card of foreigners.
pub(super) fn identity(text: &str) -> bool {
    let Some(letters) = letters(text) else { return false };
    let head = letters.find(|letter: char| letter.is_ascii_digit()).unwrap_or(letters.len());
    let (word, number) = letters.split_at(head);
    let permit = match word {
        "" => number.len() == 8,
        "H" | "M" => matches!(number.len(), 8 | 10),
        _ => word.len() == 3 && number.len() == 12,
    };
    (permit && digits(number)) || resident(&letters)
}

/// As countries write them: 6 to 9 letters and digits.
pub(super) fn passport(text: &str) -> bool {
    letters(text)
        .is_some_and(|letters| (6..=9).contains(&letters.len()) && letters.bytes().any(|byte| byte.is_ascii_digit()))
}

/// GA 36-2018: `京A12345`; of a car of new energy six, `D` or another letter first, or last where the car is large.
pub(super) fn plate(text: &str) -> bool {
    const PROVINCES: &str = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使";
    let bare: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|letter| !matches!(letter, ' ' | '·' | '-')).collect());
    let mut rest = bare.chars();
    let province = rest.next().is_some_and(|letter| PROVINCES.contains(letter));
    let authority = rest.next().is_some_and(|letter| letter.is_ascii_uppercase() && !matches!(letter, 'I' | 'O'));
    province && authority && (common(rest.as_str()) || new_energy(rest.as_str()))
}

/// A character of a plate: `I` and `O` would be read as digits.
fn is_plate(letter: char) -> bool {
    letter.is_ascii_digit() || (letter.is_ascii_uppercase() && !matches!(letter, 'I' | 'O'))
}

/// Five, the last of which may say what the car is for.
fn common(rest: &str) -> bool {
    let letters: Vec<char> = rest.chars().collect();
    let Some((last, before)) = letters.split_last() else { return false };
    before.len() == 4 && before.iter().copied().all(is_plate) && (is_plate(*last) || "学警港澳领挂试超".contains(*last))
}

fn new_energy(rest: &str) -> bool {
    let small = || rest.split_at_checked(1).is_some_and(|(kind, number)| is_kind(kind) && number.chars().all(is_plate));
    let large = || rest.split_at_checked(5).is_some_and(|(number, kind)| is_kind(kind) && digits(number));
    rest.len() == 6 && (small() || large())
}

fn is_kind(text: &str) -> bool {
    matches!(text, "A" | "B" | "C" | "D" | "E" | "F" | "G" | "H" | "J" | "K")
}

/// GB 32100-2015: 31 characters, weights 3^(i-1) mod 31.
pub(super) fn credit_code(text: &str) -> bool {
    const VALUES: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    let Some(letters) = letters(text).filter(|letters| letters.len() == 18) else { return false };
    let value = |byte: u8| VALUES.find(char::from(byte)).and_then(|at| u32::try_from(at).ok());
    let (body, check) = letters.split_at(17);
    let sum = weighed(body, &WEIGHTS, value);
    let found = check.bytes().next().and_then(value);
    sum.zip(found).is_some_and(|(sum, found)| (31 - sum % 31) % 31 == found)
}

/// An area code that begins with 0 (010, 02x, else four digits), and 7 or 8 digits of which the first is 2 to 8: what a mobile
/// number is not. From abroad the area has no 0.
pub(super) fn landline(text: &str) -> bool {
    let bare: Zeroizing<String> =
        Zeroizing::new(text.chars().filter(|letter| !matches!(letter, ' ' | '-' | '(' | ')')).collect());
    let number = bare.strip_prefix("+86").or_else(|| bare.strip_prefix("0086")).unwrap_or(&bare);
    let national = number.strip_prefix('0').unwrap_or(number);
    let area = match national.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => 2,
        [b'3'..=b'9', ..] => 3,
        _ => return false,
    };
    let named = national.len() != bare.len();
    let number = national.get(area..).unwrap_or_default();
    named && digits(number) && matches!(number.len(), 7 | 8) && number.starts_with(['2', '3', '4', '5', '6', '7', '8'])
}

#[cfg(test)]
mod tests {
    use super::super::fits;
    use crate::personal::Personal;

    #[test]
    fn papers_are_accepted_and_refused() {
        for (shape, value, fits_it) in [
            ("cn-id-card", "11010519491231002X", true),
            ("cn-id-card", "110105 19491231 002x", true),
            ("cn-id-card", "440524188001010014", true),
            ("cn-id-card", "110105194912310021", false),
            // 31 November, with the check character that it would have.
            ("cn-id-card", "110105194911310026", false),
            ("cn-id-card", "110105491231002", false),
            ("id-card", "11010519491231002X", true),
            ("id-card", "110105491231002", false),
            ("id-card", "H12345678", true),
            ("id-card", "M1234567801", true),
            ("id-card", "12345678", true),
            ("id-card", "FRA110105123456", true),
            ("id-card", "H1234567", false),
            ("id-card", "my card", false),
            ("id-card", "", false),
            ("passport", "E12345678", true),
            ("passport", "EA1234567", true),
            ("passport", "C01X00T47", true),
            ("passport", "E1", false),
            ("passport", "ABCDEFGH", false),
            ("plate", "京A12345", true),
            ("plate", "苏AD12345", true),
            ("plate", "粤B12345D", true),
            ("plate", "粤Z1234港", true),
            ("plate", "京A·12345", true),
            ("plate", "京I12345", false),
            ("plate", "京A1234O", false),
            ("plate", "京A1234", false),
            ("plate", "苏AZ12345", false),
            ("plate", "A12345", false),
            ("credit-code", "91350100M000100Y43", true),
            ("credit-code", "91110000802100433B", true),
            ("credit-code", "91350100M000100Y44", false),
            ("credit-code", "91350100M000100I43", false),
            ("landline", "0915-8866179", true),
            ("landline", "(010) 6655 4433", true),
            ("landline", "+86 10 66554433", true),
            ("landline", "8866179", false),
            ("landline", "0915-88661x9", false),
            ("landline", "013812345678", false),
            ("landline", "+86 138 1234 5678", false),
            ("landline", "+8613812345678", false),
            ("landline", "1066554433", false),
        ] {
            assert!(policy::SHAPES.contains(&shape), "{shape}");
            assert_eq!(fits(shape, &Personal::from(value)), fits_it, "{shape} {value}");
        }
    }
}
