//! Texts that are missing or left over from a template.

use crate::finding::Finding;
use crate::rows::Document;

/// `texts/missing-translation`: a text that one of the document's languages lacks.
pub(super) fn missing_translations(document: &Document, findings: &mut Vec<Finding>) {
    let Some(policy) = &document.policy else {
        return;
    };
    for (key, span, text) in document.texts() {
        // Traditional Chinese is derived from Simplified unless given.
        let needed = policy.languages.iter().map(|language| match language.as_str() {
            "zh-Hant" if text.in_language("zh-Hant").is_none() => "zh-Hans",
            other => other,
        });
        for language in needed.collect::<std::collections::BTreeSet<_>>() {
            if text.in_language(language).is_none() {
                findings.push(
                    Finding::error(
                        "texts/missing-translation",
                        span.clone(),
                        format!("`{key}` has no text in {language}"),
                    )
                    .help(format!("add `{language} = \"…\"`")),
                );
            }
        }
    }
}

/// `texts/leftover`: words of a template that nobody replaced.
pub(super) fn leftovers(document: &Document, findings: &mut Vec<Finding>) {
    const MARKS: [&str; 7] = ["please specify", "【】", "[]", "tbd", "todo", "lorem ipsum", "xxx"];
    for (key, span, text) in document.texts() {
        for (_, wording) in text.wordings() {
            let lower = wording.to_lowercase();
            if let Some(mark) = MARKS.iter().find(|mark| lower.contains(*mark)) {
                findings.push(
                    Finding::error("texts/leftover", span.clone(), format!("`{key}` still holds `{mark}`"))
                        .help("write what is meant")
                        .source("PIPL art. 17"),
                );
            }
        }
    }
}

/// `texts/hidden`: a letter that changes the order of others, or shows nothing: what is read is not what is written.
pub(super) fn hidden_letters(document: &Document, findings: &mut Vec<Finding>) {
    let hidden = |letter: &char| {
        let turns =
            matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        turns || matches!(letter, '\u{200B}' | '\u{FEFF}') || (letter.is_control() && *letter != '\n')
    };
    for (key, span, text) in document.texts() {
        if let Some(letter) = text.wordings().flat_map(|(_, wording)| wording.chars()).find(hidden) {
            let headline = format!("`{key}` holds the hidden letter U+{:04X}", u32::from(letter));
            findings.push(
                Finding::error("texts/hidden", span.clone(), headline)
                    .help("remove it: people would read something else than what is written"),
            );
        }
    }
}
