//! Where a page may lead.

/// A text that is no address to which a page may lead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is no link: expected an address that begins with `http://` or `https://`, or a path such as `/privacy`, without spaces, quotes, brackets or `#`", .0.escape_debug())]
pub struct NotALink(String);

/// `text`, if a page may lead there: an http(s) address or a relative path, without a part of the page, which is added.
///
/// # Errors
/// [`NotALink`] for any other scheme (`javascript:`, `data:`), an address without one (`//other.example`), and letters that
/// end a link in HTML or Markdown.
///
/// # Example
/// ```
/// assert_eq!(publish::link("/privacy"), Ok("/privacy"));
/// assert!(publish::link("javascript:alert(1)").is_err());
/// ```
pub fn link(text: &str) -> Result<&str, NotALink> {
    let lower = text.to_ascii_lowercase();
    let host = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let leads = match host {
        Some(host) => host.starts_with(|letter: char| letter.is_alphanumeric() || letter == '['),
        // What stands before the first `/` or `?` of a path holds no scheme.
        None => !text.starts_with("//") && !text.split(['/', '?']).next().unwrap_or_default().contains(':'),
    };
    let plain = |letter: char| !letter.is_whitespace() && !letter.is_control() && !"<>\"'`()\\#".contains(letter);
    if leads && !text.is_empty() && text.chars().all(plain) { Ok(text) } else { Err(NotALink(text.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_are_links() {
        for text in [
            "https://company.example/privacy",
            "http://localhost:8080/p/policy?language=en",
            "HTTPS://company.example",
            "/privacy",
            "privacy.html",
            "../p/full?at=1:2",
            "./a:b",
            "https://公司.example/隐私",
        ] {
            assert_eq!(link(text), Ok(text));
        }
    }

    #[test]
    fn nothing_else_is() {
        for text in [
            "",
            "javascript:alert(1)",
            "JavaScript:alert%281%29",
            "java\tscript:x",
            " javascript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "mailto:a@company.example",
            "//other.example",
            "\\\\other.example",
            "https://",
            "https:///path",
            "/privacy\"onclick=",
            "/a b",
            "/a)b",
            "/privacy#part",
            "/a\u{202e}b\n",
        ] {
            assert_eq!(link(text), Err(NotALink(text.to_owned())), "{text}");
        }
    }
}
