//! `dependencies`: each dependency is declared once and says why it is there.
//!
//! In the root manifest every row of `[workspace.dependencies]` ends with a comment that says what it is for; crates of the
//! house, which have a path, need none. In every other manifest a dependency is `workspace = true`, or says why it is not.

use super::Problem;
use crate::rust_source::numbered;
use crate::tree::Tree;

const RULE: &str = "dependencies";

/// Checks every manifest of the workspace.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (path, text) in tree.files() {
        if path != "Cargo.toml" && !path.ends_with("/Cargo.toml") {
            continue;
        }
        for entry in entries(text) {
            let fine = entry.has_comment
                || if entry.section == "workspace.dependencies" {
                    entry.text.contains("path =")
                } else {
                    entry.text.replace(' ', "").contains("workspace=true")
                };
            if !fine {
                let message = if path == "Cargo.toml" {
                    format!("`{}` does not say why: end the line with `# …`", entry.name)
                } else {
                    format!("`{}` is not `workspace = true` and does not say why", entry.name)
                };
                problems.push(Problem { path: path.to_owned(), line: entry.line, rule: RULE, message });
            }
        }
    }
    problems
}

/// One dependency of a manifest, over however many lines it is written.
struct Entry {
    section: String,
    name: String,
    line: usize,
    text: String,
    has_comment: bool,
}

/// Every dependency of a manifest.
fn entries(text: &str) -> Vec<Entry> {
    let mut found: Vec<Entry> = Vec::new();
    let mut section = String::new();
    let mut open = 0_i32;
    for (number, line) in numbered(text) {
        let (code, comment) = split_comment(line);
        let code = code.trim();
        if open <= 0 && code.starts_with('[') {
            section = code.trim_matches(['[', ']']).to_owned();
            if let Some((_, name)) = section.rsplit_once("dependencies.") {
                found.push(Entry {
                    section: "table".to_owned(),
                    name: name.to_owned(),
                    line: number,
                    text: String::new(),
                    has_comment: comment.is_some(),
                });
            }
            continue;
        }
        let in_table = section.contains("dependencies.");
        if !(in_table || section.ends_with("dependencies")) || code.is_empty() {
            continue;
        }
        if open <= 0 && !in_table {
            let name = code.split(['.', '=', ' ']).next().unwrap_or_default();
            found.push(Entry {
                section: section.clone(),
                name: name.to_owned(),
                line: number,
                text: String::new(),
                has_comment: false,
            });
        }
        if let Some(entry) = found.last_mut() {
            entry.text.push_str(code);
            entry.has_comment |= comment.is_some();
        }
        open += code.chars().fold(0, |depth, c| match c {
            '{' | '[' => depth + 1,
            '}' | ']' => depth - 1,
            _ => depth,
        });
    }
    found
}

/// A line without its comment, and the comment if it says anything.
fn split_comment(line: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => {
                let comment = line.get(at + 1..).map(str::trim);
                let said = comment.filter(|comment| comment.chars().count() > 2);
                return (line.get(..at).unwrap_or_default(), said);
            }
            _ => {}
        }
    }
    (line, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let found = check(&Tree::of(&[(path, text)]));
        found.iter().map(|p| p.line).collect()
    }

    #[test]
    fn a_reason_or_the_workspace_is_fine() {
        let root = "[workspace.dependencies]\na = { path = \"a\" }\nb = \"1\" # draws the border\n\
                    c = { version = \"1\", features = [\n \"x\", # for the x of it\n] }\n";
        assert!(lines("Cargo.toml", root).is_empty());
        let member = "[dependencies]\na.workspace = true\nb = { workspace = true, features = [\"x\"] }\n\
                      [dev-dependencies]\nc = \"1\" # older than the others on purpose\n[lints]\nworkspace = true\n";
        assert!(lines("crates/a/Cargo.toml", member).is_empty());
    }

    #[test]
    fn silence_is_a_problem() {
        assert_eq!(lines("Cargo.toml", "[workspace.dependencies]\nb = \"1\"\nc = \"1\" #\n"), [2, 3]);
        assert_eq!(lines("Cargo.toml", "[workspace.dependencies.b]\nversion = \"1#2\"\n"), [1]);
        assert_eq!(lines("crates/a/Cargo.toml", "[build-dependencies]\ncc = \"1\"\n"), [2]);
        let target = "[target.'cfg(unix)'.dependencies]\nnix = \"1\"\n";
        assert_eq!(lines("crates/a/Cargo.toml", target), [2]);
    }
}
