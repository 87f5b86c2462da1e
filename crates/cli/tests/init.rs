//! `init`: a first policy from flags, and what it refuses.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

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
        // Of a house in China that the GDPR binds, the one in the Union is not known yet.
        let warned = usize::from(rules.contains("gdpr"));
        assert_eq!(checked.out.matches("gdpr/representative\n").count(), warned, "{}", checked.out);
        let closing = if warned == 1 { "0 errors, 1 warning" } else { "0 errors, 0 warnings" };
        assert!(checked.out.ends_with(&format!("1 policy file: {closing}; the policy can run\n")), "{}", checked.out);
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
fn an_answer_that_cannot_be_is_named_with_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    for (flags, said) in [
        (&["--id", "Not An Id"][..], "yinuo: --id: `Not An Id` is not a name; names are lower-case ASCII words"),
        (
            &["--email", "desk"],
            "yinuo: --email: `desk` of `contact.officer` is no e-mail address; expected one such as",
        ),
        (&["--name", "a\u{202e}b"], "yinuo: --name: "),
        (&["--country", "ZZ"], "'--country <COUNTRY>': expected two capitals of ISO 3166-1, such as CN"),
        (&["--country", "US"], "yinuo: --rules: no rule set is the law of US; expected pipl where"),
        (
            &["--country", "US", "--rules", "pipl"],
            "missing --representative (of a controller abroad, in China), --time-zone",
        ),
        (&["--country", "DE"], "missing --time-zone"),
        (&["--time-zone", "Asia/Shanghia"], "'--time-zone <TIME_ZONE>': expected an IANA name such as Asia/Shanghai"),
        (&["--rules", "ccpa"], "'--rules <RULES>': expected one of: pipl, gdpr"),
        (&["--rules", "language"], "'--rules <RULES>': expected one of: pipl, gdpr"),
        (&["--language", "fr"], "'--language <LANGUAGE>': known: "),
        (&["--audience", "people"], "[possible values: consumer, business]"),
        (&["--collects", "mood"], "expected one of: name, phone"),
    ] {
        // Of a flag given twice the later one would be a fault of its own.
        let given: Vec<&str> = pairs().filter(|pair| pair[0] != flags[0]).flatten().collect();
        let ran = run(folder.path(), &[&["init", "--yes"], &given[..], flags].concat());
        assert!(ran.status == 2 && ran.err.contains(said), "{flags:?}: {}", ran.err);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

/// The flags that have a value, with it.
fn pairs() -> impl Iterator<Item = [&'static str; 2]> {
    let flags = FLAGS[2..].iter().flat_map(|flag| flag.split('='));
    let flags: Vec<&str> = flags.collect();
    flags.chunks(2).map(|pair| [pair[0], pair[1]]).collect::<Vec<_>>().into_iter()
}

#[test]
fn a_law_that_no_rule_set_is_about_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let abroad = [
        "--country",
        "us",
        "--time-zone",
        "America/New_York",
        "--representative",
        "Quay (Suzhou) Ltd., desk@post.quay",
    ];
    let ran = run(folder.path(), &[&FLAGS[..], &abroad, &["--rules", "pipl,pipl"]].concat());
    assert_eq!(
        (ran.status, ran.err.as_str()),
        (0, "note: no rule set is the law of US; the policy was held against pipl alone\n")
    );
    let text = std::fs::read_to_string(folder.path().join("policy.toml")).unwrap();
    assert!(
        text.contains("rules = [\"pipl\"]") && text.contains("representative = \"Quay (Suzhou) Ltd., desk@post.quay\"")
    );
    let ran = run(folder.path(), &[&FLAGS[..], &["--force", "--rules", "gdpr"]].concat());
    // Nobody was asked who stands for it in the Union.
    assert!(ran.status == 0 && ran.err.starts_with("gdpr/representative\n"), "{}", ran.err);
    let note = "\nnote: pipl is the law of CN, and the policy was held against gdpr\n";
    assert!(ran.err.ends_with(note), "{}", ran.err);
    let ran =
        run(folder.path(), &[&FLAGS[..], &["--force", "--country", "DE", "--time-zone", "Europe/Berlin"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    assert!(std::fs::read_to_string(folder.path().join("policy.toml")).unwrap().contains("rules = [\"gdpr\"]"));
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
