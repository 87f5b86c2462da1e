//! Normal forms: what makes two spellings of one value equal.

use life::Personal;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The value's normal form for its shape.
///
/// Shape: NFKC and trimmed, then
///
/// | shape | also |
/// |---|---|
/// | `email`, `username` | lower case |
/// | `cn-mobile` | digits only, without +86, 0086 or 86 in front of 11 |
/// | `bank-card`, `landline` | digits only |
/// | `cn-id-card`, `id-card`, `passport`, `plate`, `credit-code` | letters and digits only, upper case |
///
/// What is not UTF-8 stays as it is.
pub(crate) fn normalised(shape: &str, value: &Personal) -> Zeroizing<Vec<u8>> {
    let Some(text) = value.expose_text() else {
        return Zeroizing::new(value.expose().to_vec());
    };
    let text = gather(text, text.trim().nfkc());
    let normal = match shape {
        "email" | "username" => gather(&text, text.chars().flat_map(char::to_lowercase)),
        "cn-mobile" => {
            let digits = gather(&text, text.chars().filter(char::is_ascii_digit));
            let number = national(&digits);
            gather(number, number.chars())
        }
        "bank-card" | "landline" => gather(&text, text.chars().filter(char::is_ascii_digit)),
        "cn-id-card" | "id-card" | "passport" | "plate" | "credit-code" => {
            let kept = text.chars().filter(|c| c.is_alphanumeric());
            gather(&text, kept.flat_map(char::to_uppercase))
        }
        _ => gather(text.trim(), text.trim().chars()),
    };
    Zeroizing::new(normal.as_bytes().to_vec())
}

/// NFC: how a password is hashed, so that it matches from another keyboard (RFC 8265).
pub(crate) fn composed(value: &Personal) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(
        value
            .expose_text()
            .map_or_else(|| value.expose().to_vec(), |text| gather(text, text.nfc()).as_bytes().to_vec()),
    )
}

/// Eleven digits without the country's 86 or 0086, if they are there.
pub(crate) fn national(digits: &str) -> &str {
    ["0086", "86"]
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find(|rest| rest.len() == 11)
        .unwrap_or(digits)
}

/// Collects with room ahead, so that growing leaves no copies behind; a value that grows more than
/// fourfold in NFKC may.
fn gather(from: &str, chars: impl Iterator<Item = char>) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(from.len() * 4));
    text.extend(chars);
    text
}
