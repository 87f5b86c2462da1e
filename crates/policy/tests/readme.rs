//! The policy that the README shows is one that this crate reads.

#[test]
fn the_readme_shows_a_policy_that_reads() {
    let readme = include_str!("../../../README.md");
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (policy, _) = rest.split_once("```").unwrap();
    let read = policy::read::read(policy.as_bytes()).unwrap();
    // It is an excerpt: chapters that the law wants are left out, but every line of it is of this language.
    assert_eq!(read.findings, []);
    assert!(read.document.retention.contains_key("repair"));
}
