//! Commands on an installation, and how each of them ends.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use support::{files, folder_with, published, run};

#[test]
fn each_way_to_end_has_its_own_status() {
    let folder = published();
    let status = |arguments: &[&str]| run(folder.path(), arguments).status;
    // What cannot be read of the configuration is like what cannot be understood of it.
    for (key, file) in
        [("", "none.toml"), ("backups.to = \"x\"", "a"), ("calendar = \"none\"", "b"), ("policies = [\"none\"]", "c")]
    {
        if !key.is_empty() {
            std::fs::write(folder.path().join(file), key).unwrap();
        }
        assert_eq!(status(&["serve", "--config", file]), 2, "{key}");
    }
    std::fs::write(folder.path().join("secret.toml"), "keys.passphrase.file = \"none\"\n").unwrap();
    assert_eq!(status(&["evidence", "policy", "--config", "secret.toml"]), 2);
    // As when it was not mounted.
    std::fs::write(folder.path().join("none"), "\n").unwrap();
    let empty = run(folder.path(), &["evidence", "policy", "--config", "secret.toml"]);
    assert!(empty.status == 2 && empty.err.contains("found an empty file"), "{}", empty.err);
    std::fs::remove_file(folder.path().join("none")).unwrap();
    assert_eq!(status(&["evidence", "policy", "--data", "place"]), 0);
    assert_eq!(status(&["evidence", "policy", "--data", "elsewhere"]), 1);
    assert_eq!(status(&["evidence", "policies", "--data", "place"]), 2);
    assert_eq!(status(&["restore", "--from", "x", "--data", "nowhere"]), 3);
    let text = std::fs::read_to_string(folder.path().join("policy.toml")).unwrap();
    std::fs::write(folder.path().join("other.toml"), text.replacen("30 days", "20 days", 1)).unwrap();
    let taken = run(folder.path(), &["publish-policy", "other.toml", "--data", "place"]);
    assert_eq!(taken.status, 4);
    assert!(taken.err.contains("give it a new one"), "{}", taken.err);
}

#[test]
fn a_region_outside_the_policy_s_places_is_refused() {
    let place =
        "\n[place.east]\nlabel = { en = \"East\", zh-Hans = \"华东\" }\nregion = \"cn-hangzhou\"\ncountry = \"CN\"\n";
    let folder = folder_with(|text| text + place);
    std::fs::write(folder.path().join("yinuo.toml"), "region = \"us-east-1\"\n").unwrap();
    let ran = run(folder.path(), &["publish-policy", "policy.toml", "--config", "yinuo.toml"]);
    assert_eq!(ran.status, 3);
    assert!(ran.err.contains("region_denied"), "{}", ran.err);
}

#[test]
fn a_backup_is_made_and_restored() {
    let folder = published();
    let made = run(folder.path(), &["backup", "--data", "place"]);
    assert_eq!(made.status, 0, "{}", made.err);
    let backup = made.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    let occupied = run(folder.path(), &["restore", "--from", &backup, "--data", "place"]);
    assert_eq!(occupied.status, 1);
    assert!(occupied.err.contains("already holds data"), "{}", occupied.err);
    std::fs::rename(folder.path().join("place/data"), folder.path().join("lost")).unwrap();
    let restored = run(folder.path(), &["restore", "--from", &backup, "--data", "place"]);
    assert_eq!(restored.status, 0, "{}", restored.err);
    assert!(restored.out.contains("lost      0 records"), "{}", restored.out);
    assert!(!restored.out.contains("NEWER"), "{}", restored.out);
    assert_eq!(run(folder.path(), &["ledger", "verify", "--store", "--data", "place"]).status, 0);
}

#[test]
fn a_restore_of_an_older_backup_names_the_newer_one_and_leaves_a_credential_revoked() {
    let folder = published();
    let place = |line: &[&str]| run(folder.path(), &[line, &["--data", "place"]].concat());
    let word = |text: &str, number| text.split_whitespace().nth(number).unwrap().to_owned();
    assert_eq!(place(&["credential", "issue", "back-end"]).status, 0);
    let listed = place(&["credential", "list", "--format", "json"]).out;
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let id = listed[0]["id"].as_str().unwrap().to_owned();
    let [older, newer] = [(); 2].map(|()| word(&place(&["backup"]).out, 1));
    assert_eq!(place(&["credential", "revoke", &id]).status, 0);
    std::fs::remove_dir_all(folder.path().join("place/data")).unwrap();
    let restored = place(&["restore", "--from", &older]);
    let name = newer.rsplit('/').next().unwrap();
    assert!(restored.out.contains(&format!("NEWER     backups can be read: {name}\n")), "{}", restored.out);
    let listed = place(&["credential", "list"]).out;
    assert!(listed.contains("revoked"), "{listed}");
    assert_eq!(place(&["credential", "revoke", &id]).status, 1, "it is revoked already");
}

#[test]
fn without_the_mirror_nothing_is_restored() {
    let folder = published();
    let made = run(folder.path(), &["backup", "--data", "place"]);
    let backup = made.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    let text = std::fs::read_to_string(folder.path().join("policy.toml")).unwrap();
    let next = text.replacen("version = \"2026-03-01\"", "version = \"next\"", 1);
    std::fs::write(folder.path().join("next.toml"), next).unwrap();
    assert_eq!(run(folder.path(), &["publish-policy", "next.toml", "--data", "place"]).status, 0);
    std::fs::remove_dir_all(folder.path().join("place/data")).unwrap();
    std::fs::remove_dir_all(folder.path().join("place/mirror")).unwrap();
    let refused = run(folder.path(), &["restore", "--from", &backup, "--data", "place"]);
    assert_eq!(refused.status, 3);
    assert!(refused.err.contains("--accept-ledger-loss"), "{}", refused.err);
    let accepted = ["restore", "--from", &backup, "--data", "place", "--accept-ledger-loss", "--format", "json"];
    let restored = run(folder.path(), &accepted);
    assert_eq!(restored.status, 0, "{}", restored.err);
    let told: serde_json::Value = serde_json::from_str(&restored.out).unwrap();
    assert!(told["ledger_lost"]["wheelhouse"].as_str().unwrap().contains("the backup and the mirror have"), "{told}");
    assert!(folder.path().join("place/data/ledger/wheelhouse--2").exists());
    assert_eq!(run(folder.path(), &["ledger", "verify", "--store", "--data", "place"]).status, 0);
}

#[test]
fn a_copied_ledger_is_verified_alone_and_an_altered_one_is_not() {
    let folder = published();
    let ledger = folder.path().join("place/data/ledger/wheelhouse");
    let path = ledger.to_str().unwrap();
    let sound = run(folder.path(), &["ledger", "verify", path]);
    assert_eq!(sound.status, 0, "{}", sound.out);
    assert!(sound.out.contains("note: untrusted-key") && sound.out.contains("sound: 1 log"), "{}", sound.out);
    let key = ledger.join("vkey");
    let trusted = run(folder.path(), &["ledger", "verify", path, "--vkey", key.to_str().unwrap(), "--format", "json"]);
    let verdict: serde_json::Value = serde_json::from_str(&trusted.out).unwrap();
    assert_eq!((verdict["sound"].as_bool(), verdict["problems"].as_array().unwrap().len()), (Some(true), 0));
    let bundle = files(&ledger)
        .into_iter()
        .find(|path| path.to_str().unwrap().contains("cells/") && path.to_str().unwrap().contains("/entries/"));
    let bundle = bundle.unwrap();
    let mut bytes = std::fs::read(&bundle).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    std::fs::write(&bundle, bytes).unwrap();
    let altered = run(folder.path(), &["ledger", "verify", path]);
    assert_eq!(altered.status, 1);
    assert!(altered.out.contains("problem: ") && altered.out.contains("NOT SOUND"), "{}", altered.out);
    assert_eq!(run(folder.path(), &["ledger", "verify", "nowhere"]).status, 1);
    // A folder of none, and those above one.
    for elsewhere in ["place/keys", "place/data/ledger", "place/data", "place"] {
        let none = run(folder.path(), &["ledger", "verify", elsewhere]);
        assert_eq!((none.status, none.out.as_str()), (1, ""), "{elsewhere}");
        let said = format!("no log was found in {elsewhere}: expected one product's `checkpoint`, `tile` and `cells`");
        assert!(none.err.contains(&said), "{}", none.err);
        let there = none.err.contains("there is one in place/data/ledger/wheelhouse");
        assert_eq!(there, elsewhere != "place/keys", "{}", none.err);
    }
    // What was robbed of nearly everything is a log that is not sound.
    let robbed = folder.path().join("robbed");
    std::fs::create_dir(&robbed).unwrap();
    std::fs::copy(&key, robbed.join("vkey")).unwrap();
    assert!(run(folder.path(), &["ledger", "verify", "robbed"]).out.contains("NOT SOUND"));
    assert_eq!(run(folder.path(), &["ledger", "verify"]).status, 2);
}

#[test]
fn an_earlier_checkpoint_must_be_a_beginning_of_the_log() {
    let folder = published();
    let ledger = folder.path().join("place/data/ledger/wheelhouse");
    std::fs::copy(ledger.join("checkpoint"), folder.path().join("witnessed")).unwrap();
    let path = ledger.to_str().unwrap();
    assert_eq!(run(folder.path(), &["ledger", "verify", path, "--previous", "witnessed"]).status, 0);
    std::fs::write(folder.path().join("witnessed"), "nonsense").unwrap();
    assert_eq!(run(folder.path(), &["ledger", "verify", path, "--previous", "witnessed"]).status, 1);
}

#[test]
fn credentials_are_issued_listed_and_revoked() {
    let folder = published();
    let issued = run(folder.path(), &["credential", "issue", "back-end", "--role", "counter", "--data", "place"]);
    assert_eq!(issued.status, 0, "{}", issued.err);
    let id = issued.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    assert!(issued.out.contains(&format!("token  yn_{id}_")), "{}", issued.out);
    let secret = issued.out.trim_end().rsplit_once('_').unwrap().1.to_owned();
    let list = |format: &str| {
        let ran = run(folder.path(), &["credential", "list", "--data", "place", "--format", format]);
        assert!(ran.status == 0 && !ran.out.contains(&secret), "{}", ran.err);
        ran.out
    };
    let shown = list("human");
    for said in [&*id, "back-end", "in force", "wheelhouse", "every tenant", "counter"] {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let listed: serde_json::Value = serde_json::from_str(&list("json")).unwrap();
    assert_eq!((listed[0]["roles"][0].as_str(), listed[0]["revoked_at"].as_str()), (Some("counter"), None));
    let members: Vec<&str> = listed[0].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(members, ["capacities", "id", "issued_at", "label", "products", "roles", "tenants"]);
    assert_eq!(run(folder.path(), &["credential", "revoke", &id, "--data", "place"]).status, 0);
    assert!(list("human").contains("revoked 2"), "{}", list("human"));
    assert_eq!(run(folder.path(), &["credential", "revoke", &id, "--data", "place"]).status, 1);
    let unknown = run(folder.path(), &["credential", "issue", "x", "--role", "conter", "--data", "place"]);
    assert_eq!(unknown.status, 2);
    assert!(unknown.err.contains("did you mean `counter`?"), "{}", unknown.err);
}

#[test]
fn the_doctor_names_what_is_wrong_and_what_is_well() {
    let folder = published();
    let unwell = run(folder.path(), &["doctor", "--data", "place"]);
    assert_eq!(unwell.status, 1);
    assert!(
        unwell.out.contains("WRONG") && unwell.out.contains("none yet; `yinuo backup` makes one"),
        "{}",
        unwell.out
    );
    assert!(unwell.out.contains("ok     database"), "{}", unwell.out);
    assert_eq!(run(folder.path(), &["backup", "--data", "place"]).status, 0);
    let well = run(folder.path(), &["doctor", "--data", "place"]);
    assert_eq!(well.status, 0, "{}", well.out);
    std::fs::remove_dir_all(folder.path().join("place/data")).unwrap();
    assert_eq!(run(folder.path(), &["doctor", "--data", "place"]).status, 1);
}

#[test]
fn gaps_of_an_installation_are_shown() {
    let folder = published();
    let ran = run(folder.path(), &["check", "policy.toml", "--gaps", "--data", "place"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.out.contains("wheelhouse: 0 gaps between what was asked and what the policy declares"), "{}", ran.out);
}

#[test]
fn keys_are_shown_rotated_exported_and_recovered() {
    let folder = published();
    let keys = |arguments: &[&str]| run(folder.path(), &[&["keys"], arguments, &["--data", "place"]].concat());
    let status = || -> serde_json::Value {
        let shown = keys(&["status", "--format", "json"]);
        assert_eq!(shown.status, 0, "{}", shown.err);
        serde_json::from_str(&shown.out).unwrap()
    };
    let before = status();
    assert_eq!((before["root"]["number"].as_u64(), before["recovery"].is_null()), (Some(1), true));
    assert_eq!(keys(&["rotate"]).status, 2, "what?");
    let rotated = keys(&["rotate", "--root"]);
    assert!(rotated.status == 0 && rotated.out.contains("wrapped anew"), "{}", rotated.err);
    assert_eq!(keys(&["rotate", "--cells"]).status, 0);
    assert_eq!(status()["root"]["number"], 2);
    assert_eq!(keys(&["export-recovery", "--shares", "2", "--needed", "3"]).status, 1);
    let exported = keys(&["export-recovery", "--shares", "3", "--needed", "2", "--out", "shares"]);
    assert_eq!(exported.out.lines().count(), 3, "{}", exported.err);
    std::fs::remove_file(folder.path().join("place/keys/root-2.key")).unwrap();
    let lost = keys(&["status"]);
    assert!(lost.status == 1 && lost.err.contains("missing"), "{}", lost.err);
    let mode = |path: &str| folder.path().join(path).metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("shares"), mode("shares/share-1-of-3.txt")), (0o700, 0o600), "nobody else reads them");
    let one = ["recover", "--share", "shares/share-1-of-3.txt"];
    let few = keys(&one);
    assert!(few.status == 1 && few.err.contains("2 shares are needed, 1 given"), "{}", few.err);
    let recovered = keys(&[&one[..], &["--share", "shares/share-3-of-3.txt"]].concat());
    assert_eq!(recovered.status, 0, "{}", recovered.err);
    assert_eq!(status()["root"]["number"], 3);
    assert_eq!(run(folder.path(), &["ledger", "verify", "--store", "--data", "place"]).status, 0);
}

#[test]
fn two_people_agree_where_two_are_enrolled() {
    let folder = published();
    for (name, words) in [("li", "one horse"), ("wang", "two horses")] {
        std::fs::write(folder.path().join(name), words).unwrap();
    }
    let keys = |arguments: &[&str]| run(folder.path(), &[&["keys"], arguments, &["--data", "place"]].concat());
    assert_eq!(keys(&["enrol", "li"]).status, 2, "nobody is there to ask");
    std::fs::write(folder.path().join("short"), "horse").unwrap();
    for (person, expected) in [("=li", "a name"), (" =li", "a name"), ("li=short", "of 8 characters at least")] {
        let refused = keys(&["enrol", person]);
        assert!(refused.status == 2 && refused.err.contains(expected), "{}", refused.err);
    }
    assert_eq!(keys(&["enrol", "li=li"]).status, 0);
    assert_eq!(keys(&["rotate", "--root"]).status, 0, "one alone is nobody's second");
    assert_eq!(keys(&["enrol", "wang=wang"]).status, 0);
    let alone = keys(&["rotate", "--root", "--approve", "li=li"]);
    assert!(alone.status == 1 && alone.err.contains("takes two of the people"), "{}", alone.err);
    let wrong = keys(&["rotate", "--root", "--approve", "li=li", "--approve", "wang=li"]);
    assert!(wrong.status == 1 && wrong.err.contains("not the passphrase of `wang`"), "{}", wrong.err);
    assert_eq!(keys(&["rotate", "--root", "--approve", "li=li", "--approve", "wang=wang"]).status, 0);
}

#[test]
fn no_passphrase_and_no_share_is_printed_or_logged() {
    let folder = published_behind_a_passphrase();
    let mut said = String::new();
    let mut keys = |arguments: &[&str]| {
        let ran = run(folder.path(), &[&["keys"], arguments, &["--config", "yinuo.toml"]].concat());
        said += &(ran.out + &ran.err);
        ran.status
    };
    let both = ["--approve", "li=li", "--approve", "wang=wang"];
    assert_eq!(keys(&["enrol", "li=li"]), 0);
    assert_eq!(keys(&["enrol", "wang=wang"]), 0);
    assert_eq!(keys(&["status"]), 0);
    assert_eq!(keys(&["status", "--format", "json"]), 0);
    assert_eq!(keys(&[&["rotate", "--root"], &both[..]].concat()), 0);
    assert_eq!(keys(&["rotate", "--root", "--approve", "li=wang", "--approve", "wang=wang"]), 1);
    assert_eq!(keys(&[&["export-recovery", "--shares", "2", "--needed", "2", "--out", "s"], &both[..]].concat()), 0);
    std::fs::write(folder.path().join("root"), "another-mark-3").unwrap();
    assert_eq!(keys(&["status"]), 1, "a wrong passphrase");
    std::fs::remove_file(folder.path().join("place/keys/root-2.key")).unwrap();
    let share =
        |number: usize| std::fs::read_to_string(folder.path().join(format!("s/share-{number}-of-2.txt"))).unwrap();
    let shares = [share(1), share(2)];
    std::fs::write(folder.path().join("typo"), shares[0].replacen(' ', " b", 1)).unwrap();
    let recover = ["recover", "--share", "s/share-2-of-2.txt", "--share"];
    assert_eq!(keys(&[&recover[..], &["typo"], &both].concat()), 1);
    assert_eq!(keys(&[&recover[..], &["s/share-1-of-2.txt"], &both].concat()), 0);
    for secret in ["mark-1", "mark-2", "mark-3", shares[0].trim(), shares[1].trim()] {
        assert!(!said.contains(secret), "{secret} in\n{said}");
    }
    // Nor does any file hold one, but those that were made to.
    for file in files(&folder.path().join("place")) {
        let bytes = std::fs::read(&file).unwrap();
        assert!(!bytes.windows(5).any(|window| window == b"mark-"), "{}", file.display());
    }
}

/// An installation whose root key is locked, and files with what people know.
fn published_behind_a_passphrase() -> tempfile::TempDir {
    let folder = folder_with(|text| text);
    for (file, text) in [
        ("yinuo.toml", "folder = \"place\"\nlog = \"trace\"\n[keys]\npassphrase = { file = \"root\" }\n"),
        ("root", "first-mark-1\n"),
        ("li", "of-li-mark-2"),
        ("wang", "of-wang-mark-3"),
    ] {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    let ran = run(folder.path(), &["publish-policy", "policy.toml", "--config", "yinuo.toml"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    folder
}

#[test]
fn backups_are_listed_verified_and_tried() {
    let folder = published();
    let drill = ["backup", "drill", "--data", "place"];
    assert_eq!(run(folder.path(), &drill).status, 1, "there is none");
    let made = run(folder.path(), &["backup", "--data", "place"]);
    let backup = made.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    let listed = run(folder.path(), &["backup", "list", "--data", "place", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_str(&listed.out).unwrap();
    assert_eq!((listed.as_array().unwrap().len(), listed[0]["opens"].as_bool()), (1, Some(true)));
    assert_eq!(run(folder.path(), &["backup", "verify", "--data", "place"]).status, 0);
    let drilled = run(folder.path(), &drill);
    assert_eq!(drilled.status, 0, "{}{}", drilled.out, drilled.err);
    assert!(!files(&folder.path().join("place/data")).iter().any(|path| path.to_str().unwrap().contains("drill-")));
    let evidence = run(folder.path(), &["evidence", "protect", "--data", "place", "--format", "json"]);
    assert!(evidence.out.contains("\"about\": \"drill\""), "{}", evidence.out);
    let path = folder.path().join(&backup);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let wrong = run(folder.path(), &["backup", "verify", "--data", "place"]);
    assert_eq!(wrong.status, 1);
    assert!(wrong.out.contains("WRONG") && wrong.out.contains("digest differs"), "{}", wrong.out);
    assert_eq!(run(folder.path(), &drill).status, 1);
    assert!(!files(&folder.path().join("place/data")).iter().any(|path| path.to_str().unwrap().contains("drill-")));
}

#[test]
fn nothing_is_created_where_the_policy_does_not_say_that_data_stands() {
    let place =
        "\n[place.east]\nlabel = { en = \"East\", zh-Hans = \"华东\" }\nregion = \"cn-hangzhou\"\ncountry = \"CN\"\n";
    for key in ["region", "backups-region", "mirror-region"] {
        let folder = folder_with(|text| text + place);
        std::fs::write(folder.path().join("yinuo.toml"), format!("{key} = \"cn-hongkong\"\n")).unwrap();
        let ran = run(folder.path(), &["publish-policy", "policy.toml", "--config", "yinuo.toml"]);
        assert_eq!(ran.status, 3, "{key}");
        assert!(ran.err.contains("region_denied"), "{}", ran.err);
        assert!(!folder.path().join("installation").exists(), "{key}: something was created");
    }
}

#[test]
fn a_tripwire_is_planted_listed_and_taken_up() {
    let folder = folder_with(|text| text);
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../policies/small-accounting/policy.toml");
    assert_eq!(run(folder.path(), &["publish-policy", policy.to_str().unwrap(), "--data", "place"]).status, 0);
    std::fs::write(folder.path().join("values.json"), r#"{"phone": "13912345678"}"#).unwrap();
    let plant = |kind: &str| {
        let arguments = ["tripwire", "plant", "--purpose", "account", "--kind", kind, "--platform", "app"];
        run(folder.path(), &[&arguments[..], &["--values", "values.json", "--data", "place"]].concat())
    };
    assert_eq!(plant("accounts").status, 3);
    // The ledger says who planted it.
    let by_nobody = ["--purpose", "account", "--kind", "account", "--role", "nosuch", "--values", "values.json"];
    let refused = run(folder.path(), &[&["tripwire", "plant", "--data", "place"], &by_nobody[..]].concat());
    assert!(refused.status == 2 && refused.err.contains("no role `nosuch`"), "{}", refused.err);
    let planted = plant("account");
    assert_eq!(planted.status, 0, "{}", planted.err);
    let record = planted.out.lines().next().unwrap().split_whitespace().nth(1).unwrap().to_owned();
    let list = || run(folder.path(), &["tripwire", "list", "--data", "place"]).out;
    assert!(list().contains(&record) && list().contains("stands") && !list().contains("13912345678"), "{}", list());
    let doctor = run(folder.path(), &["doctor", "--data", "place"]);
    assert!(doctor.out.contains("1 stand, and each opens"), "{}", doctor.out);
    let remove = || run(folder.path(), &["tripwire", "remove", &record, "--data", "place"]).status;
    assert_eq!((remove(), remove()), (0, 1));
    assert!(!list().contains(&record), "{}", list());
    assert_eq!(run(folder.path(), &["ledger", "verify", "--store", "--data", "place"]).status, 0);
}
