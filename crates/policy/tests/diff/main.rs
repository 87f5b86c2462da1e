//! What two versions of a policy differ in: fragments before and after, with what is to be said of them.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

mod announce;
mod cases;
mod refuse;
mod report;
mod told;

use cases::{BASE, CASES};
use policy::diff::{Change, Diff, Effect, diff};
use policy::rows::Document;

pub(crate) fn read(text: &str) -> Document {
    let read = policy::read::read(text.as_bytes()).expect("it is text");
    assert_eq!(read.findings, [], "{text}");
    read.document
}

/// The base with one fragment in the place of another, which must stand there once.
fn with(before: &str, after: &str) -> String {
    assert_eq!(BASE.matches(before).count(), 1, "`{before}` stands once");
    BASE.replace(before, after)
}

fn differ(before: &str, after: &str) -> Diff {
    diff(&read(BASE), &read(&with(before, after)), None)
}

pub(crate) fn of<'a>(found: &'a Diff, path: &str) -> &'a Change {
    found.changes.iter().find(|change| change.path == path).expect("the promise changed")
}

#[test]
fn each_change_is_said_by_what_it_means() {
    for (before, after, path, verdict, kinds) in CASES {
        let found = differ(before, after);
        let change = of(&found, path);
        let told: Vec<_> = change.material.iter().map(|reason| reason.kind).collect();
        assert_eq!((change.verdict, told.as_slice()), (*verdict, *kinds), "{before} → {after}: {change:#?}");
        assert_eq!(found.material, found.changes.iter().any(|change| !change.material.is_empty()));
    }
}

#[test]
fn backwards_the_same_change_goes_the_other_way() {
    for (before, after, path, ..) in CASES {
        let there = differ(before, after);
        let back = diff(&read(&with(before, after)), &read(BASE), None);
        assert_eq!(of(&there, path).effect.reversed(), of(&back, path).effect, "{before} → {after}");
        assert_eq!(there.changes.len(), back.changes.len());
    }
}

#[test]
fn to_take_larger_files_or_other_kinds_widens() {
    let of_file =
        |keys: &str| read(&with("label = \"Bill\"\n", &format!("label = \"Bill\"\nshape = \"file\"\n{keys}\n")));
    for (less, more) in [
        ("at-most = \"5 MiB\"", "at-most = \"20 MiB\""),
        ("at-most = \"512 KiB\"", "at-most = \"1 MiB\""),
        ("at-most = \"20 MiB\"", ""),
        ("kinds = [\"picture\"]", "kinds = [\"picture\", \"paper\"]"),
        ("kinds = [\"picture\"]", ""),
    ] {
        let wider = diff(&of_file(less), &of_file(more), None);
        assert_eq!(of(&wider, "data.bill").verdict, "widened", "{less} → {more}");
        assert!(wider.material, "people are told of it");
        let narrower = diff(&of_file(more), &of_file(less), None);
        assert_eq!(of(&narrower, "data.bill").verdict, "narrowed", "{more} → {less}");
    }
    let same = diff(&of_file("at-most = \"1024 KiB\""), &of_file("at-most = \"1 MiB\""), None);
    assert!(same.changes.is_empty(), "{:?}", same.changes);
}

/// The purposes asked again, each with what is said of it.
fn asked(found: &Diff) -> Vec<String> {
    let because = |ask: &policy::diff::Ask| {
        ask.because.iter().map(|one| format!("{}: {}", one.promise, one.what)).collect::<Vec<_>>().join("; ")
    };
    found.asks.iter().map(|ask| format!("{} ({}) {}", ask.purpose, ask.consent, because(ask))).collect()
}

#[test]
fn consent_is_asked_again_of_what_widened_and_of_nothing_else() {
    let none: &[&str] = &[];
    for (before, after, expected) in [
        (
            "default = \"3 months\"",
            "default = \"6 months\"",
            &["purpose.visits (separate) retention.visit: keeps `visit.place` longer"][..],
        ),
        ("default = \"3 months\"", "default = \"1 month\"", none),
        (
            "holds = [\"place\"]",
            "holds = [\"place\", \"bill\"]",
            &["purpose.visits (separate) record.visit: collects `bill`"],
        ),
        (
            "for = [\"serve\"]",
            "for = [\"serve\", \"visits\"]",
            &["purpose.visits (separate) recipient.sms: receives its data"],
        ),
        // The purpose of the recipient rests on a contract: people are told, nobody is asked.
        ("receives = { phone = \"clear\" }", "receives = { phone = \"clear\", bill = \"clear\" }", none),
        (
            "consent = \"separate\"",
            "consent = \"general\"",
            &["purpose.visits (general) purpose.visits: consent: separate → general"],
        ),
        ("consent = \"separate\"", "consent = \"written\"", none),
        ("reads = { place = \"clear\" }", "reads = { place = \"masked\" }", none),
        ("label = \"Visits\"", "label = \"VISITS\"", none),
        (
            "label = \"Visits\"",
            "label = \"Advertising\"",
            &["purpose.visits (separate) purpose.visits: label: Visits → Advertising"],
        ),
        (
            "label = \"Place\"",
            "label = \"Place and face\"",
            &["purpose.visits (separate) data.place: label: Place → Place and face"],
        ),
        (
            "takes = { place = 1 }",
            "takes = { place = 100 }",
            &["purpose.visits (separate) activity.walk: takes: place = 100"],
        ),
        ("takes = { place = 1 }", "takes = { place = 0 }", none),
        (
            "closes-after = \"1 hour\"",
            "closes-after = \"2 hours\"",
            &["purpose.visits (separate) activity.walk: closes-after: 1 hour → 2 hours"],
        ),
        ("within = \"15 working days\"", "within = \"20 working days\"", none),
        (
            "basis = \"contract\"",
            "basis = \"consent\"\nconsent = \"general\"",
            &["purpose.serve (general) purpose.serve: rests on consent from now on"],
        ),
    ] {
        assert_eq!(asked(&differ(before, after)), expected, "{before} → {after}");
    }
}

/// What is not material asks nobody, whatever the purpose of the recipient rests on.
#[test]
fn another_address_of_a_recipient_s_policy_asks_nobody() {
    let old = BASE.replace("for = [\"serve\"]", "for = [\"visits\"]");
    let asks = |before: &str, after: &str| {
        assert_eq!(old.matches(before).count(), 1, "`{before}` stands once");
        let found = diff(&read(&old), &read(&old.replace(before, after)), None);
        (found.material, asked(&found))
    };
    let none = (false, Vec::new());
    assert_eq!(asks("sms.example.org/privacy", "sms.example.org/policy"), none);
    assert_eq!(asks("method = \"Encrypted.\"", "method = \"Encrypted.\"\nconnector = \"other\""), none);
    assert_eq!(asks("method = \"Encrypted.\"", "method = \"Encrypted.\"\nkind = \"service\""), none);
    let (material, asked) = asks("method = \"Encrypted.\"", "method = \"In clear.\"");
    assert!(material);
    assert_eq!(asked, ["purpose.visits (separate) recipient.sms: method: Encrypted. → In clear."]);
}

#[test]
fn a_language_that_comes_makes_no_other_promise() {
    let old = BASE.replace("label = \"Serve\"", "label = { en = \"Serve\" }");
    let new = BASE.replace("label = \"Serve\"", "label = { zh-Hans = \"服务\", en = \"Serve\" }");
    let found = diff(&read(&old), &read(&new), None);
    assert_eq!((of(&found, "purpose.serve").verdict, found.material), ("reworded", false));
}

#[test]
fn a_new_purpose_asks_for_the_first_time() {
    let text = format!(
        "{BASE}\n[purpose.study]\nlabel = \"Study\"\nfunction = \"additional\"\nbasis = \"consent\"\nconsent = \"general\""
    );
    let found = diff(&read(BASE), &read(&text), None);
    assert_eq!(asked(&found), ["purpose.study (general) purpose.study: new"]);
    assert!(found.asks.iter().all(|ask| ask.first));
    assert_eq!((of(&found, "purpose.study").verdict, of(&found, "purpose.study").effect), ("added", Effect::Widened));
}

#[test]
fn a_value_that_moves_to_a_shorter_rule_is_asked_for_by_nobody() {
    let cover = "covers = [\"visit\"]\nfrom = \"record.created\"";
    let moved = |within: &str| {
        let text = with(cover, "covers = [\"bill\"]\nfrom = \"record.created\"");
        let rule = "[retention.short]\ncovers = [\"visit\"]\nfrom = \"record.created\"\nthen = \"erase\"\n\
                    sooner = [{ from = \"account.cancelled\", within = \"7 days\" }]";
        diff(&read(BASE), &read(&format!("{text}\n{rule}\nwithin = \"{within}\"")), None)
    };
    let (shorter, longer) = (moved("1 month"), moved("1 year"));
    assert_eq!(
        (of(&shorter, "retention.short").effect, of(&shorter, "retention.visit").effect),
        (Effect::Narrowed, Effect::Narrowed)
    );
    assert_eq!(asked(&shorter), [""; 0]);
    assert_eq!(of(&longer, "retention.short").effect, Effect::Widened);
    assert_eq!(longer.asks.len(), 1);
}

#[test]
fn a_policy_does_not_differ_from_itself_whatever_its_layout() {
    let tables: Vec<&str> = BASE.split("\n[").collect();
    let (head, rest) = tables.split_first().expect("the base has tables");
    let turned: String = rest.iter().rev().map(|table| format!("\n# a word about it\n[{table}\n")).collect();
    let found = diff(&read(BASE), &read(&format!("{head}\n{turned}")), None);
    assert_eq!((found.changes, found.announcement, found.asks), (vec![], None, vec![]));
}
