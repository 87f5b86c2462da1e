//! A document is published whole or not at all.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::rows::Language;
use publish::Missing;

const HALF: &str = r#"
language = 1
[right.access]
label = { en = "See your data" }
within = "15 working days"
channels = [{ zh-Hans = "柜台" }]
[place.north]
label = { zh-Hans = "北方" }
region = "cn-beijing"
country = "CN"
"#;

fn missing(language: Language) -> Option<Missing> {
    let read = policy::read::read(HALF.as_bytes()).expect("it reads");
    publish::paragraphs(&read.document, language).err()
}

#[test]
fn every_text_without_a_wording_is_listed() {
    let language = Language::English;
    let paths = vec!["place.north.label".to_owned(), "right.access.channels".to_owned()];
    assert_eq!(missing(language), Some(Missing::Texts { language, paths }));
    let language = Language::Simplified;
    let paths = vec!["right.access.label".to_owned()];
    assert_eq!(missing(language), Some(Missing::Texts { language, paths }));
}

#[test]
fn a_language_without_patterns_is_turned_away() {
    let language = Language::Traditional;
    assert_eq!(missing(language), Some(Missing::Patterns { language }));
}
