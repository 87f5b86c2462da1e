//! `licences`: every crate that the build can reach is under a licence that `deny.toml` allows.
//!
//! `cargo deny check licenses` says the same, and looks at the texts besides; this needs nothing that is not here, so that a
//! licence is seen on the day on which a crate comes. Of an expression with `OR` one side is enough, of one with `AND` every
//! side counts. A crate that names none brings the text of the MIT licence word for word, or is refused.

use super::Problem;
use serde_json::Value;
use spdx::{Expression, Licensee, ParseMode};
use std::path::Path;
use std::process::{Command, Stdio};

const RULE: &str = "licences";

/// Where the allowed licences stand.
const ALLOWED: &str = "deny.toml";

/// Asks cargo for every crate, on whatever platform it is needed.
///
/// *Errors*: when cargo cannot be asked, or `deny.toml` cannot be read or names something that is no licence.
pub fn check_crates(root: &Path) -> Result<Vec<Problem>, String> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    let metadata: Value = serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("cargo metadata: {error}: {}", String::from_utf8_lossy(&output.stderr)))?;
    let text = std::fs::read_to_string(root.join(ALLOWED)).map_err(|error| format!("{ALLOWED}: {error}"))?;
    Ok(check(&metadata, &allowed(&text)?))
}

/// The licences that `deny.toml` allows.
fn allowed(text: &str) -> Result<Vec<Licensee>, String> {
    let deny: toml::Value = toml::from_str(text).map_err(|error| format!("{ALLOWED}: {error}"))?;
    let list = deny.get("licenses").and_then(|licences| licences.get("allow")).and_then(toml::Value::as_array);
    let list = list.ok_or_else(|| format!("{ALLOWED}: expected `allow` in `[licenses]`"))?;
    let each = list.iter().map(|licence| {
        let name = licence.as_str().unwrap_or_default();
        Licensee::parse(name).map_err(|error| format!("{ALLOWED}: `{name}` is no licence: {error}"))
    });
    each.collect()
}

fn check(metadata: &Value, allowed: &[Licensee]) -> Vec<Problem> {
    let packages = metadata.get("packages").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if packages.is_empty() {
        return vec![problem("cargo names no crate: expected those of the workspace".to_owned())];
    }
    packages.iter().filter_map(|package| Some(problem(amiss(package, allowed)?))).collect()
}

/// What is wrong with the licence of a crate.
fn amiss(package: &Value, allowed: &[Licensee]) -> Option<String> {
    let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
    let (name, version, licence) = (text("name"), text("version"), text("license"));
    let licence = if licence.is_empty() && brings_mit(package) { "MIT" } else { licence };
    if licence.is_empty() {
        return Some(format!("`{name}` {version} names no licence"));
    }
    match Expression::parse_mode(licence, ParseMode::LAX) {
        Ok(found) if found.evaluate(|wanted| allowed.iter().any(|one| one.satisfies(wanted))) => None,
        Ok(_) => {
            Some(format!("`{name}` {version} is under `{licence}`: allow it, with the reason, or do without the crate"))
        }
        Err(_) => Some(format!("`{name}` {version}: `{licence}` is no expression of SPDX")),
    }
}

/// What follows the copyright of a licence under MIT, in words.
const MIT: &str = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the \"Software\"), to deal in the Software without restriction, including without limitation the rights to \
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the \
Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall \
be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY \
KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND \
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER \
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS \
IN THE SOFTWARE.";

/// Whether the file to which a crate points instead of a name is the licence MIT.
fn brings_mit(package: &Value) -> bool {
    let text = |key: &str| package.get(key).and_then(Value::as_str);
    let file = text("manifest_path").and_then(|path| Some(Path::new(path).parent()?.join(text("license_file")?)));
    file.and_then(|file| std::fs::read_to_string(file).ok()).is_some_and(|text| is_mit(&text))
}

/// Whether a text is the licence MIT, and nothing else beside its title and the copyright.
fn is_mit(text: &str) -> bool {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let head = words.strip_suffix(MIT).map(|head| head.trim_start_matches("MIT License").trim());
    head.is_some_and(|head| head.starts_with("Copyright (c)") && head.len() < 200)
}

fn problem(message: String) -> Problem {
    Problem { path: ALLOWED.to_owned(), line: 1, rule: RULE, message }
}

#[cfg(test)]
mod tests {
    use super::super::messages;
    use super::*;

    fn found(licence: Value) -> Vec<String> {
        let allowed = allowed("[licenses]\nallow = [\"MIT\", \"ISC\", \"Apache-2.0 WITH LLVM-exception\"]\n").unwrap();
        let metadata = serde_json::json!({"packages": [{"name": "a", "version": "1.0.0", "license": licence}]});
        messages(&check(&metadata, &allowed)).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn one_side_of_or_and_every_side_of_and() {
        for fine in ["MIT", "GPL-3.0-only OR MIT", "MIT/GPL-2.0", "ISC AND (MIT OR GPL-3.0-only)"] {
            assert!(found(fine.into()).is_empty(), "{fine}");
        }
        assert!(found("Apache-2.0 WITH LLVM-exception".into()).is_empty());
        for refused in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0", "no licence at all"] {
            assert_eq!(found(refused.into()).len(), 1, "{refused}");
        }
        assert_eq!(found(Value::Null), ["`a` 1.0.0 names no licence"]);
    }

    #[test]
    fn the_text_of_mit_is_told_from_one_with_a_word_more() {
        let text = format!("MIT License\n\nCopyright (c) 2021 Somebody\n\n{}\n", MIT.replace(". ", ".\n"));
        assert!(is_mit(&text));
        let other = text.replace("NO EVENT", "SOME EVENTS");
        for refused in
            ["", MIT, &other, &format!("{text} And no war."), &text.replace("Copyright", "All rights reserved.")]
        {
            assert!(!is_mit(refused), "{refused}");
        }
    }

    #[test]
    fn what_allows_nothing_or_names_no_crate_is_said_so() {
        assert!(allowed("[licenses]\n").is_err());
        assert!(allowed("[licenses]\nallow = [\"Nobody's\"]\n").is_err());
        assert_eq!(check(&serde_json::json!({"packages": []}), &[]).len(), 1);
    }
}
