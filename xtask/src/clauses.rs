//! `cargo xtask clauses [PRODUCT] [--catalogue FOLDER]`: which promise states which clause of a product's document.
//!
//! The table is `policies/<product>/CLAUSES.md`, which a test holds against the policy. With a catalogue (TOML files that
//! list `[[clause]]` and `[[defect]]`, one for each product), every clause and every defect of it must stand in the
//! product's tables.

use crate::tree::Tree;
use std::collections::BTreeSet;
use std::path::Path;

/// Prints the clauses of one product, or of all.
///
/// *Errors*: when the tree or the catalogue cannot be read, when there is no such product, and when the tables leave out
/// what the catalogue lists.
pub fn print(root: &Path, arguments: &[String]) -> Result<(), String> {
    let tree = Tree::read(root)?;
    let (catalogue, product) = match arguments {
        [] => (None, ""),
        [flag, folder] if flag == "--catalogue" => (Some(folder), ""),
        [product] if !product.starts_with('-') => (None, product.as_str()),
        _ => return Err("expected: cargo xtask clauses [PRODUCT | --catalogue FOLDER]".to_owned()),
    };
    if let Some(folder) = catalogue {
        return compare(&tree, &root.join(folder));
    }
    let pages: Vec<(&str, &str)> = tables(&tree).filter(|(name, _)| product.is_empty() || *name == product).collect();
    if pages.is_empty() {
        return Err(format!("no product is called `{product}`: policies/{product}/CLAUSES.md is not there"));
    }
    for (product, page) in pages {
        let clauses = clauses(page);
        clauses.iter().for_each(|(clause, promise)| println!("{clause:56} {promise}"));
        println!("{}", summary(product, &clauses));
    }
    Ok(())
}

fn summary(product: &str, clauses: &[(String, String)]) -> String {
    let stated = clauses.iter().filter(|(_, promise)| promise.contains('`')).count();
    format!("{product}: {} clauses, {stated} stated by a promise", clauses.len())
}

/// Holds the tables of every product against the catalogue in `folder`.
fn compare(tree: &Tree, folder: &Path) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|fault| format!("{}: {fault}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut missing = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "toml")) {
        let product = file.file_stem().unwrap_or_default().to_string_lossy();
        let text = |name: &str| tree.lookup_text(&format!("policies/{product}/{name}")).unwrap_or_default();
        let clauses = clauses(text("CLAUSES.md"));
        missing.extend(Catalogue::read(file)?.left_out(&product, &clauses, text("NOTES.md")));
        println!("{}", summary(&product, &clauses));
    }
    if missing.is_empty() { Ok(()) } else { Err(missing.join("\n")) }
}

/// The product and the text of each table of clauses.
fn tables(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.files().filter_map(|(path, text)| {
        let product = path.strip_prefix("policies/")?.strip_suffix("/CLAUSES.md")?;
        Some((product, text))
    })
}

/// Clause and promise of each row.
fn clauses(page: &str) -> Vec<(String, String)> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix('|')?.split_once("` |"));
    rows.map(|(clause, promise)| (clause.to_owned(), promise.trim().to_owned())).collect()
}

/// What a document was found to say.
struct Catalogue {
    clauses: BTreeSet<String>,
    defects: usize,
}

impl Catalogue {
    fn read(path: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|fault| format!("{}: {fault}", path.display()))?;
        let file: toml::Table = text.parse().map_err(|fault| format!("{}: {fault}", path.display()))?;
        let list = |key: &str| file.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        let id = |clause: &toml::Value| clause.get("id").and_then(toml::Value::as_str).map(str::to_owned);
        Ok(Self { clauses: list("clause").iter().filter_map(id).collect(), defects: list("defect").len() })
    }

    fn left_out(&self, product: &str, clauses: &[(String, String)], notes: &str) -> Vec<String> {
        let told: BTreeSet<&str> = clauses.iter().map(|(clause, _)| clause.as_str()).collect();
        let missing = self.clauses.iter().filter(|clause| !told.contains(clause.as_str()));
        let mut missing: Vec<String> =
            missing.map(|clause| format!("policies/{product}/CLAUSES.md: no row for {clause}")).collect();
        let known = told.iter().filter(|clause| !self.clauses.contains(**clause));
        missing.extend(known.map(|clause| format!("policies/{product}/CLAUSES.md: {clause} is no clause")));
        let head = notes.lines().skip_while(|line| !line.starts_with("| n | defect")).skip(2);
        let defects = head.take_while(|line| line.starts_with('|')).count();
        if defects != self.defects {
            missing.push(format!("policies/{product}/NOTES.md: {defects} defects of {}", self.defects));
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "| clause | promise |\n|---|---|\n| `a.one` | `data.x`, `record.y` |\n| `a.two` | – nobody can |\n";

    #[test]
    fn what_a_table_leaves_out_is_told() {
        let rows = clauses(PAGE);
        assert_eq!(rows.len(), 2);
        let listed = Catalogue { clauses: ["a.one", "a.three"].map(str::to_owned).into(), defects: 1 };
        assert_eq!(
            listed.left_out("a", &rows, "| n | defect | seen by |\n|---|---|---|\n"),
            [
                "policies/a/CLAUSES.md: no row for a.three",
                "policies/a/CLAUSES.md: a.two is no clause",
                "policies/a/NOTES.md: 0 defects of 1",
            ]
        );
    }
}
