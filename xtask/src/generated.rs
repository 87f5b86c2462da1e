//! Everything in the tree that is written from something else: `cargo xtask regenerate` writes it, `cargo xtask tidy` compares it.
//!
//! - `docs/limits.md`, from the rustdoc of the modules and `docs/limits.toml`;
//! - `docs/policy.schema.json` and its Chinese twin, for editors;
//! - the manual's pages of tables (`docs/reference/`) and of findings (`docs/findings/`), and its summary;
//! - `docs/law.md`, from `docs/law.toml` and the rules;
//! - the layout of every policy file: what a file says is its author's, how it is laid out is `yinuo fmt`'s.

mod findings;
mod law;
mod reference;
mod summary;

use crate::limits;
use crate::tree::Tree;
use policy::rows::Language;
use std::collections::BTreeMap;
use std::path::Path;
pub use summary::PAGE as SUMMARY;

/// The texts that are generated, by path.
pub type Pages = BTreeMap<String, String>;

/// Every generated text as the tree would have it now.
///
/// *Errors*: when a source is malformed.
pub fn pages(tree: &Tree) -> Result<Pages, String> {
    let mut pages = Pages::new();
    pages.insert(limits::PAGE.to_owned(), limits::page(tree)?);
    for (language, path) in
        [(Language::English, "docs/policy.schema.json"), (Language::Simplified, "docs/policy.zh-Hans.schema.json")]
    {
        let schema = serde_json::to_string_pretty(&policy::schema(language)).map_err(|error| error.to_string())?;
        pages.insert(path.to_owned(), schema + "\n");
    }
    reference::add(tree, &mut pages);
    findings::add(&mut pages);
    law::add(tree, &mut pages)?;
    summary::add(tree, &mut pages);
    for (path, text) in tree.files().filter(|(path, _)| path.starts_with("policies/") && path.ends_with("policy.toml"))
    {
        // A file that cannot be laid out is for `yinuo check` to speak of.
        if let Ok(laid) = policy::formatted(text.as_bytes()) {
            pages.insert(path.to_owned(), laid);
        }
    }
    Ok(pages)
}

/// Writes what has changed.
///
/// *Errors*: when the tree cannot be read, a source is malformed, or a file cannot be written.
pub fn write(root: &Path) -> Result<(), String> {
    let tree = Tree::read(root)?;
    for (path, text) in pages(&tree)? {
        if tree.lookup_text(&path) == Some(&text) {
            continue;
        }
        let file = root.join(&path);
        let folder = file.parent().unwrap_or(root);
        std::fs::create_dir_all(folder).map_err(|error| format!("{path}: {error}"))?;
        std::fs::write(&file, text).map_err(|error| format!("{path}: {error}"))?;
        println!("wrote {path}");
    }
    Ok(())
}
