//! Percent encoding as RFC 3986 has it, and reading `key=value&…` without losing a repeated key.

/// Pairs of a query or a form body, decoded, in the order in which they came.
pub(crate) type Pairs = Vec<(String, String)>;

/// Decodes one component; `None` for a broken escape or bytes that are not UTF-8.
///
/// A `+` stands for itself: neither the query nor the form of the recipe writes a space so.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = hex_digit(bytes.next()?)?;
            let low = hex_digit(bytes.next()?)?;
            decoded.push(high << 4 | low);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}

/// Encodes one component: letters, digits and `-_.~` stay, everything else is `%XX`.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Reads `key=value&…`; `None` where a component cannot be decoded. A key without `=` has an empty value.
pub(crate) fn pairs(text: &str) -> Option<Pairs> {
    text.split('&').filter(|part| !part.is_empty()).map(pair).collect()
}

fn pair(part: &str) -> Option<(String, String)> {
    let (key, value) = part.split_once('=').unwrap_or((part, ""));
    Some((decode(key)?, decode(value)?))
}

/// The value of one hexadecimal digit.
pub(crate) fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_survives_the_way_there_and_back() {
        let text = "阿里云 *~+/{\"code\":\"1\"}";
        assert_eq!(decode(&encode(text)).as_deref(), Some(text));
        assert_eq!(encode(" *~"), "%20%2A~");
    }

    #[test]
    fn broken_escapes_are_not_guessed_at() {
        assert_eq!(decode("%"), None);
        assert_eq!(decode("%2"), None);
        assert_eq!(decode("%zz"), None);
        assert_eq!(decode("%ff"), None);
    }

    #[test]
    fn a_repeated_key_is_kept_twice() {
        assert_eq!(pairs("a=1&a=2").map(|pairs| pairs.len()), Some(2));
    }
}
