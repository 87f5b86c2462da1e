//! `serve`: starts over TLS, answers, and ends in order.
#![cfg(unix)]
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};
use support::{command, folder_with, run};

const CONFIGURATION: &str =
    "address = \"127.0.0.1:0\"\nfolder = \"place\"\npolicies = [\"policy.toml\"]\nlog = \"warn\"\n";

#[test]
fn it_serves_the_policy_over_tls_until_it_is_told_to_end() {
    let folder = folder_with(|text| text);
    std::fs::write(folder.path().join("yinuo.toml"), CONFIGURATION).unwrap();
    let mut command = command(folder.path(), &["serve", "--config", "yinuo.toml"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut said = |word: &str| {
        let mut line = String::new();
        while !line.starts_with(word) {
            line.clear();
            assert!(reader.read_line(&mut line).unwrap() > 0, "ended before `{word}`");
        }
        line.split_whitespace().nth(1).unwrap().to_owned()
    };
    let (url, root, page) = (said("serving"), said("trust"), said("policy"));
    assert!(url.starts_with("https://") && page.starts_with(&url), "{url} {page}");
    let root = reqwest::Certificate::from_pem(&std::fs::read(folder.path().join(root)).unwrap()).unwrap();
    let client = reqwest::blocking::Client::builder().no_proxy().tls_certs_only([root]).build().unwrap();
    let answer = client.get(&page).send().unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().unwrap().contains("轮屋修车"));
    assert_eq!(client.get(format!("{url}/v1/products")).send().unwrap().status(), 401);
    // A second process is told who holds the data.
    let second = run(folder.path(), &["evidence", "policy", "--config", "yinuo.toml"]);
    assert_eq!(second.status, 1);
    assert!(second.err.contains(&format!("process {}", child.id())), "{}", second.err);
    let told = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(told.success());
    let mut rest = String::new();
    reader.read_to_string(&mut rest).unwrap();
    assert!(rest.contains("ended: nothing was left half done"), "{rest}");
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(run(folder.path(), &["evidence", "policy", "--config", "yinuo.toml"]).status, 0);
}

#[test]
fn a_policy_that_cannot_run_is_not_served() {
    let folder = folder_with(|text| text.replace("[incident]", "[incidents]"));
    std::fs::write(folder.path().join("yinuo.toml"), CONFIGURATION).unwrap();
    let ran = run(folder.path(), &["serve", "--config", "yinuo.toml"]);
    assert_eq!(ran.status, 4);
    assert!(ran.err.contains("did you mean `incident`?"), "{}", ran.err);
}

#[test]
fn where_the_address_is_taken_nothing_is_made() {
    let folder = folder_with(|text| text);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let ran = run(folder.path(), &["serve", "--data", "place", "--address", &address]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains(&format!("cannot listen on {address}")), "{}", ran.err);
    assert!(!folder.path().join("place").exists());
}

#[test]
fn keys_of_a_running_server_are_shown_and_rotated() {
    let folder = folder_with(|text| text);
    std::fs::write(folder.path().join("yinuo.toml"), CONFIGURATION).unwrap();
    let mut child =
        command(folder.path(), &["serve", "--config", "yinuo.toml"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("policy")), "ended before it served");
    let status = || -> serde_json::Value {
        let shown = run(folder.path(), &["keys", "status", "--format", "json", "--config", "yinuo.toml"]);
        assert_eq!(shown.status, 0, "{}", shown.err);
        serde_json::from_str(&shown.out).unwrap()
    };
    let before = status();
    assert!(before["root"]["number"] == 1 && before["suites"].is_null(), "{before}");
    for what in ["--root", "--cells"] {
        let rotated = run(folder.path(), &["keys", "rotate", what, "--config", "yinuo.toml"]);
        assert!(rotated.status == 0 && rotated.err.contains("while it serves"), "{rotated:?}");
    }
    let after = status();
    assert!(after["root"]["number"] == 2 && after["root"]["rotating"] == false, "{after}");
    assert!(!folder.path().join("place/keys/root-1.key").exists());
    // What needs the installation for itself says who has it.
    let export = run(folder.path(), &["keys", "export-recovery", "--config", "yinuo.toml"]);
    assert!(export.status == 1 && export.err.contains(&format!("process {}", child.id())), "{export:?}");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let noted = run(folder.path(), &["ledger", "verify", "--store", "--config", "yinuo.toml"]);
    assert_eq!(noted.status, 0, "{}", noted.err);
}

#[test]
fn a_running_server_makes_and_tries_backups_when_it_is_asked() {
    let folder = folder_with(|text| text);
    std::fs::write(folder.path().join("yinuo.toml"), CONFIGURATION).unwrap();
    let mut child =
        command(folder.path(), &["serve", "--config", "yinuo.toml"]).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.any(|line| line.unwrap().starts_with("policy")), "ended before it served");
    let asked = |arguments: &[&str]| run(folder.path(), &[arguments, &["--config", "yinuo.toml"]].concat());
    let made = asked(&["backup"]);
    assert!(made.status == 0 && made.err.contains("while it serves"), "{made:?}");
    let backup = made.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    assert!(folder.path().join(&backup).exists(), "{backup}");
    let listed = asked(&["backup", "list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!((listed.as_array().unwrap().len(), listed[0]["opens"].as_bool()), (1, Some(true)));
    assert_eq!(asked(&["backup", "verify", "--from", &backup]).status, 0);
    let drilled = asked(&["backup", "drill"]);
    assert!(drilled.status == 0 && drilled.out.contains("records"), "{drilled:?}");
    let unknown = asked(&["backup", "--product", "nobody"]);
    assert!(unknown.status == 1 && unknown.err.contains("nobody"), "{unknown:?}");
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let kept = asked(&["evidence", "protect", "--format", "json"]);
    assert!(kept.out.contains("\"about\": \"drill\""), "{}", kept.out);
}
