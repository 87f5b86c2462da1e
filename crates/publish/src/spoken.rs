//! In which languages a policy can be read.

use policy::rows::{Document, Language};

/// A language in which a policy cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the policy is not written in `{}`: its languages are {}", asked.as_str(), list(known))]
pub struct NotSpoken {
    /// The language asked for.
    pub asked: Language,
    /// Those that it has.
    pub known: Vec<Language>,
}

fn list(known: &[Language]) -> String {
    known.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(", ")
}

/// The languages of the document, the authoritative one first. Traditional Chinese follows from Simplified Chinese, so a document
/// that has the one has the other, listed or not.
#[must_use]
pub fn languages(document: &Document) -> Vec<Language> {
    let mut known = document.policy.as_ref().map_or_else(Vec::new, |row| row.languages.clone());
    if known.contains(&Language::Simplified) && !known.contains(&Language::Traditional) {
        known.push(Language::Traditional);
    }
    known
}

/// The language asked for, if the document has it. Where none is asked for: English, or else the authoritative one.
///
/// # Errors
/// [`NotSpoken`] with the languages that it has.
///
/// # Example
/// ```
/// use policy::rows::Language;
/// # let policy = include_bytes!("../../../policies/aink/policy.toml");
/// let text = String::from_utf8_lossy(policy).replace("languages = [\"zh-Hans\", \"zh-Hant\", \"en\"]", "languages = [\"zh-Hans\"]");
/// let read = policy::read::read(text.as_bytes()).map_err(|finding| finding.headline)?;
/// assert_eq!(publish::spoken(&read.document, Some(Language::Traditional))?, Language::Traditional);
/// assert_eq!(publish::spoken(&read.document, None)?, Language::Simplified);
/// let refused = publish::spoken(&read.document, Some(Language::English)).map_err(|fault| fault.to_string());
/// assert_eq!(refused, Err("the policy is not written in `en`: its languages are zh-Hans, zh-Hant".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn spoken(document: &Document, asked: Option<Language>) -> Result<Language, NotSpoken> {
    let known = languages(document);
    let wanted = asked.unwrap_or(Language::English);
    let found = known.iter().copied().find(|language| *language == wanted);
    match (found, asked, known.first()) {
        (Some(found), ..) | (None, None, Some(&found)) => Ok(found),
        _ => Err(NotSpoken { asked: wanted, known }),
    }
}
