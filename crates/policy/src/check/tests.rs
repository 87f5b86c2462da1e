//! Every page is held against its rule: each example that fails does, each that passes does, and what is said is kept.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::finding::Severity;
use std::collections::BTreeSet;
use std::fmt::Write;
use toml::{Table, Value};

/// A small policy in which no rule finds anything; the examples are laid over it.
const SAMPLE: &str = include_str!("tests/sample.toml");

/// Pages whose examples are no text; `bytes_that_are_no_policy` shows these.
const NO_EXAMPLE: [&str; 2] = ["read/not-utf-8", "read/too-large"];

/// `example` laid over the sample: key by key, after what its lines `# without path` name has been taken out. Other comments of
/// it end the file.
fn over_sample(example: &str) -> String {
    let example = &kept_letters(example);
    let comments = example.lines().filter(|line| line.starts_with("# ") && !line.starts_with("# without "));
    let comments: String = comments.map(|line| format!("{line}\n")).collect();
    let mut file: Table = SAMPLE.parse().unwrap();
    for path in example.lines().filter_map(|line| line.strip_prefix("# without ")) {
        without(&mut file, &path.split('.').collect::<Vec<_>>());
    }
    let text = match example.parse::<Table>() {
        Ok(over) => {
            merge(&mut file, over);
            written(&file) + &comments
        }
        // What is no TOML cannot be laid over; it stands alone.
        Err(_) => example.to_owned(),
    };
    as_shown(&text)
}

/// Where a letter that `<U+202E>` stands for waits, while TOML would write it as itself all the same.
const WAITING: u32 = 0xF_0000;

/// With a letter that waits where `<U+202E>` stands for one that would not be seen on a page.
fn kept_letters(example: &str) -> String {
    let mut parts = example.split("<U+");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let (code, rest) = part.split_once('>').unwrap();
        let letter = u32::from_str_radix(code, 16).ok().and_then(|code| char::from_u32(WAITING + code)).unwrap();
        format!("{text}{letter}{rest}")
    })
}

/// With the letters that waited as themselves, and others that would not be seen as escapes again.
fn as_shown(text: &str) -> String {
    let letter = |letter: char| match u32::from(letter).checked_sub(WAITING).and_then(char::from_u32) {
        Some(shown) => shown.to_string(),
        None if crate::read::letter::is_hidden(letter) => format!("\\u{:04X}", u32::from(letter)),
        None => letter.to_string(),
    };
    text.chars().map(letter).collect()
}

fn without(table: &mut Table, path: &[&str]) {
    match path {
        [] => {}
        [last] => assert!(table.remove(*last).is_some(), "{last} is not in the sample"),
        [first, rest @ ..] => without(table.get_mut(*first).unwrap().as_table_mut().unwrap(), rest),
    }
}

fn merge(into: &mut Table, over: Table) {
    for (key, value) in over {
        match (into.get_mut(&key), value) {
            // An inline table is a value of its own, but not told apart here: only tables of tables are merged.
            (Some(Value::Table(known)), Value::Table(over)) if is_row(&key, known) => merge(known, over),
            (_, value) => drop(into.insert(key, value)),
        }
    }
}

/// Whether a table is a row or a table of rows, rather than the value of a key.
fn is_row(key: &str, _table: &Table) -> bool {
    !["reads", "receives", "takes", "label", "about", "name", "drawn", "former", "necessity"].contains(&key)
}

/// A policy file as a person would write it: a header for each row, one line for each key.
fn written(file: &Table) -> String {
    let mut text = String::new();
    let mut rows = |header: &str, row: &Table| {
        writeln!(text, "{header}").unwrap();
        row.iter().for_each(|(key, value)| writeln!(text, "{key} = {value}").unwrap());
    };
    let (tables, values): (Vec<_>, Vec<_>) = file.iter().partition(|(_, value)| value.is_table());
    rows("", &values.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect());
    for (name, table) in tables.into_iter().filter_map(|(name, value)| Some((name, value.as_table()?))) {
        if table.values().all(Value::is_table) {
            table.iter().for_each(|(row, value)| rows(&format!("[{name}.{row}]"), value.as_table().unwrap()));
        } else {
            rows(&format!("[{name}]"), table);
        }
    }
    text
}

/// Everything found in `text`.
fn found(text: &str) -> Vec<Finding> {
    let read = crate::read::read(text.as_bytes()).unwrap();
    let mut findings = read.findings;
    findings.extend(check(&read.document, text, read.partial));
    findings.sort_by_key(|finding| (finding.primary.span.start, finding.code));
    findings
}

/// The blocks of TOML in the part of a page that begins with `from` and ends before `to`.
fn blocks(page: &str, from: &str, to: &str) -> Vec<String> {
    let part = page.split_once(&format!("\n{from}:")).unwrap().1;
    let part = part.split_once(&format!("\n{to}:")).unwrap().0;
    let fenced = part.split("```toml\n").skip(1);
    fenced.map(|block| block.split_once("```").unwrap().0.to_owned()).collect()
}

fn shown(text: &str, finding: &Finding) -> String {
    let mut shown = String::new();
    let severity = format!("{:?}", finding.severity).to_lowercase();
    writeln!(shown, "{severity}[{}]: {}", finding.code, finding.headline).unwrap();
    let mut at = |mark: &str, label: &crate::finding::Label| {
        let place = text.get(label.span.clone()).unwrap().replace('\n', "⏎");
        // What hides in the policy would hide in the snapshot too, and what looks like another letter would not be told from it.
        let plain = |letter: char| match crate::read::letter::looks_like(letter) {
            None if !crate::read::letter::is_hidden(letter) => letter.to_string(),
            _ => letter.escape_unicode().to_string(),
        };
        let place: String = place.chars().map(plain).collect();
        let place = if label.span == (0..0) { "the file".to_owned() } else { format!("`{place}`") };
        let word = if label.text.is_empty() { String::new() } else { format!(": {}", label.text) };
        writeln!(shown, "  {mark} {place}{word}").unwrap();
    };
    at("@", &finding.primary);
    finding.secondary.iter().for_each(|label| at("&", label));
    finding.help.iter().for_each(|help| writeln!(shown, "  help: {help}").unwrap());
    finding.source.iter().for_each(|source| writeln!(shown, "  source: {source}").unwrap());
    if let Some(fix) = &finding.fix {
        writeln!(shown, "  fix ({:?}): {}", fix.safety, fix.title).unwrap();
    }
    shown
}

#[test]
fn nothing_is_found_in_the_sample() {
    let found: Vec<String> = found(SAMPLE).iter().map(|finding| shown(SAMPLE, finding)).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_page_has_its_parts() {
    for rule in RULES {
        let page = rule.page();
        assert!(rule.what().ends_with('.') && rule.what().len() > 10, "{}", rule.code);
        for part in ["Why", "Mend", "Source"] {
            assert!(!rule.part(part).is_empty(), "{}: {part}", rule.code);
        }
        for part in ["Fails", "Passes"] {
            assert!(page.contains(&format!("\n{part}:")), "{}: {part}", rule.code);
        }
        assert!(!rule.part("Source").ends_with('.'), "{}", rule.code);
        assert_eq!(super::rule(rule.code), Some(rule));
    }
    assert_eq!(super::rule("read/nothing"), None);
}

#[test]
fn what_was_not_read_against_its_text_is_for_counsel() {
    // Nothing of the GDPR was: every rule of its own says so, and so does each of its findings.
    for rule in RULES.iter().filter(|rule| rule.sets == [RuleSet::Gdpr]) {
        assert!(rule.wants_counsel(), "{}", rule.code);
    }
    let found = found(&over_sample("# without controller.representative-eu"));
    let help = found.iter().find(|one| one.code == "gdpr/representative").unwrap().help.clone().unwrap();
    assert!(help.ends_with("; check with counsel"), "{help}");
}

#[test]
fn codes_stand_once_and_in_order() {
    let codes: Vec<&str> = RULES.iter().map(|rule| rule.code).collect();
    let (of_files, checked): (Vec<&Rule>, Vec<&Rule>) = RULES.iter().partition(|rule| rule.run.is_none());
    assert!(of_files.is_sorted_by_key(|rule| rule.code) && checked.is_sorted_by_key(|rule| rule.code));
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "each once");
}

/// What is found in an example of `area`: laid over the sample, or as a calendar file.
fn tried(area: &str, example: &str) -> (String, Vec<Finding>) {
    if area == "calendar/" {
        let findings = crate::time::Calendar::unknown().with_years(example.as_bytes()).err().unwrap_or_default();
        return (example.to_owned(), findings);
    }
    let text = over_sample(example);
    let findings = found(&text);
    (text, findings)
}

/// What the examples of one area give, and that each does what its page says.
fn examples(area: &str) -> String {
    let mut all = String::new();
    for rule in RULES.iter().filter(|rule| rule.code.starts_with(area) && !NO_EXAMPLE.contains(&rule.code)) {
        let page = rule.page();
        let (fails, passes) = (blocks(&page, "Fails", "Passes"), blocks(&page, "Passes", "Mend"));
        assert!(!fails.is_empty() && !passes.is_empty(), "{}", rule.code);
        for example in &fails {
            let (text, found) = tried(area, example);
            let own: Vec<&Finding> = found.iter().filter(|finding| finding.code == rule.code).collect();
            let others: Vec<String> = found.iter().map(|finding| shown(&text, finding)).collect();
            assert!(!own.is_empty(), "{}: {example}\n{}", rule.code, others.concat());
            let unread = found.iter().any(|finding| finding.code.starts_with("read/"));
            assert!(rule.run.is_none() || !unread, "{}: {example}\n{}", rule.code, others.concat());
            writeln!(all, "{}\n{}", example.trim_end(), own.iter().map(|one| shown(&text, one)).collect::<String>())
                .unwrap();
            own.iter().for_each(|finding| mends(rule, &text, finding));
            speaks_under_each_law(rule, example);
        }
        for example in &passes {
            let (text, found) = tried(area, example);
            let loud = found.iter().filter(|one| one.code == rule.code || one.code.starts_with("read/"));
            let loud: Vec<String> = loud.map(|finding| shown(&text, finding)).collect();
            assert!(loud.is_empty(), "{}: {example}\n{}", rule.code, loud.concat());
        }
    }
    all
}

/// A rule of several laws speaks under each of them alone.
fn speaks_under_each_law(rule: &Rule, example: &str) {
    for set in rule.sets.iter().filter(|set| **set != RuleSet::Language && !example.contains("rules =")) {
        let alone = "rules = [\"pipl\", \"gdpr\"]";
        let text = over_sample(example).replace(alone, &format!("rules = [\"{}\"]", set.as_str()));
        let silent = !found(&text).iter().any(|finding| finding.code == rule.code);
        assert!(!silent, "{} under {}: {example}", rule.code, set.as_str());
    }
}

/// A fix mends its finding, and the file can be read as well as before.
fn mends(rule: &Rule, text: &str, finding: &Finding) {
    let Some(fix) = &finding.fix else { return };
    let of_rule = |text: &str| found(text).iter().filter(|one| one.code == rule.code).count();
    let unread = |text: &str| found(text).iter().filter(|one| one.code == "read/syntax").count();
    let mended = crate::fix::apply(text, std::iter::once(fix));
    assert!(of_rule(&mended) < of_rule(text), "{}: {}\n{mended}", rule.code, fix.title);
    assert!(unread(&mended) <= unread(text), "{}: {}\n{mended}", rule.code, fix.title);
}

/// One test and one snapshot for each area.
macro_rules! areas {
    ($($test:ident $area:literal;)*) => {
        $(#[test]
        fn $test() {
            insta::with_settings!({ snapshot_path => "tests/snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!($area, examples(concat!($area, "/")));
            });
        })*

        #[test]
        fn every_area_is_tried() {
            let tried = BTreeSet::from([$($area),*]);
            let areas: BTreeSet<&str> = RULES.iter().filter_map(|rule| rule.code.split('/').next()).collect();
            assert_eq!(tried, areas);
        }
    };
}

areas! {
    examples_of_app "app";
    examples_of_calendar "calendar";
    examples_of_claim "claim";
    examples_of_consent "consent";
    examples_of_duty "duty";
    examples_of_form "form";
    examples_of_gdpr "gdpr";
    examples_of_ground "ground";
    examples_of_incident "incident";
    examples_of_law "law";
    examples_of_minors "minors";
    examples_of_names "names";
    examples_of_read "read";
    examples_of_retain "retain";
    examples_of_right "right";
    examples_of_share "share";
    examples_of_texts "texts";
}

#[test]
fn a_rule_of_a_law_runs_only_where_the_policy_names_its_set() {
    let with = |rules: &str| {
        over_sample(&format!("# without recipient.host.agreement\n# without agreement\n[policy]\nrules = {rules}"))
    };
    let codes = |text: &str| found(text).iter().map(|finding| finding.code).collect::<Vec<_>>();
    assert_eq!(codes(&with("[\"pipl\"]")), ["law/recipient-agreement"]);
    assert_eq!(codes(&with("[\"gdpr\"]")), ["law/recipient-agreement"]);
    assert!(codes(&with("[]")).is_empty());
}

#[test]
fn bytes_that_are_no_policy() {
    let code = |bytes: &[u8]| crate::read::read(bytes).map(drop).unwrap_err().code;
    assert_eq!(code(&vec![b'#'; crate::read::BYTES_MAX + 1]), "read/too-large");
    assert_eq!(code(b"language = 1\n\xff"), "read/not-utf-8");
}

#[test]
fn a_severity_belongs_to_the_rule() {
    for finding in found(&over_sample("[log.all]\nfor = \"5 months\"")) {
        assert_eq!((finding.code, finding.severity), ("retain/short-log", Severity::Warning));
    }
}

#[test]
fn what_stands_there_and_cannot_be_read_is_not_missing() {
    let codes = |example: &str| {
        let text = over_sample(example);
        found(&text).iter().map(|finding| finding.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("[minors]\nunder = \"young\""), ["read/type"]);
    assert_eq!(codes("[right.withdraw]\nwithin = \"1 wek\""), ["read/period"]);
    assert_eq!(codes("[retention.visits]\nfor = \"10 minuets\""), ["read/period"]);
    assert_eq!(codes("[record.visit]\nholder = \"nobody\""), ["read/type"]);
    assert_eq!(codes("[purpose.pulse]\nfunction = \"odd\""), ["read/type"]);
    assert_eq!(codes("[setting.patience]\ndefault = \"15\""), ["read/period"]);
    assert_eq!(codes("[data.nickname]\nlabel = 1"), ["read/type"]);
    let unread = "[role.keeper]\ncleared = 3\n[right.close]\nsecond-factor = true\n[protect]\nsuite = 1";
    assert_eq!(codes(unread), ["read/type"]);
    assert_eq!(codes("[right.close]\nsecond-factor = true\n[protect]\nsecond-factor = \"15\""), ["read/period"]);
}

#[test]
fn the_rule_sets_are_known_where_the_rest_of_the_header_is_not() {
    let text = over_sample("# without controller\n[policy]\nupdated = \"\"");
    assert_eq!(found(&text).iter().map(|one| one.code).collect::<Vec<_>>(), ["law/missing-controller", "read/type"]);
}

#[test]
fn a_sentence_without_a_tag_is_of_one_language() {
    let mixed = |languages: &str, scope: &str| {
        let text = over_sample(&format!("[policy]\nlanguages = {languages}\nscope = \"{scope}\""));
        found(&text).iter().any(|one| one.code == "texts/mixed" && one.headline.starts_with("`policy.scope`"))
    };
    assert!(mixed("[\"zh-Hans\", \"en\"]", "This is for all that we lend."));
    assert!(mixed("[\"zh-Hans\", \"en\"]", "适用于全部出借。"));
    assert!(!mixed(
        "[\"zh-Hans\", \"en\"]",
        "Apple Push Notification service, https://www.tools.bench/this/is/our/page"
    ));
    assert!(!mixed("[\"en\"]", "This is for all that we lend."));
}
