//! `fmt`: files in place, standard input, `--check` and `--diff`.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::io::Write;
use std::process::Stdio;
use support::{command, folder_with, run};

const WILD: &str = "language=1\n[policy]\nid='shelf' # the product\n";
const LAID: &str = "language = 1\n\n[policy]\nid = \"shelf\"                                   # the product\n";

fn policy(folder: &tempfile::TempDir) -> String {
    std::fs::read_to_string(folder.path().join("policy.toml")).unwrap()
}

#[test]
fn a_file_is_laid_out_in_place_once() {
    let folder = folder_with(|_| WILD.to_owned());
    let ran = run(folder.path(), &["fmt", "policy.toml"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    assert_eq!(policy(&folder), LAID);
    assert_eq!(run(folder.path(), &["fmt", "--check", "policy.toml"]).status, 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_check_writes_nothing_and_tells_by_its_status() {
    let folder = folder_with(|_| WILD.to_owned());
    let ran = run(folder.path(), &["fmt", "--check", "policy.toml"]);
    assert_eq!((ran.status, ran.out.as_str()), (1, "policy.toml\n"));
    let ran = run(folder.path(), &["fmt", "--check", "--diff", "policy.toml"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.out.contains("--- policy.toml\n") && ran.out.contains("\n-id='shelf' # the product\n+id = \"shelf\""),
        "{}",
        ran.out
    );
    assert_eq!(policy(&folder), WILD);
}

#[test]
fn a_file_with_a_fault_of_syntax_is_left_and_the_others_are_laid_out() {
    let folder = folder_with(|_| WILD.to_owned());
    std::fs::write(folder.path().join("broken.toml"), "id='x'\nname = \n").unwrap();
    let ran = run(folder.path(), &["fmt", "broken.toml", "absent.toml", "policy.toml"]);
    assert_eq!(ran.status, 4);
    assert!(ran.err.contains("read/syntax") && ran.err.contains("broken.toml:2:8"), "{}", ran.err);
    assert!(ran.err.contains("yinuo: absent.toml: "), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("broken.toml")).unwrap(), "id='x'\nname = \n");
    assert_eq!(policy(&folder), LAID);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = command(folder.path(), &["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(WILD.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), LAID.as_bytes()));
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with(|_| WILD.to_owned());
    let (file, link) = (folder.path().join("policy.toml"), folder.path().join("link.toml"));
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("policy.toml", &link).unwrap();
    assert_eq!(run(folder.path(), &["fmt", "link.toml"]).status, 0);
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(policy(&folder), LAID);
}
