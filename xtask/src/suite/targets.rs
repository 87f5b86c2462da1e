//! Which test targets there are.
//!
//! The scenarios bring their own runner, so they are a step of their own. Every step still names the whole workspace: cargo then
//! resolves the same features each time and builds nothing twice.

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

/// The target that runs `features/`.
pub const SCENARIOS: &str = "scenarios";

/// Names of all test targets but the scenarios.
///
/// *Errors*: when cargo cannot be asked or answers with something else.
pub fn test_targets(root: &Path) -> Result<BTreeSet<String>, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--no-deps"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    Ok(names(&metadata))
}

fn names(metadata: &Value) -> BTreeSet<String> {
    let list = |value: &Value, key: &str| -> Vec<Value> {
        value.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    list(metadata, "packages")
        .iter()
        .flat_map(|package| list(package, "targets"))
        .filter(|target| list(target, "kind").contains(&Value::from("test")))
        .filter_map(|target| Some(target.get("name")?.as_str()?.to_owned()))
        .filter(|name| name != SCENARIOS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_a_step_of_their_own() {
        let metadata = serde_json::json!({"packages": [
            {"targets": [{"kind": ["lib"], "name": "a"}, {"kind": ["test"], "name": "cases"}]},
            {"targets": [{"kind": ["test"], "name": "scenarios"}, {"kind": ["test"], "name": "cases"}]},
        ]});
        assert_eq!(names(&metadata), BTreeSet::from(["cases".to_owned()]));
    }
}
