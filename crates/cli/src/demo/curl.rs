//! A call as a command to paste.

use super::story::{Book, Call};

/// The call as a `curl` command for a shell.
///
/// # Errors
/// A name that the book does not know.
pub fn command(call: &Call, book: &Book, url: &str, token: &str) -> Result<String, String> {
    let filled = book.fill(&call.call)?;
    let (method, path) = filled.split_once(' ').ok_or("a call is a method and a path")?;
    let mut words = vec!["curl -sS".to_owned()];
    if method != "GET" {
        words.push(format!("-X {method}"));
    }
    words.push(quoted(&format!("{url}{path}")));
    words.push(format!("-H {}", quoted(&format!("Authorization: Bearer {token}"))));
    if let Some(body) = &call.body {
        words.push("-H 'Content-Type: application/json'".to_owned());
        let body: serde_json::Value = serde_json::from_str(&book.fill(body)?).map_err(|fault| fault.to_string())?;
        words.push(format!("-d {}", quoted(&body.to_string())));
    }
    Ok(words.join(" "))
}

/// A word for a POSIX shell: within single quotes nothing is special but the quote itself.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_command_holds_everything_that_it_needs() {
        let call = Call {
            call: "POST /v1/${id}".to_owned(),
            body: Some("{ \"a\": \"it's\" }".to_owned()),
            status: 200,
            expect: BTreeMap::new(),
            keep: BTreeMap::new(),
            remember: None,
            same_as: None,
        };
        let mut book = Book::default();
        assert!(command(&call, &book, "http://h", "t").is_err());
        book.put("id", "7");
        assert_eq!(
            command(&call, &book, "http://h", "t").unwrap(),
            "curl -sS -X POST 'http://h/v1/7' -H 'Authorization: Bearer t' -H 'Content-Type: application/json' \
             -d '{\"a\":\"it'\\''s\"}'"
        );
    }
}
