//! A published address is of a domain that nobody can own.
//!
//! Why: `.example`, `.invalid`, `.test` and `.localhost` stand for addresses in documentation; who writes there reaches nobody.
//!
//! Fails:
//!
//! ```toml
//! [contact.desk]
//! email = "desk@bench.example"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "Read more at https://www.example.com/privacy."
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [contact.desk]
//! email = "desk@tools.bench"
//!
//! [statement.said]
//! label = "For example. See an example: this one."
//! topic = "other"
//! ```
//!
//! Mend: write the address at which somebody reads.
//!
//! Source: PIPL art. 17(1), 50; RFC 2606; RFC 6761

use crate::check::{Context, Findings};
use std::ops::Range;

/// Last parts of domains that are kept for documentation and tests.
const RESERVED: [&str; 4] = ["example", "invalid", "test", "localhost"];

/// Domains of two parts that are kept.
const SECOND: [&str; 4] = ["example.com", "example.net", "example.org", "example.edu"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let help = "write the address at which somebody reads";
    let unpublished = |path: &str| {
        let row = path.rsplit_once('.').map_or(path, |(row, _)| row);
        context.paths().get(row).is_some_and(|keys| keys.unpublished)
    };
    for said in context.said().iter().filter(|said| !unpublished(&said.path)) {
        let seen = said.first(|one| {
            let piece = reserved(&one.lower)?;
            Some((piece.clone(), one.text.get(piece)?))
        });
        if let Some((span, address)) = seen {
            let headline = format!("`{}` names `{address}`, an address that nobody has", said.path);
            found.push(found.at(span, headline).help(help));
        }
    }
    for (path, key, value, keys) in context.plain().filter(|(.., keys)| !keys.unpublished) {
        if let Some(address) = reserved(&value.to_lowercase()).and_then(|piece| value.get(piece)) {
            let headline = format!("`{path}.{key}` is `{address}`, an address that nobody has");
            found.push(found.at(keys.at(key), headline).help(help));
        }
    }
}

/// The first address of a reserved domain in `text`, which is in lower case.
fn reserved(text: &str) -> Option<Range<usize>> {
    let mut from = 0;
    let pieces = text
        .split_inclusive(|letter: char| !letter.is_ascii() || letter.is_whitespace() || "\"'()<>,;".contains(letter));
    pieces
        .map(|piece| {
            let at = from;
            from += piece.len();
            let address = piece.trim_end_matches(|letter: char| !letter.is_ascii_alphanumeric() && letter != '/');
            at..at + address.len()
        })
        .find(|piece| text.get(piece.clone()).is_some_and(is_reserved))
}

/// Whether `address`, of an e-mail account or a page, is of a reserved domain.
fn is_reserved(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', '?', '#']).next().unwrap_or(host);
    let host = host.rsplit('@').next().unwrap_or(host).split(':').next().unwrap_or_default();
    let mut parts = host.rsplit('.');
    let (last, before) = (parts.next().unwrap_or_default(), parts.next());
    let second = before.map(|before| format!("{before}.{last}"));
    // A word alone is no domain, save in an address.
    let alone = before.is_none() && address != host;
    (RESERVED.contains(&last) && (before.is_some_and(|before| !before.is_empty()) || alone))
        || second.is_some_and(|second| SECOND.contains(&second.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_reserved_by_the_end_of_its_domain() {
        for text in [
            "desk@bench.example",
            "https://a.invalid/x",
            "a@example.com",
            "http://localhost:8080/",
            "www.example.org",
            "a.test.",
        ] {
            assert!(reserved(text).is_some(), "{text}");
        }
        for text in [
            "desk@bench.cn",
            "for example",
            "an example.",
            "testing.",
            "https://example.bench.cn/test",
            "e.g. test",
            "a/test",
        ] {
            assert_eq!(reserved(text), None, "{text}");
        }
        assert_eq!(reserved("写信至 a@b.example。"), Some("写信至 ".len().."写信至 a@b.example".len()));
    }
}
