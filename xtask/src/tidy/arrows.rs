//! `arrows`: which crate of the house may depend on which.
//!
//! Dependencies point one way: command and server to the engine, the engine to its parts, the parts to the rooms, the rooms to
//! the language. The verifier depends on nobody, so that it shares no code with the writer whose work it checks; a fake depends
//! on nobody, so that it cannot agree with the connector by construction. Development dependencies are free.
//!
//! To add an arrow, add it to the table below, with a design note when it is a new direction.

use super::Problem;
use crate::rust_source::numbered;
use crate::tree::Tree;

const RULE: &str = "arrows";

/// Each crate, and the crates it may depend on.
const ALLOWED: [(&str, &[&str]); 14] = [
    ("policy", &[]),
    ("life", &["policy"]),
    ("vault", &["life", "policy"]),
    ("ledger", &[]),
    ("verify", &[]),
    ("store", &["life", "policy", "ledger"]),
    ("places", &[]),
    ("noise", &[]),
    ("connect", &["store", "life", "policy"]),
    ("publish", &["policy"]),
    ("pdf", &[]),
    ("yinuo", &["policy", "publish", "life", "vault", "ledger", "store", "places", "noise", "connect", "verify"]),
    ("server", &["yinuo", "publish", "policy"]),
    ("cli", &["yinuo", "server", "policy", "publish", "pdf", "verify"]),
];

/// Prefix of the crates below `fakes/`; the command carries them for its demonstration.
const FAKE: &str = "fake-";

/// Checks every manifest below `crates/` and `fakes/`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.files() {
        let parts: Vec<&str> = path.split('/').collect();
        let ["crates" | "fakes", _, "Cargo.toml"] = parts.as_slice() else {
            continue;
        };
        check_manifest(path, text, &mut problems);
    }
    problems
}

fn check_manifest(path: &str, text: &str, problems: &mut Vec<Problem>) {
    let mut report = |line: usize, message: String| {
        problems.push(Problem { path: path.to_owned(), line, rule: RULE, message });
    };
    let table: toml::Table = match text.parse() {
        Ok(table) => table,
        Err(error) => return report(1, format!("cannot be read: {}", error.message())),
    };
    let name =
        table.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str).unwrap_or_default();
    let is_fake = name.starts_with(FAKE);
    let allowed = ALLOWED.iter().find(|(from, _)| *from == name);
    if allowed.is_none() && !is_fake {
        return report(1, format!("crate `{name}` has no row in the table of arrows"));
    }
    let allowed = allowed.map_or(&[] as &[&str], |(_, to)| to);
    for section in ["dependencies", "build-dependencies"] {
        let Some(dependencies) = table.get(section).and_then(toml::Value::as_table) else {
            continue;
        };
        for to in dependencies.keys().map(String::as_str) {
            let ours = to.starts_with(FAKE) || ALLOWED.iter().any(|(crate_, _)| *crate_ == to);
            let carried = name == "cli" && to.starts_with(FAKE);
            if ours && !carried && !allowed.contains(&to) {
                let line = line_of(text, to);
                report(line, format!("`{name}` may not depend on `{to}`"));
            }
        }
    }
}

/// The line on which a dependency is named.
fn line_of(text: &str, name: &str) -> usize {
    numbered(text)
        .find(|(_, line)| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', ' ', '='])))
        .map_or(1, |(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::messages;

    fn of(name: &str, dependencies: &str) -> Vec<Problem> {
        let text = format!("[package]\nname = \"{name}\"\n{dependencies}");
        check(&Tree::of(&[("crates/x/Cargo.toml", &text)]))
    }

    #[test]
    fn an_arrow_of_the_table_is_fine() {
        assert!(of("life", "[dependencies]\npolicy.workspace = true\nserde = \"1\"").is_empty());
        assert!(of("cli", "[dependencies]\nfake-alibaba-sms.workspace = true").is_empty());
        assert!(of("ledger", "[dev-dependencies]\nverify.workspace = true").is_empty());
    }

    #[test]
    fn an_arrow_against_the_table_is_a_problem() {
        let problems = of("policy", "[dependencies]\nlife.workspace = true");
        assert_eq!(messages(&problems), ["`policy` may not depend on `life`"]);
        assert_eq!(problems.first().map(|p| p.line), Some(4));
        let problems = of("verify", "[build-dependencies]\nledger.workspace = true");
        assert_eq!(messages(&problems), ["`verify` may not depend on `ledger`"]);
        let problems = of("fake-mail", "[dependencies]\npolicy.workspace = true");
        assert_eq!(messages(&problems), ["`fake-mail` may not depend on `policy`"]);
        let problems = of("store", "[dependencies]\nfake-mail.workspace = true");
        assert_eq!(messages(&problems), ["`store` may not depend on `fake-mail`"]);
    }

    #[test]
    fn a_crate_without_a_row_is_a_problem() {
        let problems = of("attic", "");
        assert_eq!(messages(&problems), ["crate `attic` has no row in the table of arrows"]);
    }
}
