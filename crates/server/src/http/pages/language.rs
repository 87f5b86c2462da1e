//! Which language somebody reads.

use axum::http::{HeaderMap, header};
use yinuo::policy::Policy;
use yinuo::policy::rows::Language;

/// The policy's language called `tag`; its authoritative one where none is named.
pub(crate) fn spoken(policy: &Policy, tag: Option<&str>) -> Option<Language> {
    let languages = languages(policy);
    match tag {
        None => languages.first().copied(),
        Some(tag) => languages.iter().find(|language| language.as_str() == tag).copied(),
    }
}

/// The policy's languages, the authoritative one first.
pub(crate) fn languages(policy: &Policy) -> &[Language] {
    policy.document.policy.as_ref().map(|header| header.languages.as_slice()).unwrap_or_default()
}

/// The one of `languages` that the reader's browser likes best; the first where it likes none.
pub(crate) fn preferred(headers: &HeaderMap, languages: &[Language]) -> Option<Language> {
    let said = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut liked: Vec<(f32, &str)> = said.split(',').filter_map(range).collect();
    liked.sort_by(|one, other| other.0.total_cmp(&one.0));
    let found = liked.iter().find_map(|(_, tag)| languages.iter().find(|language| answers(**language, tag)));
    found.or(languages.first()).copied()
}

fn range(part: &str) -> Option<(f32, &str)> {
    let (tag, weight) = part.split_once(";q=").unwrap_or((part, "1"));
    let weight = weight.trim().parse().ok().filter(|weight| *weight > 0.0)?;
    Some((weight, tag.trim()))
}

/// Whether `language` is what a reader of `tag` reads: `zh-TW`, `zh-HK` and `zh-MO` are written in traditional script.
fn answers(language: Language, tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"].iter().any(|region| tag.starts_with(region));
    match language {
        Language::English => tag == "en" || tag.starts_with("en-"),
        Language::Traditional => traditional,
        Language::Simplified => (tag == "zh" || tag.starts_with("zh-")) && !traditional,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Simplified, Traditional};

    #[test]
    fn a_reader_gets_what_she_reads() {
        for (said, expected) in [
            ("", Simplified),
            ("en-GB,en;q=0.9", English),
            ("fr, en;q=0.5, zh;q=0.8", Simplified),
            ("zh-TW", Traditional),
            ("zh-CN,zh;q=0.9,en;q=0.8", Simplified),
            ("en;q=0, fr", Simplified),
            ("de", Simplified),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, said.parse().unwrap())]);
            assert_eq!(preferred(&headers, &[Simplified, Traditional, English]), Some(expected), "{said}");
        }
    }
}
