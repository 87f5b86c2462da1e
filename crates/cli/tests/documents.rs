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
    let timeline: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(timeline["events"][0]["event"], "record.created");
    let lines = timeline["lines"].as_array().unwrap();
    let bill =
        |line: &&serde_json::Value| line["what"] == "item" && line["record"] == "bill" && line["outcome"] == "ends";
    let kept = lines.iter().find(bill).unwrap();
    assert_eq!(kept["promise"], "retention.bills");
    assert_eq!(kept["at"], "2036-12-31T16:00:00Z");
    assert_eq!((&kept["provisional"], &kept["within"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!(kept["period"], "10 years");
}

#[test]
fn the_timeline_counts_the_official_working_days() {
    let working = |text: String| text.replacen("within = \"30 days\"", "within = \"15 working days\"", 1);
    let folder = folder_with(working);
    // The test values of the calendar: the end is 24:00 of the last day, so the first instant of the next.
    for (start, over) in [
        ("2025-01-20", "2025-02-15"),
        ("2025-09-24", "2025-10-22"),
        ("2025-12-31", "2026-01-23"),
        ("2026-02-09", "2026-03-07"),
        ("2026-02-13", "2026-03-13"),
        ("2026-04-27", "2026-05-21"),
        ("2026-09-18", "2026-10-16"),
        ("2026-09-30", "2026-10-28"),
    ] {
        let ran = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.collected", "--at", start]);
        assert!(ran.out.contains(&format!("{over} 00:00")), "{start}: {}{}", ran.out, ran.err);
        assert!(!ran.out.contains("(provisional)"), "{}", ran.out);
    }
    let ran = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.collected", "--at", "2026-12-18"]);
    assert!(ran.out.contains("2027-01-12 00:00 (provisional)"), "{}", ran.out);
    assert!(ran.out.contains("the official calendar of 2027 is not known yet"), "{}", ran.out);
}

/// 2027, made up for a test: three days off in January, of which a Sunday is made up for.
const YEAR_2027: &str = "[[year]]\nyear = 2027\nsource = \"made up for a test\"\n\
    off = [{ from = 2027-01-01, to = 2027-01-04 }, { from = 2027-10-01, to = 2027-10-07 }]\nwork = [2027-01-10]\n";

#[test]
fn the_timeline_counts_by_a_calendar_file() {
    let folder = folder_with(|text| text.replacen("within = \"30 days\"", "within = \"15 working days\"", 1));
    std::fs::write(folder.path().join("calendar.toml"), YEAR_2027).unwrap();
    let ask = |more: &[&str]| {
        let question = ["timeline", "policy.toml", "--on", "repair.collected", "--at", "2026-12-18"];
        run(folder.path(), &[&question, more].concat())
    };
    let known = ask(&["--calendar", "calendar.toml"]);
    assert!(known.out.contains("2027-01-12 00:00") && !known.out.contains("(provisional)"), "{}", known.out);
    std::fs::write(folder.path().join("calendar.toml"), YEAR_2027.replace("work = [2027-01-10]\n", "")).unwrap();
    assert!(ask(&["--calendar", "calendar.toml"]).out.contains("2027-01-13 00:00"), "a day later without it");
    std::fs::write(folder.path().join("calendar.toml"), YEAR_2027.replace("2027-01-10", "2027-01-04")).unwrap();
    let refused = ask(&["--calendar", "calendar.toml"]);
    assert_eq!((refused.status, refused.out.as_str()), (2, ""));
    for part in ["calendar/off-and-work", "2027-01-04 is listed as off and as a day at work", "calendar.toml:5:9"] {
        assert!(refused.err.contains(part), "{}", refused.err);
    }
    assert_eq!(ask(&["--calendar", "absent.toml"]).status, 1);
}

#[test]
fn an_installation_counts_by_the_calendar_that_it_is_given() {
    let folder = folder_with(|text| text);
    let write = |calendar: &str| std::fs::write(folder.path().join("years.toml"), calendar).unwrap();
    std::fs::write(folder.path().join("yinuo.toml"), "calendar = \"years.toml\"\nfolder = \"place\"\n").unwrap();
    write(YEAR_2027);
    assert_eq!(run(folder.path(), &["publish-policy", "policy.toml", "--config", "yinuo.toml"]).status, 0);
    let looked = run(folder.path(), &["doctor", "--config", "yinuo.toml"]);
    assert!(looked.out.contains("certain of 2025, 2026, 2027; of other years provisional"), "{}", looked.out);
    write(&YEAR_2027.replace("\"made up for a test\"", "\"\""));
    let refused = run(folder.path(), &["config", "--check", "yinuo.toml"]);
    assert_eq!(refused.status, 2);
    assert!(refused.err.contains("calendar/no-source") && refused.err.contains("years.toml:3:10"), "{}", refused.err);
}

#[test]
fn the_timeline_is_drawn_into_a_file_and_shown_in_another_zone() {
    let folder = folder_with(|text| text);
    let ask = |more: &[&str]| {
        let question =
            ["timeline", "policy.toml", "--on", "repair.collected@2026-05-20T10:00", "--language", "zh-Hans"];
        run(folder.path(), &[&question, more].concat())
    };
    let drawn = ask(&["--format", "svg", "--out", "timeline.svg"]);
    assert_eq!((drawn.status, drawn.out.as_str()), (0, ""), "{}", drawn.err);
    let svg = std::fs::read_to_string(folder.path().join("timeline.svg")).unwrap();
    assert!(svg.starts_with("<svg ") && svg.contains("数据去向"), "{svg}");
    assert!(ask(&["--zone", "UTC"]).out.contains("2026-05-20 02:00"));
    assert_eq!(ask(&["--zone", "Mars/Olympus"]).status, 2);
    assert!(ask(&["--format", "csv", "--all"]).out.starts_with("group,what,readable-until,gone-by,"));
    assert!(ask(&["--format", "markdown"]).out.starts_with("# 数据去向"));
    let help = run(folder.path(), &["timeline", "--help"]);
    assert!(help.out.contains("yinuo timeline policy.toml --on account.cancelled --at 2026-05-20"), "{}", help.out);
}

#[test]
fn what_is_no_event_or_no_date_is_named() {
    let folder = folder_with(|text| text);
    let event = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.colected"]);
    assert_eq!(event.status, 2);
    assert!(event.err.contains("did you mean `repair.collected`? known: account.cancelled,"), "{}", event.err);
    let date = run(folder.path(), &["timeline", "policy.toml", "--on", "repair.collected", "--at", "soon"]);
    assert_eq!(date.status, 2);
    assert!(date.err.contains("neither a day such as 2026-05-20"), "{}", date.err);
    assert_eq!(run(folder.path(), &["timeline", "policy.toml"]).status, 2);
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
fn every_form_of_the_document_is_rendered() {
    let folder = folder_with(|text| text);
    for (what, words) in [
        ("short", "隱私政策摘要"),
        ("notices", "即時告知"),
        ("data", "手機號碼"),
        ("recipients", "與第三方共享個人信息清單"),
    ] {
        let ran = run(folder.path(), &["render", "policy.toml", "--what", what, "--language", "zh-Hant"]);
        assert!(ran.status == 0 && ran.out.contains(words), "{what}: {}{}", ran.err, ran.out);
    }
    let machine = run(folder.path(), &["render", "policy.toml", "--what", "machine"]);
    let graph: serde_json::Value = serde_json::from_str(&machine.out).unwrap();
    assert_eq!(graph["@type"], "dpv:PrivacyNotice");
    let same = run(folder.path(), &["render", "policy.toml", "--what", "changes", "--since", "policy.toml"]);
    assert_eq!(same.status, 0, "{}", same.err);
    assert_eq!(run(folder.path(), &["render", "policy.toml", "--what", "changes"]).status, 2);
    let unknown = run(folder.path(), &["render", "policy.toml", "--what", "notices", "--purpose", "fly"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("no purpose is called `fly`; known: "), "{}", unknown.err);
}

#[test]
fn pages_are_of_the_whole_document_and_fonts_are_for_pages() {
    let folder = folder_with(|text| text);
    let render = |rest: &[&str]| run(folder.path(), &[&["render", "policy.toml"], rest].concat());
    let short = render(&["--format", "pdf", "--what", "short"]);
    assert_eq!(short.status, 2);
    assert!(short.err.contains("`--format pdf` is for the whole document"), "{}", short.err);
    let fonts = render(&["--font-dir", "fonts"]);
    assert_eq!((fonts.status, fonts.out.as_str()), (2, ""));
    assert!(fonts.err.contains("`--font-dir` goes with `--format pdf`"), "{}", fonts.err);
}

#[test]
#[cfg(not(feature = "pdf"))]
fn without_the_typesetter_it_is_said_how_to_build_it() {
    let folder = folder_with(|text| text);
    let ran = run(folder.path(), &["render", "policy.toml", "--format", "pdf", "--out", "privacy.pdf"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("cargo build --release -p cli --features pdf"), "{}", ran.err);
    assert!(!folder.path().join("privacy.pdf").exists());
}

#[test]
#[cfg(feature = "pdf")]
fn pages_are_written_whole_or_not_at_all() {
    let folder = folder_with(|text| text);
    let render = |rest: &[&str]| {
        let all = ["render", "policy.toml", "--language", "zh-Hant", "--format", "pdf", "--out", "privacy.pdf"];
        run(folder.path(), &[&all, rest].concat())
    };
    let made = render(&[]);
    assert_eq!((made.status, made.out.as_str()), (0, ""), "{}", made.err);
    assert!(made.err.contains("set in Noto Sans CJK TC"), "{}", made.err);
    let pdf = || std::fs::read(folder.path().join("privacy.pdf")).unwrap();
    let before = pdf();
    assert!(before.starts_with(b"%PDF-"));
    let refused = render(&["--font-dir", "nowhere"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("no folder `nowhere`"), "{}", refused.err);
    assert_eq!(pdf(), before);
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

/// `text` as the next version.
fn next(text: &str) -> String {
    let lines = text.lines().map(|line| if line.starts_with("version = ") { "version = \"next\"" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn two_versions_are_compared_and_the_status_tells_material_changes_apart() {
    let folder = folder_with(|text| text);
    let write = |name: &str, alter: &dyn Fn(&str) -> String| {
        std::fs::write(folder.path().join(name), alter(support::POLICY)).unwrap();
    };
    write("same.toml", &|text| format!("# another comment\n{text}"));
    let longer = |text: &str| text.replacen("within = \"30 days\"", "within = \"40 days\"", 1);
    write("rewritten.toml", &longer);
    write("longer.toml", &|text| next(&longer(text)));
    write("reworded.toml", &|text| next(text));
    let compare = |rest: &[&str]| run(folder.path(), &[&["diff", "policy.toml"], rest].concat());
    let same = compare(&["same.toml"]);
    assert_eq!(same.status, 0, "{}", same.err);
    assert!(same.out.contains("no promise changed"), "{}", same.out);
    let longer = compare(&["longer.toml"]);
    assert_eq!(longer.status, 5, "{}{}", longer.out, longer.err);
    assert!(longer.out.contains("30 days → 40 days (widened)") && !longer.out.contains('\u{1b}'), "{}", longer.out);
    assert_eq!(compare(&["reworded.toml"]).status, 0);
    let rewritten = compare(&["rewritten.toml"]);
    assert_eq!(rewritten.status, 3, "{}", rewritten.out);
    assert!(rewritten.out.contains("a version once published cannot change"), "{}", rewritten.out);
    let early = compare(&["longer.toml", "--announced", "2099-01-01", "--format", "json"]);
    assert_eq!(early.status, 3, "{}", early.out);
    let json: serde_json::Value = serde_json::from_str(&early.out).unwrap();
    assert_eq!((&json["material"], &json["announcement"]["too_early"]), (&true.into(), &true.into()));
    assert!(compare(&["longer.toml", "--format", "markdown"]).out.contains("| promise | verdict |"));
    write("broken.toml", &|text| text.replace("[incident]", "[incidents]"));
    let broken = compare(&["broken.toml"]);
    assert_eq!((broken.status, broken.out.as_str()), (4, ""));
    assert!(broken.err.contains("did you mean `incident`?"), "{}", broken.err);
    write("earlier.toml", &|text| text.replace("effective = 2026-", "effective = 2025-"));
    let earlier = compare(&["earlier.toml"]);
    assert_eq!(earlier.status, 3, "{}", earlier.out);
    assert!(earlier.out.contains("before the version in force did on 2026-"), "{}", earlier.out);
}

#[test]
fn two_products_are_not_compared_and_standard_input_is_read_once() {
    let folder = folder_with(|text| text);
    std::fs::write(
        folder.path().join("other.toml"),
        support::POLICY.replacen("id = \"wheelhouse\"", "id = \"other\"", 1),
    )
    .unwrap();
    let said = "yinuo: the first file is the policy of `wheelhouse`, the second that of `other`: two versions of one product are compared\n";
    for arguments in [
        &["diff", "policy.toml", "other.toml"][..],
        &["render", "other.toml", "--what", "changes", "--since", "policy.toml"],
    ] {
        let ran = run(folder.path(), arguments);
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (3, "", said));
    }
    let once = "yinuo: standard input can be read once: name a file in the place of one `-`\n";
    for arguments in [&["diff", "-", "-"][..], &["check", "-", "-"], &["fmt", "-", "-"]] {
        let ran = run(folder.path(), arguments);
        assert_eq!((ran.status, ran.err.as_str()), (2, once));
    }
    let piped = |arguments: &[&str]| {
        let mut command = command(folder.path(), arguments);
        let file = std::fs::File::open(folder.path().join("policy.toml")).unwrap();
        support::Ran::from(command.stdin(file).output().unwrap())
    };
    for arguments in [["diff", "-", "policy.toml"], ["diff", "policy.toml", "-"]] {
        let ran = piped(&arguments);
        assert!(ran.status == 0 && ran.out.contains("no promise changed"), "{}{}", ran.out, ran.err);
    }
}

#[test]
fn a_language_that_the_policy_does_not_have_is_refused_with_those_that_it_has() {
    let folder = folder_with(|text| text.replacen("languages = [", "languages = [\"zh-Hans\"]\n# [", 1));
    let said = "yinuo: the policy is not written in `en`: its languages are zh-Hans, zh-Hant\n";
    let day = ["--on", "account.cancelled", "--at", "2026-05-20"];
    let commands = [
        &["render", "policy.toml"][..],
        &[&["timeline", "policy.toml"][..], &day].concat(),
        &["explain", "policy", "policy.toml"],
    ];
    for command in commands {
        let ran = run(folder.path(), &[command, &["--language", "en"]].concat());
        assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (2, "", said));
        for language in [&[][..], &["--language", "zh-Hant"]] {
            let ran = run(folder.path(), &[command, language].concat());
            assert!(ran.status == 0 && !ran.out.is_empty(), "{command:?}: {}", ran.err);
        }
    }
}
