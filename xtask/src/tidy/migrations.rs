//! `migrations`: numbered from 1 on, no number twice.
//!
//! Below each folder called `migrations`, files are `V1__what.sql`, `V2__what.sql` and so on, per folder. A gap is allowed while
//! nothing is released: numbers are given out ahead, and no store lives long enough to have seen the later without the earlier.

use super::Problem;
use crate::tree::Tree;
use std::collections::BTreeMap;

const RULE: &str = "migrations";

/// Checks every folder of migrations below `crates/`.
pub fn check(tree: &Tree) -> Vec<Problem> {
    let mut folders: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    let mut problems = Vec::new();
    let mut report = |path: &str, message: String| {
        problems.push(Problem { path: path.to_owned(), line: 1, rule: RULE, message });
    };
    for (path, _) in tree.files() {
        let Some((folder, name)) = path.rsplit_once('/') else {
            continue;
        };
        let in_migrations = folder.split('/').any(|part| part == "migrations");
        if !path.starts_with("crates/") || !in_migrations || !name.ends_with(".sql") {
            continue;
        }
        match number(name) {
            Some(number) => folders.entry(folder).or_default().push((number, path)),
            None => report(path, format!("`{name}`: expected `V1__what.sql`")),
        }
    }
    for numbers in folders.values_mut() {
        numbers.sort_unstable();
        let before = std::iter::once(0).chain(numbers.iter().map(|(number, _)| *number)).collect::<Vec<_>>();
        for (before, (seen, path)) in before.iter().zip(numbers.iter()) {
            if seen == before {
                report(path, format!("number {seen} stands twice"));
            } else if *before == 0 && *seen != 1 {
                report(path, format!("number {seen}: expected 1"));
            }
        }
    }
    problems
}

/// The number in a migration's name.
fn number(name: &str) -> Option<usize> {
    let (number, what) = name.strip_prefix('V')?.split_once("__")?;
    let what = what.strip_suffix(".sql")?;
    (!what.is_empty() && !number.starts_with('0')).then_some(())?;
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(names: &[&str]) -> usize {
        let paths: Vec<String> = names.iter().map(|name| format!("crates/store/migrations/{name}")).collect();
        let samples: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        check(&Tree::of(&samples)).len()
    }

    #[test]
    fn consecutive_numbers_are_fine() {
        assert_eq!(count(&["V1__a.sql", "V2__b.sql", "readme.md"]), 0);
        let eleven: Vec<String> = (1..=11).map(|n| format!("V{n}__x.sql")).collect();
        assert_eq!(count(&eleven.iter().map(String::as_str).collect::<Vec<_>>()), 0);
    }

    #[test]
    fn twins_another_first_number_and_other_names_are_problems() {
        assert_eq!(count(&["V1__a.sql", "V3__b.sql"]), 0);
        assert_eq!(count(&["V2__a.sql"]), 1);
        assert_eq!(count(&["V1__a.sql", "V1__b.sql"]), 1);
        assert_eq!(count(&["0001_a.sql"]), 1);
        assert_eq!(count(&["V01__a.sql"]), 1);
    }
}
