//! `check`, `explain` and the forms in which findings are printed.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use support::{command, folder_with, run};

/// Four faults, far from one another.
fn broken(text: String) -> String {
    text.replacen("basis = \"contract\"", "basis = \"consent\"", 1)
        .replacen("covers = [\"repair\", ", "covers = [\"repiar\", ", 1)
        .replacen("class = \"content\"", "clas = \"content\"", 1)
        .replacen("from = \"record.created\"", "from = \"repair.collected\"", 1)
        .replacen("survives = [\"repair.collected\"]\n", "", 1)
}

#[test]
fn a_good_policy_has_no_findings() {
    let folder = folder_with(|text| text);
    let ran = run(folder.path(), &["check", "policy.toml"]);
    assert_eq!(
        (ran.status, ran.out.as_str()),
        (0, "1 policy file: 0 errors, 0 warnings; the policy can run\n"),
        "{}",
        ran.err
    );
}

#[test]
fn a_broken_policy_is_shown_underlined_all_at_once() {
    let folder = folder_with(broken);
    let ran = run(folder.path(), &["check", "policy.toml"]);
    assert_eq!(ran.status, 4);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn programs_read_the_same_as_json() {
    let folder = folder_with(broken);
    let ran = run(folder.path(), &["check", "--format", "json", "policy.toml"]);
    assert_eq!(ran.status, 4);
    let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    let consent = found.iter().find(|one| one["code"] == "form/consent-kind").unwrap();
    let text = std::fs::read_to_string(folder.path().join("policy.toml")).unwrap();
    let line = text.lines().nth(usize::try_from(consent["line"].as_u64().unwrap()).unwrap() - 1).unwrap();
    assert!(line.starts_with("basis = \"consent\""), "{line}");
    assert_eq!((&consent["column"], &consent["end_column"]), (&9.into(), &18.into()));
    assert_eq!(consent["severity"], "error");
    assert_eq!(consent["source"], "PIPL art. 14");
    let unresolved = found.iter().find(|one| one["code"] == "retain/unresolved").unwrap();
    assert_eq!(unresolved["also"].as_array().unwrap().len(), 1);
    assert_eq!(consent["file"], "policy.toml");
}

#[test]
fn logs_read_one_line_each() {
    let folder = folder_with(broken);
    let ran = run(folder.path(), &["check", "--format", "plain", "policy.toml"]);
    assert!(ran.out.lines().all(|line| line.starts_with("policy.toml:") && line.contains(": error[")), "{}", ran.out);
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_parsed() {
    let folder = tempfile::tempdir().unwrap();
    let file = std::fs::File::create(folder.path().join("huge.toml")).unwrap();
    file.set_len(1 << 40).unwrap();
    let ran = run(folder.path(), &["check", "--format", "plain", "huge.toml"]);
    assert_eq!(ran.status, 4);
    assert!(ran.out.contains("error[read/too-large]: expected at most 4194304 bytes, found 4194305"), "{}", ran.out);
}

#[test]
fn a_file_that_is_not_text_is_a_finding() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bytes.toml"), b"language = 1\n\xff\xfe").unwrap();
    let ran = run(folder.path(), &["check", "bytes.toml"]);
    assert_eq!(ran.status, 4);
    assert!(ran.out.contains("read/not-utf-8"), "{}", ran.out);
}

#[test]
fn a_deeply_nested_file_neither_crashes_nor_hangs() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("lists.toml", format!("a = {}{}", "[".repeat(200_000), "]".repeat(200_000))),
        ("tables.toml", format!("a = {}1{}", "{b=".repeat(200_000), "}".repeat(200_000))),
        ("keys.toml", format!("{}a = 1", "a.".repeat(200_000))),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
        let ran = run(folder.path(), &["check", "--format", "plain", name]);
        assert_eq!(ran.status, 4, "{name}: {}", ran.err);
    }
}

#[test]
fn escapes_of_a_hostile_file_do_not_reach_the_terminal() {
    let folder = folder_with(|text| format!("\"\\u001b[2J\" = 1\nx = \"\u{1b}[2J\"\n{text}"));
    for format in ["human", "plain", "json"] {
        let ran = run(folder.path(), &["check", "--format", format, "policy.toml"]);
        assert!(ran.status == 4 && !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{format}");
    }
}

#[test]
fn of_very_many_findings_the_first_are_shown_and_the_rest_counted() {
    let text: String = (0..1000).map(|number| format!("key-{number} = 1\n")).collect();
    let folder = folder_with(|_| format!("language = 1\n{text}"));
    let ran = run(folder.path(), &["check", "--format", "plain", "policy.toml"]);
    assert_eq!((ran.status, ran.out.lines().count()), (4, 200));
    assert!(ran.err.starts_with("policy.toml: and 8"), "{}", ran.err);
}

#[test]
fn a_calendar_is_checked_beside_a_policy_or_alone() {
    let folder = folder_with(|text| text);
    let write = |text: &str| std::fs::write(folder.path().join("calendar.toml"), text).unwrap();
    let year = "[[year]]\nyear = 2027\nsource = \"s\"\noff = [{ from = 2027-01-01 }, { from = 2027-10-01 }]\n";
    write(year);
    let good = run(folder.path(), &["check", "--calendar", "calendar.toml", "policy.toml"]);
    let said = "calendar.toml: 0 errors\n1 policy file: 0 errors, 0 warnings; the policy can run\n";
    assert_eq!((good.status, good.out.as_str()), (0, said), "{}", good.err);
    write(&format!("{year}work = [2027-10-04, 2027-10-08]\n"));
    let alone = run(folder.path(), &["check", "--format", "plain", "--calendar", "calendar.toml"]);
    assert_eq!((alone.status, alone.out.lines().count()), (2, 2), "{}", alone.out);
    assert!(alone.out.starts_with("calendar.toml:5:9: error[calendar/not-a-weekend]: 2027-10-04 is a Monday"));
    let json = run(folder.path(), &["check", "--format", "json", "--calendar", "calendar.toml", "policy.toml"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json.status, found.len()), (2, 2));
    let page = run(folder.path(), &["explain", "calendar/not-a-weekend"]);
    assert!(page.out.contains("only a Saturday or a Sunday can be made up for"), "{}", page.out);
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["check", "absent.toml"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.starts_with("yinuo: absent.toml: "), "{}", ran.err);
    assert_eq!(run(folder.path(), &["check"]).status, 2);
    assert_eq!(run(folder.path(), &["chekc"]).status, 2);
}

#[test]
fn standard_input_is_read() {
    let folder = folder_with(|text| text);
    let file = std::fs::File::open(folder.path().join("policy.toml")).unwrap();
    let output = command(folder.path(), &["check", "-"]).stdin(file).output().unwrap();
    assert!(output.status.success());
}

#[test]
fn codes_and_promises_are_explained() {
    let folder = folder_with(|text| text);
    let explain = |what: &[&str]| run(folder.path(), &[&["explain"], what].concat());
    let rule = explain(&["retain/no-end"]);
    assert!(rule.out.contains("Why:") && rule.out.contains("PIPL art. 19"), "{}", rule.out);
    let refusal = explain(&["consent_required"]);
    assert!(refusal.out.contains("who acts: the person or service that asks") && refusal.out.contains("403"));
    let promise = explain(&["purpose.tell-ready", "policy.toml"]);
    for part in
        ["Tell you that your bicycle is ready", "gate   collect: records: bill, repair", "needs one of: role.counter"]
    {
        assert!(promise.out.contains(part), "{}", promise.out);
    }
    let end = explain(&["retention.bills", "policy.toml"]);
    assert!(end.out.contains("end    kept for exactly 10 years from record.created; then erase"), "{}", end.out);
    let chinese = explain(&["purpose.tell-ready", "policy.toml", "--language", "zh-Hans"]);
    assert!(chinese.out.contains("通知您取车"), "{}", chinese.out);
    let unknown = explain(&["retain/no-ends"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean `retain/no-end`?"), "{}", unknown.err);
    assert_eq!(explain(&["purpose.tel-ready", "policy.toml"]).status, 2);
}

#[test]
fn safe_fixes_are_applied_and_comments_stay() {
    let slip = |text: String| {
        text.replacen("class = \"content\"", "clas = \"content\"  # kept", 1).replacen("10 years", "10 yeers  ", 1)
    };
    let folder = folder_with(slip);
    let path = folder.path().join("policy.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let shown = run(folder.path(), &["check", "--fix", "--diff", "policy.toml"]);
    assert_eq!(shown.status, 0, "{}", shown.err);
    assert!(shown.out.contains("-clas = \"content\"  # kept\n+class = \"content\"  # kept\n"), "{}", shown.out);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before, "nothing is written");
    let mended = run(folder.path(), &["check", "--fix", "policy.toml"]);
    assert_eq!(mended.status, 0, "{}", mended.out);
    assert!(mended.err.contains("policy.toml: mended read/period: write `10 years`"), "{}", mended.err);
    let after = before.replacen("clas =", "class =", 1).replacen("10 yeers  ", "10 years", 1);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), after);
    assert_eq!(run(folder.path(), &["check", "--fix", "-"]).status, 2);
}

#[test]
fn what_could_not_be_mended_is_told() {
    let folder = folder_with(|text| {
        let text = text.replacen("basis = \"contract\"", "basis = \"consent\"", 1);
        text.replacen("collects = [\"repair\", \"bill\"]", "collects = [\"repair\", \"bil\"]", 1)
    });
    let path = folder.path().join("policy.toml");
    let before = std::fs::read_to_string(&path).unwrap();
    let check = |more: &[&str]| run(folder.path(), &[&["check", "policy.toml"], more].concat());
    let safely = check(&["--fix"]);
    let said = "policy.toml: nothing could be mended safely; 1 of 4 findings need --unsafe-fixes\n";
    assert_eq!((safely.status, safely.err.as_str()), (4, said));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), before, "nothing is written");
    let shown = check(&["--diff", "--unsafe-fixes"]);
    assert_eq!(shown.err, "policy.toml: 1 finding left, which only a person can mend\n");
    assert!(
        shown.status == 0 && shown.out.contains("\", \"bil\"]\n+collects = [\"repair\", \"bill\"]\n"),
        "{}",
        shown.out
    );
    let all = check(&["--fix", "--unsafe-fixes"]);
    assert!(all.err.starts_with("policy.toml: mended names/unknown: write `bill`\n"), "{}", all.err);
    let bare = check(&["--unsafe-fixes"]);
    assert_eq!((bare.status, bare.out.as_str()), (2, ""));
    assert!(bare.err.contains("--fix|--diff"), "{}", bare.err);
}

#[test]
fn every_page_is_printed() {
    let folder = folder_with(|text| text);
    let pages = run(folder.path(), &["explain", "--all"]).out;
    assert!(
        pages.contains("- [`retain/no-end`](#retainno-end): ") && pages.contains("\n## retain/no-end\n"),
        "{pages}"
    );
    let listed = run(folder.path(), &["explain", "--all", "--format", "json"]).out;
    let listed: Vec<serde_json::Value> = serde_json::from_str(&listed).unwrap();
    let one = listed.iter().find(|one| one["code"] == "retain/short-log").unwrap();
    assert_eq!((&one["severity"], &one["sets"][0]), (&"warning".into(), &"pipl".into()));
}

#[test]
fn a_line_too_long_to_underline_is_told_in_one() {
    let long = format!("{}XXX", "word ".repeat(20_000));
    let folder = folder_with(|text| {
        format!("{text}\n[statement.long]\nlabel = {{ zh-Hans = \"长\", en = \"{long}\" }}\ntopic = \"rights\"\n")
    });
    let ran = run(folder.path(), &["check", "policy.toml"]);
    assert!(ran.out.contains(": warning[texts/leftover]: "), "{}{}", ran.status, ran.err);
    std::fs::write(folder.path().join("deep.toml"), format!("a={}", "[".repeat(100_000))).unwrap();
    let ran = run(folder.path(), &["check", "deep.toml"]);
    assert_eq!(ran.status, 4, "{}", ran.err);
}

#[test]
#[cfg(target_os = "linux")]
fn what_could_not_be_printed_was_not_done() {
    let folder = folder_with(|text| text);
    for arguments in [&["render", "policy.toml"][..], &["check", "policy.toml", "--format", "json"], &["schema"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_yinuo"));
        let ended = command.args(arguments).current_dir(folder.path()).stdout(full).output().unwrap();
        let said = String::from_utf8_lossy(&ended.stderr).into_owned();
        assert!(!ended.status.success() && said.contains("standard output: No space left"), "{arguments:?}: {said}");
    }
}
