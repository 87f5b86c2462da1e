//! `init`: a first policy from flags, and what it refuses.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use support::run;

const FLAGS: [&str; 13] = [
    "init",
    "--yes",
    "--id",
    "lantern",
    "--name",
    "灯笼 \"🏮\"",
    "--controller",
    "O'Lantern \\ Co.",
    "--address",
    "苏州市码头街 1 号",
    "--email",
    "privacy@post.lantern",
    "--collects=phone,location,bank-card",
];

#[test]
fn a_first_policy_passes_check_and_renders_in_every_language() {
    let folder = tempfile::tempdir().unwrap();
    for (audience, rules, language) in [
        ("consumer", "pipl", "zh-Hans,zh-Hant,en"),
        ("business", "gdpr", "en"),
        ("business", "pipl,gdpr", "en,zh-Hans"),
    ] {
        let out = format!("{audience}-{rules}.toml");
        let more = ["--audience", audience, "--rules", rules, "--language", language, "--out", &out];
        let ran = run(folder.path(), &[&FLAGS[..], &more].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
        let checked = run(folder.path(), &["check", &out]);
        assert_eq!(checked.out, "1 policy file: 0 errors, 0 warnings; the policy can run\n");
        assert_eq!(run(folder.path(), &["fmt", "--check", &out]).status, 0);
        for language in language.split(',') {
            let rendered = run(folder.path(), &["render", &out, "--language", language]);
            assert!(rendered.status == 0 && rendered.out.contains("灯笼 \"🏮\""), "{language}: {}", rendered.err);
        }
    }
}

#[test]
fn a_file_is_never_written_over_unasked() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.toml");
    std::fs::write(&file, "mine").unwrap();
    let ran = run(folder.path(), &FLAGS);
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (1, "yinuo: policy.toml: there is a file already; --force writes over it\n")
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(run(folder.path(), &[&FLAGS[..], &["--force"]].concat()).status, 0);
    assert!(std::fs::read_to_string(&file).unwrap().contains("id = \"lantern\""));
}

#[test]
fn what_is_missing_is_named_where_nobody_can_be_asked() {
    let folder = tempfile::tempdir().unwrap();
    let ran = run(folder.path(), &["init", "--id", "lantern", "--name", " "]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("missing --name, --controller, --address, --email, --collects"), "{}", ran.err);
    let ran = run(folder.path(), &["init", "--collects", "mood"]);
    assert!(ran.status == 2 && ran.err.contains("expected one of: name, phone"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn answers_that_make_no_sound_policy_are_shown_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    for more in [["--id", "Not An Id"], ["--name", "a\u{202e}b"]] {
        let mut flags: Vec<&str> = FLAGS.to_vec();
        let at = flags.iter().position(|flag| *flag == more[0]).unwrap();
        flags.splice(at..at + 2, more);
        let ran = run(folder.path(), &flags);
        assert!(ran.status == 2 && ran.err.contains("nothing was written"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
