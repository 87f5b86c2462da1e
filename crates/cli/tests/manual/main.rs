//! Every example of the manual is run.
//!
//! A page is read from top to bottom in a folder of its own. The word behind the fence says what a block is:
//!
//! - `console`: lines that begin with `$` are run by `sh` with the built `yinuo`; what follows is what they print. A line that is
//!   `…` stands for any lines, `…` in a line for any text.
//! - `toml,file=NAME` writes a file, `toml,append=NAME` adds to it.
//! - `toml,check`: a policy in which `check` finds nothing. `toml,part`: a piece of one, in which reading finds no fault of form.
//! - `text`: nothing to run.
//!
//! Whoever changes what is printed runs `UPDATE_MANUAL=1 cargo test -p cli --test manual`, and reads the difference.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

mod page;

use page::{Block, Page};
use std::path::{Path, PathBuf};
use std::process::Command;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

/// The pages that have something to run, by their path below `docs`.
fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "md") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_does_what_it_says() {
    let (mut paths, mut faults, mut run) = (Vec::new(), Vec::new(), 0);
    pages(&docs(), &mut paths);
    paths.sort();
    for path in paths {
        let mut page = Page::read(&std::fs::read_to_string(&path).unwrap());
        let folder = tempfile::tempdir().unwrap();
        let name = path.strip_prefix(docs()).unwrap().display().to_string();
        let found: Vec<String> =
            page.blocks.iter_mut().filter_map(|block| example(folder.path(), &name, block)).collect();
        run += page.blocks.len();
        if !found.is_empty() && std::env::var_os("UPDATE_MANUAL").is_some() {
            std::fs::write(&path, page.text()).unwrap();
        }
        faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(run > 40, "{run} examples");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// Runs one example; answers what is wrong with it, and makes it right where that is what a command prints.
fn example(folder: &Path, page: &str, block: &mut Block) -> Option<String> {
    let words: Vec<&str> = block.info.split(',').collect();
    match words.as_slice() {
        ["text"] => None,
        ["console"] => console(folder, block),
        ["toml", "check"] => {
            let findings = policy::Policy::load(block.body.as_bytes()).map_or_else(|bad| bad.0, |(_, found)| found);
            (!findings.is_empty()).then(|| format!("{findings:#?}\nin\n{}", block.body))
        }
        ["toml", "part"] => part(page, &block.body),
        ["toml", word] => match word.split_once('=') {
            Some(("file", file)) => std::fs::write(folder.join(file), &block.body).err().map(|fault| fault.to_string()),
            Some(("append", file)) => {
                let before = std::fs::read_to_string(folder.join(file)).unwrap_or_default();
                std::fs::write(folder.join(file), before + &block.body).err().map(|fault| fault.to_string())
            }
            _ => Some(format!("line {}: an example that nothing runs: `{}`", block.line, block.info)),
        },
        _ => Some(format!("line {}: an example that nothing runs: `{}`", block.line, block.info)),
    }
}

/// A piece of a policy: its keys and values are of the language, though it is not whole.
fn part(page: &str, text: &str) -> Option<String> {
    let read = policy::read::read(format!("language = 1\n{text}").as_bytes()).unwrap();
    // The pages of findings show what is wrong, and leave out what does not matter there.
    let wanted = if page.starts_with("findings/") {
        &["read/syntax"][..]
    } else {
        &["read/syntax", "read/unknown-key", "read/type"]
    };
    let fault = read.findings.into_iter().find(|finding| wanted.contains(&finding.code));
    let broken = page == "findings/read.md";
    fault.filter(|_| !broken).map(|fault| format!("{}: {}\nin\n{text}", fault.code, fault.headline))
}

fn console(folder: &Path, block: &mut Block) -> Option<String> {
    let mut fault = None;
    let mut body = String::new();
    for (command, expected) in block.commands() {
        let printed = printed(folder, &command);
        body += &format!("$ {}\n", command.replace('\n', "\n> "));
        if matches(&expected, &printed) {
            body += &expected;
        } else {
            fault.get_or_insert_with(|| {
                format!("line {}: `{command}` prints\n{printed}\nrather than\n{expected}", block.line)
            });
            body += &loosened(&expected, &printed);
        }
    }
    block.body = body;
    fault
}

fn printed(folder: &Path, command: &str) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_yinuo")).parent().unwrap();
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", bin.display()))
        .env("TMPDIR", folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Whether what is printed is what is expected: a line that is `…` stands for any lines, `…` in a line for any text.
fn matches(expected: &str, printed: &str) -> bool {
    fn rest(expected: &[&str], printed: &[&str]) -> bool {
        match expected.split_first() {
            None => printed.is_empty(),
            Some((&"…", after)) => (0..=printed.len()).any(|skipped| rest(after, &printed[skipped..])),
            Some((line, after)) => printed.first().is_some_and(|said| like(line, said)) && rest(after, &printed[1..]),
        }
    }
    rest(&expected.lines().collect::<Vec<_>>(), &printed.lines().collect::<Vec<_>>())
}

fn like(expected: &str, line: &str) -> bool {
    let Some((start, after)) = expected.split_once('…') else { return expected == line };
    let Some(said) = line.strip_prefix(start) else { return false };
    let mut ends = said.char_indices().map(|(at, _)| at).chain([said.len()]);
    ends.any(|at| like(after, &said[at..]))
}

/// What is printed, with the lines that said already what may differ.
fn loosened(expected: &str, printed: &str) -> String {
    let loose: Vec<&str> = expected.lines().filter(|line| line.contains('…') && *line != "…").collect();
    let said =
        |line: &str| loose.iter().find(|loose| like(loose, line)).map_or(line.to_owned(), |loose| (*loose).to_owned());
    printed.lines().map(|line| said(line) + "\n").collect()
}

#[test]
fn the_harness_sees_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let mut page = Page::read(
        "# T\n\n```console\n$ echo a; \\\n> echo b\na\nc\n```\n\n```toml\nx = 1\n```\n\n```toml,part\nlanguag = 1\n```\n",
    );
    let faults: Vec<bool> =
        page.blocks.iter_mut().map(|block| example(folder.path(), "t.md", block).is_some()).collect();
    assert_eq!(faults, [true, true, true]);
    assert!(page.text().contains("$ echo a; \\\n> echo b\na\nb\n```\n"), "{}", page.text());
    assert!(matches("a\n…\nd\n", "a\nb\nc\nd\n") && matches("…\n", "") && !matches("a\n…\n", "b\n"));
    assert!(matches("on …, x\n", "on 2026-01-02, x\n") && !matches("on …, x\n", "on 2026, y\n"));
    assert_eq!(loosened("a …\n…\n", "b\na 7\n"), "b\na …\n");
}
