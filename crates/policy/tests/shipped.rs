//! Every shipped policy loads without an error, and so does what the benchmarks publish.

#![expect(clippy::expect_used, reason = "a test fails by panicking")]

use policy::{Policy, finding::line_and_column};
use std::path::{Path, PathBuf};

/// Every `policy.toml` below `folder`.
fn policies(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is read") {
        let path = entry.expect("an entry is read").path();
        if path.is_dir() {
            found.extend(policies(&path));
        } else if path.file_name().is_some_and(|name| name == "policy.toml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn shipped_policies_have_no_errors() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut shipped = policies(&root.join("policies"));
    assert!(shipped.len() >= 2, "the policies stand in their folder");
    let measured = policies(&root.join("crates/yinuo/examples"));
    assert!(!measured.is_empty(), "what the benchmarks publish stands beside them");
    shipped.extend(measured);
    for path in shipped {
        let bytes = std::fs::read(&path).expect("a policy is read");
        let findings = match Policy::load(&bytes) {
            Ok((_, warnings)) => warnings,
            Err(invalid) => invalid.0,
        };
        let text = String::from_utf8_lossy(&bytes);
        let told = |finding: &policy::Finding| {
            let place = line_and_column(&text, finding.primary.span.start);
            format!("{}:{place:?} {} {} {:?}", path.display(), finding.code, finding.headline, finding.help)
        };
        let shown: Vec<String> =
            findings.iter().filter(|finding| finding.severity == policy::Severity::Error).map(told).collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}

/// Editors find the schema by the first line: completion and checks while writing.
#[test]
fn every_shipped_policy_names_its_schema() {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    for path in policies(&root.join("policies")) {
        let text = std::fs::read_to_string(&path).expect("a policy is read");
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a line of its own");
        let schema = path.parent().expect("a policy stands in a folder").join(named);
        let stands = root.join("docs/policy.schema.json").canonicalize().expect("the schema stands in the manual");
        assert_eq!(schema.canonicalize().ok(), Some(stands), "{}", path.display());
    }
}
