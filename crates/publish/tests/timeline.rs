//! The timeline of shipped policies, as people read it.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use policy::rows::Language;
use policy::{Happening, Policy, timeline};
use publish::timeline::{Kind, Options, View, csv, markdown, picture, table, view};

const FIRST: &[u8] = include_bytes!("../../../policies/aink/policy.toml");
const LIBRARY: &[u8] = include_bytes!("../../../policies/examples/library/policy.toml");

struct Shown {
    policy: Policy,
    options: Options,
    view: View,
}

fn shown(source: &[u8], language: Language, all: bool, events: &[(&str, &str)]) -> Shown {
    let policy = Policy::load(source).unwrap().0;
    let events: Vec<_> = events.iter().map(|(event, at)| Happening::new(event, at.parse().unwrap())).collect();
    let timeline = timeline(&policy, &events).unwrap();
    let options = Options { language, zone: policy.zone.clone(), all };
    let view = view(&policy, &timeline, &options);
    Shown { policy, options, view }
}

fn one(source: &[u8], language: Language, event: &str, at: &str) -> Shown {
    shown(source, language, false, &[(event, at)])
}

fn drawn(shown: &Shown) -> String {
    picture(&shown.policy, &shown.view, &shown.options, "/console/x", true)
}

/// What a reader of the picture reads, without places.
fn words(svg: &str) -> String {
    let texts = svg.split('<').filter(|part| part.starts_with("text ") || part.starts_with("desc>"));
    let texts = texts.filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    texts.collect::<Vec<_>>().join("\n")
}

const MORNING: &str = "2026-05-20T10:00:00+08:00";

#[test]
fn an_account_that_ends_in_english() {
    insta::assert_snapshot!(table(&one(FIRST, Language::English, "account.cancelled", MORNING).view));
}

#[test]
fn a_customer_that_ends_in_chinese() {
    insta::assert_snapshot!(table(&one(FIRST, Language::Simplified, "tenant.cancelled", MORNING).view));
}

#[test]
fn a_minor_in_the_library_as_markdown() {
    insta::assert_snapshot!(markdown(&one(LIBRARY, Language::English, "minor.found", MORNING).view));
}

#[test]
fn what_the_picture_of_a_customer_s_end_says() {
    insta::assert_snapshot!(words(&drawn(&one(FIRST, Language::English, "tenant.cancelled", MORNING))));
}

#[test]
fn what_the_picture_says_in_chinese() {
    insta::assert_snapshot!(words(&drawn(&one(LIBRARY, Language::Simplified, "account.cancelled", MORNING))));
}

#[test]
fn a_called_off_end_says_so() {
    let events = [("tenant.suspended", MORNING), ("tenant.resumed", "2026-06-01T09:00:00+08:00")];
    let text = table(&shown(FIRST, Language::English, false, &events).view);
    assert!(text.contains("called off: the enterprise") && text.contains("· nothing ends with this event"), "{text}");
}

#[test]
fn a_provisional_end_is_marked_and_explained() {
    let source = String::from_utf8_lossy(LIBRARY).replace("within = \"14 days\"", "within = \"15 working days\"");
    for (language, mark, why) in [
        (Language::English, "2027-01-12 00:00 (provisional)", "the official calendar of 2027 is not known yet"),
        (Language::Simplified, "2027-01-12 00:00（暂定）", "2027 年官方放假安排尚未公布"),
    ] {
        let shown = one(source.as_bytes(), language, "account.cancelled", "2026-12-18T10:00:00+08:00");
        let (text, svg) = (table(&shown.view), drawn(&shown));
        assert!(text.contains(mark) && text.contains(why), "{text}");
        assert!(svg.contains(mark) && svg.contains("bar provisional"), "{svg}");
    }
}

#[test]
fn with_all_every_line_has_its_row_and_without_it_none_is_lost() {
    let events = [("tenant.cancelled", MORNING)];
    let all = shown(FIRST, Language::English, true, &events);
    let lines = timeline(&all.policy, &[Happening::new(events[0].0, MORNING.parse().unwrap())]).unwrap().lines.len();
    let rows = |view: &View| view.groups.iter().map(|group| group.rows.len()).sum::<usize>();
    assert_eq!(rows(&all.view), lines);
    let grouped = shown(FIRST, Language::English, false, &events);
    assert!(rows(&grouped.view) * 3 < lines);
    let named: Vec<_> = grouped.view.groups.iter().flat_map(|group| &group.rows).map(|row| &row.what).collect();
    for row in all.policy.document.records.values() {
        let label = row.label.in_language("en").unwrap();
        assert!(named.iter().any(|what| what.contains(label)), "{label}");
    }
}

#[test]
fn columns_line_up_by_what_a_terminal_shows() {
    let text = table(&one(FIRST, Language::Simplified, "tenant.cancelled", MORNING).view);
    let place =
        |line: &str, mark: &str| line.split_once(mark).map(|(before, _)| unicode_width::UnicodeWidthStr::width(before));
    let places: Vec<_> = text.lines().filter_map(|line| place(line, "retention.")).collect();
    let rows = places.len() - 1; // the last one is the law's own line under the table
    assert!(rows > 8 && places[..rows].windows(2).all(|pair| pair[0] == pair[1]), "{places:?}");
}

#[test]
fn a_spreadsheet_gets_one_row_each_with_the_law_behind_it() {
    let shown = one(FIRST, Language::English, "tenant.cancelled", MORNING);
    let text = csv(&shown.view);
    let rows: usize = shown.view.groups.iter().map(|group| group.rows.len()).sum();
    assert_eq!(text.lines().count(), rows + 1);
    assert!(text.contains("\"Accounting Law of the PRC, article 23;"), "{text}");
}

#[test]
fn the_picture_is_whole_and_harmless() {
    let source = String::from_utf8_lossy(LIBRARY).replace("\"Reader\"", "\"<script>alert(1)</script>\"");
    let svg = drawn(&one(source.as_bytes(), Language::English, "account.cancelled", MORNING));
    assert!(!svg.contains("<script") && !svg.contains("http://x") && !svg.contains("url(http"), "{svg}");
    for (open, close) in
        [("<text", "</text>"), ("<g ", "</g>"), ("<a ", "</a>"), ("<title", "</title>"), ("<desc", "</desc>")]
    {
        assert_eq!(svg.matches(open).count(), svg.matches(close).count(), "{open}");
    }
    let shown = one(FIRST, Language::English, "tenant.cancelled", MORNING);
    let svg = drawn(&shown);
    for row in shown.view.groups.iter().flat_map(|group| &group.rows) {
        assert!(svg.contains(&format!("href=\"/console/x#{}\"", row.promise)), "{}", row.promise);
    }
    let embedded = picture(&shown.policy, &shown.view, &shown.options, "", false);
    assert!(!embedded.contains("<style") && svg.contains("prefers-color-scheme: dark"));
}

/// In each form, and in each language: what ends has the day after which no copy of it is left.
#[test]
fn every_line_that_has_a_last_copy_says_when_it_is_gone() {
    for (language, head, label) in [
        (Language::English, "Last copy gone by", "last copy gone by "),
        (Language::Simplified, "最后一份副本清除", "最后一份副本清除："),
        (Language::Traditional, "最後一份副本清除", "最後一份副本清除："),
    ] {
        for event in ["consent.withdrawn", "tenant.cancelled", "account.cancelled"] {
            let shown = one(FIRST, language, event, MORNING);
            let (text, pipes, rows, svg) = (table(&shown.view), markdown(&shown.view), csv(&shown.view), drawn(&shown));
            assert!(text.contains(head) && pipes.contains(head));
            let mut later = 0;
            for row in shown.view.groups.iter().flat_map(|group| &group.rows) {
                let Some(gone) = row.bar.gone else { continue };
                let said = gone.to_zoned(shown.policy.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
                assert_eq!(row.gone, said);
                assert!(text.contains(&said) && pipes.contains(&said) && rows.contains(&said), "{said}");
                assert!(svg.contains(&format!(">{label}{said}<")), "{said}: {svg}");
                later += usize::from(row.bar.end.is_some_and(|end| end < gone));
            }
            assert_eq!(svg.matches("<rect class=\"bar copies\"").count(), later + usize::from(later > 0), "{event}");
        }
    }
}

#[test]
fn bars_stand_inside_the_picture_and_longer_ones_are_longer() {
    let shown = one(FIRST, Language::English, "tenant.cancelled", MORNING);
    let svg = drawn(&shown);
    assert!(svg.contains("viewBox=\"0 0 400 "));
    let number = |text: &str, key: &str| -> f64 {
        text.split_once(&format!(" {key}=\"")).unwrap().1.split('"').next().unwrap().parse().unwrap()
    };
    let bars = svg.split("<rect class=\"bar ").skip(1).filter(|part| part.contains("height=\"9\""));
    for bar in bars {
        let (x, width) = (number(bar, "x"), number(bar, "width"));
        assert!(x >= 14.0 && width >= 3.0 && x + width <= 386.5, "{bar}");
    }
    let kinds: Vec<Kind> = shown.view.groups.iter().flat_map(|group| &group.rows).map(|row| row.bar.kind).collect();
    assert!([Kind::Ends, Kind::Untouched, Kind::Elsewhere, Kind::Mark].iter().all(|kind| kinds.contains(kind)));
}
