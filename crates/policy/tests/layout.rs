//! `formatted`: one layout, which says the same, keeps every comment and is final.
//!
//! The shipped policies are shaken: spaces, blank lines, breaks inside lists, comments, quotes and the order of keys are changed at
//! random in ways that TOML does not mind.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

mod support;

use policy::{Unformatted, formatted};
use proptest::prelude::*;
use support::shake::{Shake, comments, shaken};
use support::shipped;

fn hash(text: &str) -> String {
    let read = policy::read::read(text.as_bytes()).unwrap();
    assert!(!read.partial, "{:?}\n{text}", read.findings.first());
    read.hash
}

#[test]
fn the_shipped_policies_are_laid_out() {
    for (path, text) in shipped() {
        assert!(formatted(text.as_bytes()).unwrap() == text, "run `cargo xtask regenerate`: {path}");
    }
}

#[test]
fn the_rules_of_layout() {
    let text = concat!(
        "\n\n\n# A\n#B  \nlanguage=1\n[ policy ]#note\n\n  'id' = 'a'   \n\n\n\nrules=[\n'pipl' ,]\n# about\n[ data.\"x\" ]\n",
        "label={zh-Hans='手机',en=\"it's\"}# 号\npath = 'C:\\dir'\ntext = '''\n a '''\n\n\n\n\n# ── next ──\n\n\n[[ a . b ]]\n",
        "long = ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', \"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\", 'cccccccccccccccccccccccccccccccc']\n",
        "rows = [ # first\n { a = 1 } # one\n , # two\n { b = [1,\n2] }\n # last\n]\r\n",
        "broken = { a = 1, # one\n b = 2 }\nempty = [ ]\nnone = {  }\ndate = 1979-05-27 07:32:00\na . b = +1.5e3",
    );
    insta::assert_snapshot!(formatted(text.as_bytes()).unwrap());
}

#[test]
fn what_is_no_toml_is_left_alone() {
    let Err(Unformatted::Syntax(findings)) = formatted(b"a = 1\nb = \nc = [1\n") else { panic!("formatted") };
    assert!(findings.len() >= 2 && findings.iter().all(|finding| finding.code == "read/syntax"), "{findings:?}");
    assert!(matches!(formatted(b"a = \"\xff\""), Err(Unformatted::Syntax(_))));
    assert!(matches!(formatted(format!("a = {}", "[".repeat(100_000)).as_bytes()), Err(Unformatted::Syntax(_))));
}

#[test]
fn little_files() {
    for (text, expected) in
        [("", ""), ("\n\n", ""), ("# a", "# a\n"), ("\u{feff}a = 1", "a = 1\n"), ("a=''", "a = \"\"\n")]
    {
        assert_eq!(formatted(text.as_bytes()).unwrap(), expected, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_shaken_policy_says_the_same_and_stays(seed: u64, which: prop::sample::Index) {
        let policies = shipped();
        let (_, text) = which.get(&policies);
        let wild = shaken(text, seed, Shake::Everything);
        prop_assert_eq!(hash(&wild), hash(text));
        let laid = formatted(wild.as_bytes()).unwrap();
        prop_assert_eq!(hash(&laid), hash(text));
        prop_assert_eq!(comments(&laid), comments(&wild));
        prop_assert_eq!(&formatted(laid.as_bytes()).unwrap(), &laid);
    }

    #[test]
    fn spaces_breaks_and_quotes_leave_no_trace(seed: u64, which: prop::sample::Index) {
        let policies = shipped();
        let (_, text) = which.get(&policies);
        let wild = shaken(text, seed, Shake::SpacesAndQuotes);
        prop_assert_eq!(formatted(wild.as_bytes()).unwrap(), formatted(text.as_bytes()).unwrap());
    }
}
