//! `cargo xtask test | tidy | bench | regenerate | steps | clauses`: the checks of the house as tested code.
//!
//! What runs here is all that continuous integration runs, so a laptop and a build machine give the same verdict. Nothing
//! here is retried and nothing may be skipped.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task runner speaks to the terminal that started it")]

mod bench;
mod clauses;
mod generated;
mod limits;
mod rust_source;
mod steps;
mod suite;
mod tidy;
mod tree;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// What `cargo xtask` prints when it does not know the word.
const USAGE: &str = "\
cargo xtask test         install what is missing, then format, lints, tidy, tests, scenarios
cargo xtask tidy         only the rules of the house
cargo xtask bench        the benchmarks, in release; `language` or `backup` for those alone
cargo xtask book         the manual as pages, in target/book
cargo xtask regenerate   write again what is written from something else: pages, schema, layout
cargo xtask steps WORD   the words that scenarios are written in; all, or those that speak of WORD
cargo xtask clauses      which promise states which clause; `cargo xtask clauses aink` for one product";

fn main() -> ExitCode {
    let word = std::env::args().nth(1).unwrap_or_default();
    let root = root();
    let outcome = match word.as_str() {
        "test" => suite::run(&root),
        "tidy" => tidy::run(&root),
        "bench" => bench::run(&root, &std::env::args().nth(2).unwrap_or_default()),
        "book" => book(&root),
        "regenerate" => generated::write(&root),
        "clauses" => clauses::print(&root, &std::env::args().skip(2).collect::<Vec<_>>()),
        "steps" => steps::print(&root, &std::env::args().nth(2).unwrap_or_default()),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that holds the workspace.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Builds the manual with mdBook.
///
/// *Errors*: when mdBook is not there, with how to install it, or when it fails.
fn book(root: &Path) -> Result<(), String> {
    let install = "mdbook is not there: install it with `cargo install mdbook --version 0.5.4 --locked`";
    let status = Command::new("mdbook")
        .args(["build", "docs"])
        .current_dir(root)
        .stdin(Stdio::null())
        .status()
        .map_err(|_absent| install.to_owned())?;
    if status.success() { Ok(()) } else { Err("the manual cannot be built".to_owned()) }
}
