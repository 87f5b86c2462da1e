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
fn traditional_chinese_follows_from_the_simplified_and_lacks_what_it_lacks() {
    let language = Language::Traditional;
    let paths = vec!["right.access.label".to_owned()];
    assert_eq!(missing(language), Some(Missing::Texts { language, paths }));
}

#[test]
fn a_text_that_states_traditional_chinese_is_taken_as_it_stands() {
    const STATED: &str = "language = 1\n[right]\n\
        a = { label = { zh-Hans = \"查阅信息\", zh-Hant = \"閱覽個人資料\" }, within = \"3 days\", channels = [\"软件 App\"] }\n\
        b = { label = { zh-Hans = \"查阅信息\" }, within = \"3 days\", channels = [{ zh-Hans = \"软件内\" }] }\n";
    let read = policy::read::read(STATED.as_bytes()).expect("it reads");
    let paragraphs = publish::paragraphs(&read.document, Language::Traditional).expect("it is complete");
    let texts: Vec<_> = paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect();
    // A plain string is a brand and stands for every language.
    assert_eq!(texts, ["閱覽個人資料。3 天內答覆。提出方式：软件 App。", "查閱資訊。3 天內答覆。提出方式：軟體內。"]);
}
