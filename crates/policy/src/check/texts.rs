//! Texts that are missing or left over from a template.

use crate::finding::{Finding, Span};
use crate::read::Text;
use crate::rows::{Document, path};

/// Every text of the document with its path and place.
fn texts(document: &Document) -> Vec<(String, Span, &Text)> {
    let mut all = Vec::new();
    macro_rules! of {
        ($($table:literal $rows:ident: $($key:literal $field:ident),+;)+) => {$(
            for (name, row) in &document.$rows {
                $(all.push((format!("{}.{}", path($table, name), $key), row.keys.at($key), &row.$field));)+
            }
        )+};
    }
    of! {
        "data" data: "label" label;
        "record" records: "label" label;
        "never" never: "label" label;
        "activity" activities: "label" label;
        "role" roles: "label" label;
        "purpose" purposes: "label" label;
        "message" messages: "label" label;
        "recipient" recipients: "name" name;
        "circumstance" circumstances: "label" label;
        "agreement" agreements: "label" label;
        "event" events: "label" label;
        "log" logs: "label" label;
        "place" places: "label" label;
        "setting" settings: "label" label;
        "right" rights: "label" label;
        "notice" notices: "label" label;
        "change" changes: "label" label;
        "contact" contacts: "label" label;
    }
    if let Some(row) = &document.policy {
        all.push(("policy.name".into(), row.keys.at("name"), &row.name));
        all.push(("policy.about".into(), row.keys.at("about"), &row.about));
    }
    if let Some(row) = &document.controller {
        all.push(("controller.name".into(), row.keys.at("name"), &row.name));
        all.push(("controller.address".into(), row.keys.at("address"), &row.address));
    }
    all
}

/// `texts/missing-translation`: a text that one of the document's languages lacks.
pub(super) fn missing_translations(document: &Document, findings: &mut Vec<Finding>) {
    let Some(policy) = &document.policy else {
        return;
    };
    for (key, span, text) in texts(document) {
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
    for (key, span, text) in texts(document) {
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
