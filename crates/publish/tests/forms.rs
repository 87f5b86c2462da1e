//! The shorter forms: derived from the rows, complete, and the same in every language.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use policy::rows::Language;
use policy::{Name, Policy};
use publish::{Form, sheet};
use std::collections::BTreeSet;

const LIBRARY: &str = include_str!("../../../policies/examples/library/policy.toml");
const AINK: &str = include_str!("../../../policies/aink/policy.toml");
const FORMS: [Form<'static>; 4] = [Form::Short, Form::Notices(None), Form::Data, Form::Recipients];

fn load(text: &str) -> Policy {
    Policy::load(text.as_bytes()).map_or_else(|invalid| panic!("{:?}", invalid.0), |(policy, _)| policy)
}

fn markdown(text: &str, form: Form<'_>, language: Language) -> String {
    sheet(&load(text), form, language).expect("every text has a wording").markdown(None)
}

/// The page without the fingerprint, which changes with every value.
fn shown(form: Form<'_>, language: Language) -> String {
    let page = markdown(LIBRARY, form, language);
    page.lines().filter(|line| !line.contains('`')).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_summary_in_english() {
    insta::assert_snapshot!(shown(Form::Short, Language::English));
}

#[test]
fn the_summary_in_traditional_chinese() {
    insta::assert_snapshot!(shown(Form::Short, Language::Traditional));
}

#[test]
fn the_notices_in_simplified_chinese() {
    insta::assert_snapshot!(shown(Form::Notices(None), Language::Simplified));
}

#[test]
fn the_data_list_in_english() {
    insta::assert_snapshot!(shown(Form::Data, Language::English));
}

#[test]
fn the_summary_fits_on_one_screen() {
    for language in Language::ALL {
        let page = markdown(LIBRARY, Form::Short, *language);
        let lines = page.lines().filter(|line| !line.is_empty()).count();
        assert!(lines <= 25, "{lines} lines in {}", language.as_str());
    }
}

#[test]
fn a_purpose_needs_a_notice_for_a_reason() {
    let policy = load(LIBRARY);
    let needing: Vec<_> = policy.document.purposes.keys().filter(|name| publish::needs_notice(&policy, name)).collect();
    assert_eq!(needing, ["cover-search"]);
}

#[test]
fn one_notice_is_shown_where_one_is_asked_for() {
    let name = Name::from("door");
    let page = markdown(LIBRARY, Form::Notices(Some(&name)), Language::English);
    assert!(page.contains("Open the door after hours") && !page.contains("Find a book"));
}

#[test]
fn what_needs_a_consent_of_its_own_is_not_agreed_to_with_the_rest() {
    let page = markdown(LIBRARY, Form::Short, Language::English);
    let agree = page.lines().find(|line| line.contains("“Agree”")).expect("there is a consent to give");
    assert!(agree.contains("Keep your reader's card") && !agree.contains("Find a book by its cover"), "{agree}");
}

#[test]
fn every_notice_of_a_whole_policy_says_what_the_law_wants() {
    let policy = load(AINK);
    let page = markdown(AINK, Form::Notices(None), Language::Simplified);
    for (name, purpose) in &policy.document.purposes {
        if !publish::needs_notice(&policy, name) {
            continue;
        }
        let notice = page.split("## ").find(|part| part.contains(&format!("id=\"purpose.{name}\"")));
        let notice = notice.unwrap_or_else(|| panic!("no notice for {name}"));
        for wanted in ["处理目的", "处理的信息", "保存期限"] {
            assert!(notice.contains(wanted), "{name} lacks {wanted}: {notice}");
        }
        let impact = purpose.impact.as_ref().and_then(|text| text.in_language("zh-Hans"));
        assert!(impact.is_none_or(|impact| notice.contains(impact)), "{name}");
        for recipient in policy.document.recipients.values().filter(|row| row.purposes.contains(name)) {
            let called = recipient.name.in_language("zh-Hans").expect("a recipient has a name");
            assert!(notice.contains(called), "{name} lacks {called}");
        }
    }
}

#[test]
fn every_item_and_every_recipient_stands_in_its_list_in_every_language() {
    let policy = load(AINK);
    for language in Language::ALL {
        let data = markdown(AINK, Form::Data, *language);
        for row in policy.document.data.values().filter(|row| row.class.is_some() && !row.keys.unpublished) {
            let label = publish::wording(&row.label, *language).expect("every text has a wording");
            assert!(data.contains(&*label), "{label}");
        }
        let list = markdown(AINK, Form::Recipients, *language);
        for row in policy.document.recipients.values().filter(|row| !row.keys.unpublished) {
            let name = publish::wording(&row.name, *language).expect("every text has a wording");
            assert!(list.contains(&*name), "{name}");
        }
    }
}

#[test]
fn every_form_is_a_page_with_headings_in_order_and_no_slot_left() {
    let policies = [load(LIBRARY), load(AINK)];
    for (policy, form, language) in policies
        .iter()
        .flat_map(|p| FORMS.map(|f| (p, f)))
        .flat_map(|(p, f)| Language::ALL.iter().map(move |l| (p, f, l)))
    {
        let sheet = sheet(policy, form, *language).expect("every text has a wording");
        let page = sheet.html(Some("/p/full"));
        assert!(page.contains(&format!("<html lang=\"{}\">", language.as_str())));
        assert_eq!(page.matches("<h1>").count(), 1);
        assert!(!page.contains("<h3"));
        assert_eq!(page.matches("<table>").count(), page.matches("<caption>").count());
        assert!(page.contains("href=\"/p/full\"") && page.contains("class=\"skip\""));
        let body = page.split("</style>").nth(1).expect("a page has a body");
        assert!(!body.contains(['{', '}']) && !body.contains("。。"), "{form:?} in {}", language.as_str());
        let ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    }
}

#[test]
fn no_simplified_letter_is_left_in_traditional_chinese() {
    // Written alike in some words of both scripts: 平台, 里程, 皇后, 干涉, 面孔, 只有, 批准.
    const BOTH: &str = "台里后干面只准";
    let policy = load(AINK);
    let paragraphs = publish::paragraphs(&policy.document, Language::Traditional).expect("every text has a wording");
    let simplified = publish::paragraphs(&policy.document, Language::Simplified).expect("every text has a wording");
    let changed: BTreeSet<char> = simplified
        .iter()
        .flat_map(|paragraph| paragraph.text.chars())
        .filter(|letter| *publish::traditional(&letter.to_string()) != *letter.to_string() && !BOTH.contains(*letter))
        .collect();
    assert!(changed.len() > 200, "the policy is written in Simplified Chinese");
    let left: BTreeSet<char> = paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.text.chars())
        .filter(|letter| changed.contains(letter))
        .collect();
    assert_eq!(left, BTreeSet::new());
}

#[test]
fn a_consent_given_with_the_policy_is_chosen_with_the_policy() {
    let policy = load(LIBRARY);
    let kind = |row: &policy::rows::Purpose| row.consent;
    let general =
        policy.document.purposes.iter().find(|(_, row)| kind(row) == Some(policy::rows::ConsentKind::General));
    let (general, _) = general.expect("the library has one");
    for (language, with_all, alone) in [
        (Language::English, "With this policy as a whole: “Agree” or “Decline”", "“Agree, for this alone”"),
        (Language::Simplified, "与本政策一并选择“同意”或者“不同意”", "“仅就此事项同意”"),
    ] {
        let notice = |name: &Name| markdown(LIBRARY, Form::Notices(Some(name)), language);
        let page = notice(general);
        assert!(page.contains(with_all) && !page.contains(alone), "{page}");
        let page = notice(&Name::from("cover-search"));
        assert!(page.contains(alone) && !page.contains(with_all), "{page}");
        assert!(!markdown(LIBRARY, Form::Notices(None), language).contains(with_all), "it needs no sheet of its own");
    }
}
