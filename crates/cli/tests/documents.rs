//! `timeline`, `render` and `config`.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use support::{command, folder_with, run};

#[test]
fn the_timeline_says_instants_in_the_policy_s_zone() {
    let folder = folder_with(|text| text);
    let ran = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.collected", "--at", "2026-05-20"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn the_timeline_is_json_for_programs() {
    let folder = folder_with(|text| text);
    let at = "2026-05-20T09:30:00+08:00";
    let ran =
        run(folder.path(), &["timeline", "policy.toml", "--on", "record.created", "--at", at, "--format", "json"]);
    let lines: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    let kept = lines.iter().find(|line| line["record"] == "bill" && line["outcome"] == "ends").unwrap();
    assert_eq!(kept["promise"], "retention.bills");
    assert_eq!(kept["at"], "2036-12-31T16:00:00Z");
    assert_eq!(kept["provisional"], false);
    assert_eq!(kept["period"], "10 years");
}

#[test]
fn what_is_no_event_or_no_date_is_named() {
    let folder = folder_with(|text| text);
    let event = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.colected"]);
    assert_eq!(event.status, 2);
    assert!(event.err.contains("did you mean `repair.collected`?"), "{}", event.err);
    let date = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.collected", "--at", "soon"]);
    assert_eq!(date.status, 2);
}

#[test]
fn the_document_is_rendered_in_both_languages_and_forms() {
    let folder = folder_with(|text| text);
    let english = run(folder.path(), &["render", "policy.toml"]);
    assert!(english.out.contains("Mobile number"), "{}", english.err);
    let out = ["render", "policy.toml", "--language", "zh-Hans", "--format", "html", "--out", "page.html"];
    let chinese = run(folder.path(), &out);
    assert_eq!((chinese.status, chinese.out.as_str()), (0, ""));
    let page = std::fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("手机号码") && page.contains("id=\"retention.repair\""));
    assert_eq!(run(folder.path(), &["render", "policy.toml", "--language", "tlh"]).status, 2);
    let broken = folder_with(|text| text.replace("[incident]", "[incidents]"));
    let refused = run(broken.path(), &["render", "policy.toml"]);
    assert_eq!((refused.status, refused.out.as_str()), (4, ""));
    assert!(refused.err.contains("did you mean `incident`?"), "{}", refused.err);
}

#[test]
fn the_sample_configuration_is_checked_by_the_command_itself() {
    let folder = tempfile::tempdir().unwrap();
    let sample = run(folder.path(), &["config", "--example"]).out;
    std::fs::write(folder.path().join("yinuo.toml"), sample).unwrap();
    let missing = run(folder.path(), &["config", "--check", "yinuo.toml"]);
    assert_eq!(missing.status, 2);
    assert!(missing.err.contains("cannot read the secret"), "{}", missing.err);
    std::fs::write(folder.path().join("alibaba-sms.secret"), "s").unwrap();
    let ran = run(folder.path(), &["config", "--check", "yinuo.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "yinuo.toml: no faults\n"), "{}", ran.err);
}

#[test]
fn every_fault_of_a_configuration_is_underlined() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        "adress = \"127.0.0.1:1\"\naddress = \"nowhere\"\n\n[connector.sms]\nbase-url = \"https://sms.example.com\"\n";
    std::fs::write(folder.path().join("yinuo.toml"), text).unwrap();
    let ran = run(folder.path(), &["serve", "--config", "yinuo.toml"]);
    assert_eq!(ran.status, 2);
    insta::assert_snapshot!(ran.err);
}

#[test]
fn a_variable_of_the_environment_that_is_mistyped_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = command(folder.path(), &["serve"]);
    let output = command.env("YINUO_ADDRES", "127.0.0.1:1").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `address`?"));
}

#[test]
fn two_versions_are_compared_and_the_status_tells_material_changes_apart() {
    let folder = folder_with(|text| text);
    let write = |name: &str, alter: &dyn Fn(&str) -> String| {
        std::fs::write(folder.path().join(name), alter(support::POLICY)).unwrap();
    };
    write("same.toml", &|text| format!("# another comment\n{text}"));
    write("longer.toml", &|text| text.replacen("within = \"30 days\"", "within = \"40 days\"", 1));
    let compare = |rest: &[&str]| run(folder.path(), &[&["diff", "policy.toml"], rest].concat());
    let same = compare(&["same.toml"]);
    assert_eq!(same.status, 0, "{}", same.err);
    assert!(same.out.contains("no promise changed"), "{}", same.out);
    let longer = compare(&["longer.toml"]);
    assert_eq!(longer.status, 5, "{}{}", longer.out, longer.err);
    assert!(longer.out.contains("30 days → 40 days (widened)") && !longer.out.contains('\u{1b}'), "{}", longer.out);
    let early = compare(&["longer.toml", "--announced", "2099-01-01", "--format", "json"]);
    assert_eq!(early.status, 3, "{}", early.out);
    let json: serde_json::Value = serde_json::from_str(&early.out).unwrap();
    assert_eq!((&json["material"], &json["announcement"]["too_early"]), (&true.into(), &true.into()));
    assert!(compare(&["longer.toml", "--format", "markdown"]).out.contains("| promise | verdict |"));
    write("broken.toml", &|text| text.replace("[incident]", "[incidents]"));
    let broken = compare(&["broken.toml"]);
    assert_eq!((broken.status, broken.out.as_str()), (4, ""));
    assert!(broken.err.contains("did you mean `incident`?"), "{}", broken.err);
}
