//! What the words of the documents owe their readers: whole tables, and no script in the wrong language.

use super::{Kind, Phrase, Shared, Worded, certificate, forms, patterns, shared, titles, words};
use crate::paragraph::{Paragraph, Parts};
use crate::rich::{Piece, Rich, are_spaced};
use policy::read::read;
use policy::rows::{
    Acceptance, Audience, Basis, ConsentKind, CookieKind, Discovery, Document, Function, Keep, Language, Scope, Stance,
    Start, Then, Transform, Who,
};
use policy::time::Counting;
use policy::{CHANNELS, EVENTS, Form, RuleSet, SHAPES, WORDED};
use std::collections::BTreeSet;

/// Every policy in the tree that is meant to be read.
const POLICIES: &[(&str, &str)] = &[
    ("aink", include_str!("../../../../policies/aink/policy.toml")),
    ("small-accounting", include_str!("../../../../policies/small-accounting/policy.toml")),
    ("jiku", include_str!("../../../../policies/jiku/policy.toml")),
    ("redeem", include_str!("../../../../policies/redeem/policy.toml")),
    ("saleforte", include_str!("../../../../policies/saleforte/policy.toml")),
];

fn slots(pattern: &str) -> BTreeSet<&str> {
    pattern.split(['{', '}']).skip(1).step_by(2).collect()
}

fn all_patterns() -> impl Iterator<Item = (&'static str, Phrase)> {
    patterns::ALL.iter().chain(titles::ALL).chain(forms::ALL).chain(certificate::ALL).copied()
}

#[test]
fn a_pattern_has_the_same_slots_in_every_language() {
    for (name, phrase) in all_patterns() {
        assert_eq!(slots(phrase.en), slots(phrase.zh_hans), "{name}");
    }
}

#[test]
fn no_two_names_of_a_kind_read_alike() {
    for (kind, phrases) in words::ALL.iter().chain(shared::ALL) {
        let english: BTreeSet<_> = phrases.iter().map(|phrase| phrase.en).collect();
        let chinese: BTreeSet<_> = phrases.iter().map(|phrase| phrase.zh_hans).collect();
        assert_eq!((english.len(), chinese.len()), (phrases.len(), phrases.len()), "{kind}");
    }
}

/// What is joined is spaced by its letters: a space of the pattern's own would stay where none belongs (`起 立即`).
#[test]
fn no_chinese_pattern_has_a_space_beside_a_slot() {
    for (name, phrase) in all_patterns() {
        assert!(!phrase.zh_hans.contains("} ") && !phrase.zh_hans.contains(" {"), "{name}");
    }
}

#[test]
fn chinese_is_punctuated_as_chinese_is() {
    let listed =
        words::ALL.iter().chain(shared::ALL).flat_map(|(kind, words)| words.iter().map(move |word| (*kind, *word)));
    // Marks that stand for themselves, told apart by `|`, are no sentence.
    for (name, phrase) in all_patterns().filter(|(name, _)| !["STOPS", "COMMAS", "ANDS"].contains(name)).chain(listed) {
        let half = phrase.zh_hans.chars().find(|letter| ",;:?!()\"'".contains(*letter));
        assert_eq!(half, None, "{name}: {}", phrase.zh_hans);
        assert_eq!(unspaced(phrase.zh_hans), None, "{name}");
    }
}

/// Where a Chinese letter stands beside a Latin one without a space.
fn unspaced(text: &str) -> Option<String> {
    let letters: Vec<_> = text.chars().collect();
    let beside = letters.windows(2).find(|pair| matches!(pair, [one, other] if are_spaced(*one, *other)));
    beside.map(|pair| pair.iter().collect())
}

/// Every word that the language or the engine fixes.
#[test]
fn every_fixed_word_is_worded_in_every_language() {
    fn worded(kind: impl Worded + Copy + std::fmt::Debug, names: impl IntoIterator<Item = impl AsRef<str>>) {
        for name in names {
            assert!(kind.phrase(name.as_ref()).is_some(), "{kind:?} {}", name.as_ref());
        }
    }
    macro_rules! all {
        ($($kind:ident: $enum:ident),+ $(,)?) => { $(worded(Kind::$kind, $enum::ALL.iter().map(|word| word.as_str()));)+ };
    }
    all!(
        Kept: Keep, Who: Who, Acceptance: Acceptance, Transform: Transform, Cookie: CookieKind, Start: Start,
        Basis: Basis, Consent: ConsentKind, Function: Function, Stance: Stance, End: Then, Scope: Scope,
        Tongue: Language, Audience: Audience, Discovery: Discovery, Acts: Who,
    );
    for kind in [Kind::Read, Kind::Given, Kind::Shown] {
        worded(kind, Form::ALL.iter().map(|form| form.as_str()));
    }
    worded(Kind::Shape, SHAPES);
    worded(Kind::Event, EVENTS);
    worded(Kind::Rules, RuleSet::ALL.iter().map(|set| set.as_str()).filter(|set| *set != "language"));
    worded(Kind::Counted, Counting::ALL.iter().map(|way| way.words()));
    worded(Kind::Find, ["exact"]);
    worded(Kind::Month, (1..=12).map(|month| month.to_string()));
    worded(Shared::Channel, CHANNELS);
}

/// The lists by which `check` tells an author of a name without words are those of the tables here.
#[test]
fn check_knows_the_names_that_have_words() {
    let tables: BTreeSet<BTreeSet<&str>> =
        words::NAMES.iter().chain(shared::NAMES).map(|(_, names)| names.iter().copied().collect()).collect();
    for kind in WORDED {
        let listed = kind.names.iter().copied().collect();
        assert!(tables.contains(&listed), "the table of each {} has other names than the list", kind.what);
        for (table, key) in kind.keys {
            let table = Document::TABLES.iter().find(|known| known.name == *table);
            assert!(table.is_some_and(|table| table.keys.iter().any(|known| known.name == *key)), "{key}");
        }
    }
}

/// A name of the author's own is no word for readers, and what only says of what kind a row is does without.
#[test]
fn a_kind_that_nobody_has_worded_is_left_out() {
    let text = include_str!("../../tests/fixtures/every-key.toml");
    let text = text
        .replace("class = \"contact\"", "class = \"hobby-horse\"")
        .replace("category = \"account\"", "category = \"fun-stuff\"");
    let text = text
        .replace("topic = \"security\"", "topic = \"hobby-horse\"")
        .replace("kind = \"sdk\"", "kind = \"fun-stuff\"");
    let document = document(&text.replace("kind = \"website\"", "kind = \"fun-stuff\""));
    for language in Language::ALL {
        for paragraph in crate::paragraphs(&document, *language).expect("every text has a wording") {
            let raw = ["hobby-horse", "fun-stuff"].into_iter().find(|raw| paragraph.text.contains(raw));
            assert_eq!(raw, None, "{}: {}", paragraph.path, paragraph.text);
        }
    }
}

fn document(text: &str) -> Document {
    let read = read(text.as_bytes()).expect("it is UTF-8 and small");
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    read.document
}

fn pieces(paragraph: &Paragraph) -> Vec<&Piece> {
    let parts: Vec<&Rich> = match &paragraph.parts {
        Parts::Prose { lead, body } => vec![lead, body],
        Parts::Row(cells) => cells.iter().collect(),
    };
    parts.into_iter().flat_map(Rich::pieces).collect()
}

/// What a program would send is shown as it is written: field names that are refused, cookies, regions, the product's id.
const TECHNICAL: [&str; 4] = ["never.", "cookie.", "place.", "policy"];

#[test]
fn no_policy_shows_a_raw_word_to_its_readers() {
    let examples = [
        ("library", include_str!("../../../../policies/examples/library/policy.toml")),
        ("first", include_str!("../../../policy/sample/first.toml")),
    ];
    for (policy, text) in POLICIES.iter().chain(&examples).filter(|(_, text)| !text.contains("$")) {
        let document = document(text);
        for language in document.policy.iter().flat_map(|header| header.languages.iter().copied()) {
            for paragraph in crate::paragraphs(&document, language).expect("every text has a wording") {
                let technical = TECHNICAL.iter().any(|table| paragraph.path.starts_with(table));
                let raw = pieces(&paragraph).into_iter().find(|piece| matches!(piece, Piece::Code(_)));
                assert!(technical || raw.is_none(), "{policy}: {} in {language:?}: {raw:?}", paragraph.path);
            }
        }
    }
}

/// Acronyms and names of systems that Chinese readers know in Latin letters.
const KNOWN: &[&str] = &[
    "AI", "AES", "GCM", "API", "Apple", "Cookie", "ERP", "GPS", "IDFA", "IMEI", "IMSI", "IP", "MAC", "MEID", "OAID",
    "QQ", "SDK", "SHA", "TLS", "WLAN", "Wi", "Fi", "iOS", "JPEG", "PNG", "WebP", "MP", "WAVE", "KiB", "MiB",
];

/// The words in Latin letters in `text`.
fn latin(text: &str) -> BTreeSet<&str> {
    text.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty()).collect()
}

/// What the policy itself calls by a name in Latin letters: itself, its controller and its recipients.
fn names(document: &Document) -> BTreeSet<String> {
    let recipients = document.recipients.values().flat_map(|row| {
        let parts = [Some(&row.name), row.legal_name.as_ref(), row.product.as_ref()];
        parts.into_iter().flatten().chain(&row.behind)
    });
    let controller = document.controller.iter().flat_map(|row| [&row.name].into_iter().chain(&row.also_called));
    let all = document.policy.iter().map(|header| &header.name).chain(controller).chain(recipients);
    all.filter_map(|text| text.in_language("zh-Hans")).flat_map(latin).map(str::to_owned).collect()
}

#[test]
fn no_chinese_document_has_a_foreign_word_but_names_and_known_acronyms() {
    for (policy, text) in POLICIES {
        let document = document(text);
        let mut known = names(&document);
        known.extend(KNOWN.iter().map(|word| (*word).to_owned()));
        known.extend(document.policy.iter().flat_map(|header| latin(&header.version)).map(str::to_owned));
        for language in [Language::Simplified, Language::Traditional] {
            for paragraph in crate::paragraphs(&document, language).expect("every text has a wording") {
                let said = pieces(&paragraph).into_iter().filter_map(|piece| match piece {
                    Piece::Text(text) | Piece::Link { text, .. } => Some(text.as_str()),
                    Piece::Code(_) | Piece::Mail(_) | Piece::Url(_) => None,
                });
                // An address on the web is no word.
                let words = said
                    .flat_map(|text| text.split(' '))
                    .filter(|word| !word.contains("://") && !word.contains(".com"));
                let foreign: Vec<_> = words.flat_map(latin).filter(|word| !known.contains(*word)).collect();
                assert!(foreign.is_empty(), "{policy}: {}: {foreign:?}", paragraph.path);
            }
        }
    }
}

#[test]
fn no_chinese_document_is_unspaced_or_punctuated_by_halves() {
    for (policy, text) in POLICIES {
        let document = document(text);
        for paragraph in crate::paragraphs(&document, Language::Simplified).expect("every text has a wording") {
            assert_eq!(unspaced(&paragraph.text), None, "{policy}: {}", paragraph.text);
            let beside = |pair: &[char]| matches!(pair, [one, other] if (crate::traditional::is_chinese(*one) && ",;:?!(".contains(*other)) || (*one == ')' && crate::traditional::is_chinese(*other)));
            let letters: Vec<_> = paragraph.text.chars().collect();
            assert!(!letters.windows(2).any(beside), "{policy}: {}", paragraph.text);
        }
    }
}
