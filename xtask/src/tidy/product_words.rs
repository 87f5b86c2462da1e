//! `product_words`: the engine knows no product.
//!
//! Reads `policies/*/policy.toml` and looks for what those files name in the source, templates and migrations of `crates/`: the
//! engine must do for any policy what it does for these. Looked for, whole words only and never in comments or test modules:
//!
//! - a product's id and name, in any text, in any case;
//! - a period (`7 days`) and a name of several words (`push-token`, or `push_token`), in any text;
//! - a name of one word (`phone`) where it stands as a name: alone in a string literal, after its table
//!   (`retention.account`), or as a word of SQL. In a sentence it is English, and says nothing of a product.
//!
//! The names are the keys of `data`, `purpose`, `retention`, `recipient` and `activity`. The language's own words are not
//! product words even where a policy uses the same one for a name: keys of rows, and values of `class`, `shape`, `permission`,
//! `connector` and the like. What else coincides stands in `product_words.allow`, each with where and why.

mod allow;
mod vocabulary;

use super::Problem;
use crate::rust_source::{RustSource, numbered};
use crate::tree::Tree;
use allow::Allowed;
use vocabulary::Vocabulary;

const RULE: &str = "product_words";

/// Checks sources, templates and migrations below `crates/`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    let vocabulary = Vocabulary::read(tree, &mut problems);
    let allowed = Allowed::read(tree, &mut problems);
    for (path, text) in tree.files() {
        for piece in pieces(path, text) {
            for word in vocabulary.spoken_in(&piece.text, &piece.names) {
                if !allowed.covers(word, path) {
                    problems.push(Problem {
                        path: path.to_owned(),
                        line: piece.line,
                        rule: RULE,
                        message: format!("`{word}` is a word of a policy; the engine knows none"),
                    });
                }
            }
        }
    }
    problems
}

/// A piece of text to look at.
struct Piece {
    line: usize,
    /// Where phrases are looked for.
    text: String,
    /// What stands as a name of its own.
    names: Vec<String>,
}

/// The pieces of one file, by what kind of file it is.
fn pieces(path: &str, text: &str) -> Vec<Piece> {
    let parts: Vec<&str> = path.split('/').collect();
    let ["crates", _, place, rest @ ..] = parts.as_slice() else {
        return Vec::new();
    };
    let in_tests = rest.iter().any(|part| matches!(*part, "tests" | "tests.rs"));
    if !["src", "migrations", "templates"].contains(place) || in_tests {
        return Vec::new();
    }
    match path.rsplit_once('.').map(|(_, kind)| kind) {
        Some("rs") => RustSource::read(text)
            .outside_tests()
            .literals
            .into_iter()
            .map(|literal| Piece {
                line: literal.line,
                names: vec![literal.text.trim().to_owned()],
                text: literal.text,
            })
            .collect(),
        Some("md") => Vec::new(),
        Some("sql") => numbered(text)
            .map(|(line, text)| {
                let text = text.split("--").next().unwrap_or_default();
                let words = text.split(|c: char| !vocabulary::is_name(c));
                Piece { line, names: words.map(str::to_owned).collect(), text: text.to_owned() }
            })
            .collect(),
        _ => numbered(text)
            .map(|(line, text)| {
                let text = text.split("{#").next().unwrap_or_default();
                let quoted = text.split('"').skip(1).step_by(2);
                Piece { line, names: quoted.map(|name| name.trim().to_owned()).collect(), text: text.to_owned() }
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::messages;

    const POLICY: &str = "[policy]\nid = \"acme\"\nname = { en = \"Acme Bank\" }\n\
        [data.iban]\nlabel = \"x\"\nclass = \"contact\"\n[data.contact]\n[data.push-token]\n[data.name]\n\
        [recipient.sms]\nname = \"x\"\nconnector = \"sms\"\n\
        [retention.account]\nwithin = \"7 days\"\ncovers = []\n";

    fn words(path: &str, text: &str) -> Vec<String> {
        let found = check(&Tree::of(&[("policies/acme/policy.toml", POLICY), (path, text)]));
        messages(&found).iter().map(|m| m.split('`').nth(1).unwrap().to_owned()).collect()
    }

    #[test]
    fn english_and_the_words_of_the_language_are_fine() {
        let text = "//! acme\n// \"iban\"\nconst A: &str = \"this account has no iban\";\nlet iban = x.account;\n\
            let b = [\"contact\", \"name\", \"sms\", \"account.cancelled\", \"17 days\", \"macmes\"];\n\
            #[cfg(test)]\nmod tests { const T: &str = \"acme\"; }\n";
        assert!(words("crates/a/src/lib.rs", text).is_empty());
        assert!(words("crates/a/tests/x.rs", "\"acme\"").is_empty());
        assert!(words("crates/a/src/b/tests.rs", "\"acme\"").is_empty());
        assert!(words("crates/a/migrations/V1__a.sql", "-- iban\nCREATE TABLE x (ibans TEXT);").is_empty());
        assert!(words("crates/a/templates/a.html", "<p>iban</p> {# acme #}").is_empty());
    }

    #[test]
    fn words_of_a_product_are_problems() {
        let rust = |literal: &str| words("crates/a/src/lib.rs", &format!("let x = \"{literal}\";"));
        assert_eq!(rust("welcome to ACME!"), ["acme"]);
        assert_eq!(rust("the acme bank"), ["acme", "acme bank"]);
        assert_eq!(rust("iban"), ["iban"]);
        assert_eq!(rust("see retention.account now"), ["account"]);
        assert_eq!(rust("within 7 days"), ["7 days"]);
        assert_eq!(rust("a push_token"), ["push-token"]);
        assert_eq!(words("crates/a/migrations/V1__a.sql", "iban TEXT, push_token TEXT"), ["iban", "push-token"]);
        assert_eq!(words("crates/a/templates/a.html", "<input id=\"iban\">"), ["iban"]);
    }

    #[test]
    fn an_allowed_word_needs_its_place_and_a_reason() {
        let of = |allow: &str| {
            let found = check(&Tree::of(&[
                ("policies/acme/policy.toml", POLICY),
                ("crates/a/src/lib.rs", "\"iban\""),
                (allow::LIST, allow),
            ]));
            found.len()
        };
        assert_eq!(of("# heading\niban | crates/a/ | an international standard\n"), 0);
        assert_eq!(of("iban | * | an international standard\n"), 0);
        assert_eq!(of("iban | crates/b/ | an international standard\n"), 1);
        assert_eq!(of("iban | crates/a/ |\n"), 2);
    }

    #[test]
    fn a_policy_that_cannot_be_read_is_a_problem() {
        assert_eq!(check(&Tree::of(&[("policies/a/policy.toml", "[x")])).len(), 1);
    }
}
