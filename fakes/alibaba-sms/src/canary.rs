//! Planted values, and where in a request they were found.

use crate::percent;
use crate::request::Request;

/// Where in a request a planted value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// The name or value of a header.
    Header,
    /// The body.
    Body,
}

/// A planted value that reached the recipient, or reached it in the wrong place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The planted value.
    pub canary: String,
    /// Where it was found.
    pub place: Place,
}

/// Finds every planted value in every part of a request.
///
/// `anywhere` may stand nowhere; `body_only` may stand in the body and nowhere else.
pub(crate) fn scan(request: &Request, anywhere: &[String], body_only: &[String]) -> Vec<Violation> {
    let headers = request.headers.iter().flat_map(|(name, value)| [name.as_str(), "\n", value, "\n"]);
    let parts = [
        (Place::Path, request.path.clone()),
        (Place::Query, request.query.clone()),
        (Place::Header, headers.collect::<String>()),
        (Place::Body, String::from_utf8_lossy(&request.body).into_owned()),
    ];
    let mut found = Vec::new();
    for (place, text) in parts {
        let readings = readings(&text);
        let confined = body_only.iter().filter(|_| place != Place::Body);
        for canary in anywhere.iter().chain(confined) {
            let wanted = canary.to_lowercase();
            if !wanted.is_empty() && readings.iter().any(|reading| reading.contains(&wanted)) {
                found.push(Violation { canary: canary.clone(), place });
            }
        }
    }
    found
}

/// The text as it stands, percent-decoded once and twice, with `+` as a space, and with JSON escapes read.
fn readings(text: &str) -> Vec<String> {
    let once = loose_decode(text);
    let twice = loose_decode(&once);
    let spaced = twice.replace('+', " ");
    let unescaped = json_unescape(&twice);
    [text.to_owned(), once, twice, spaced, unescaped].map(|reading| reading.to_lowercase()).into()
}

/// Decodes what can be decoded and leaves the rest, so that a broken escape hides nothing.
fn loose_decode(text: &str) -> String {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let escape = match (first, tail) {
            (b'%', [high, low, ..]) => percent::hex_digit(*high).zip(percent::hex_digit(*low)),
            _ => None,
        };
        decoded.push(escape.map_or(first, |(high, low)| high << 4 | low));
        rest = tail.get(if escape.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// Reads `\uXXXX` escapes; other escapes lose their backslash. Surrogates are left out.
fn json_unescape(text: &str) -> String {
    let mut pieces = text.split("\\u");
    let mut read = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let code = piece.get(..4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match code.and_then(char::from_u32).zip(piece.get(4..)) {
            Some((character, rest)) => {
                read.push(character);
                read.push_str(rest);
            }
            None => read.push_str(piece),
        }
    }
    read.replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(raw: &str) -> Vec<Place> {
        let request = crate::request::parse(raw.as_bytes()).unwrap();
        let scanned = scan(&request, &["张三".into(), "zhang@example.com".into()], &["13800005678".into()]);
        scanned.into_iter().map(|violation| violation.place).collect()
    }

    #[test]
    fn every_part_and_every_writing_is_searched() {
        assert_eq!(found("GET /%E5%BC%A0%E4%B8%89 HTTP/1.1\r\n\r\n"), [Place::Path]);
        assert_eq!(found("GET /?q=%25E5%25BC%25A0%25E4%25B8%2589 HTTP/1.1\r\n\r\n"), [Place::Query]);
        assert_eq!(found("GET / HTTP/1.1\r\nX-User: ZHANG@example.com\r\n\r\n"), [Place::Header]);
        assert_eq!(found("POST / HTTP/1.1\r\nContent-Length: 14\r\n\r\n\"\\u5f20\\u4e09\""), [Place::Body]);
        assert_eq!(found("POST / HTTP/1.1\r\nContent-Length: 22\r\n\r\n%zz%E5%BC%A0%E4%B8%89%"), [Place::Body]);
    }

    #[test]
    fn a_value_confined_to_the_body_may_stand_there_only() {
        assert_eq!(found("POST /?p=13800005678 HTTP/1.1\r\nContent-Length: 11\r\n\r\n13800005678"), [Place::Query]);
    }
}
