use super::*;

fn read_text(text: &str) -> Result<Configuration, Vec<Finding>> {
    read(text.as_bytes(), Path::new("base"), &[], &Flags::new())
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|one| format!("{}: {} {:?}", one.code, one.headline, one.help)).collect()
}

fn variable(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn the_sample_reads_and_names_every_key() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("alibaba-sms.secret"), "s3cret\n").unwrap();
    let read = read(SAMPLE.as_bytes(), folder.path(), &[], &Flags::new()).unwrap();
    assert_eq!(read.address.port(), 8443);
    assert_eq!(read.engine.data, folder.path().join("installation/data"));
    assert_eq!(read.engine.connectors.len(), 1);
    assert!(!format!("{read:?}").contains("s3cret"));
    for (key, _) in keys::KEYS {
        let last = key.rsplit('.').next().unwrap();
        assert!(SAMPLE.contains(&format!("{last} = ")), "{key}");
    }
}

#[test]
fn the_environment_wins_over_the_file_and_flags_over_both() {
    let file = b"address = \"127.0.0.1:1\"\nregion = \"a\"\nlog = \"warn\"\n";
    let environment = [variable("YINUO_ADDRESS", "127.0.0.1:2"), variable("YINUO_REGION", "b")];
    let flags = vec![("address", "127.0.0.1:3".to_owned())];
    let read = read(file, Path::new(""), &environment, &flags).unwrap();
    assert_eq!(read.address.port(), 3);
    assert_eq!(read.engine.region, Some(Name::from("b")));
    assert_eq!(read.log, "warn");
}

#[test]
fn every_fault_is_found_in_one_run() {
    let text =
        "adress = \"x\"\npolicies = \"one\"\n[tls]\nkey = \"k\"\n[connector.sms]\nkey-id = \"k\"\nsing-name = \"s\"\n";
    let found = read_text(text).unwrap_err();
    let lines = shown(&found);
    assert_eq!(
        lines,
        [
            "config/unknown-key: unknown key `adress` Some(\"did you mean `address`?\")",
            "config/type: expected a list of paths as `policies` None",
            "config/missing: a certificate and its key are given together Some(\"add the other of `certificate` and `key`, or remove this one\")",
            "config/missing: `connector.sms.base-url` is missing None",
            "config/missing: `connector.sms.secret` is missing None",
            "config/missing: `connector.sms.sign-name` is missing None",
            "config/missing: `connector.sms.template-code` is missing None",
            "config/unknown-key: unknown key `sing-name` Some(\"did you mean `sign-name`?\")",
        ],
        "{lines:#?}"
    );
    assert_eq!(found[0].primary.span, 0..6);
}

#[test]
fn a_variable_is_refused_by_name_and_never_shown() {
    let environment = [variable("YINUO_ADRESS", "hidden"), variable("YINUO_CONSOLE", "hidden")];
    let found = read(b"", Path::new(""), &environment, &Flags::new()).unwrap_err();
    let lines = shown(&found).join("\n");
    assert!(lines.contains("`YINUO_ADRESS` in the environment") && lines.contains("`address`"), "{lines}");
    assert!(lines.contains("`YINUO_CONSOLE` in the environment: expected true or false"), "{lines}");
    assert!(!lines.contains("hidden"), "{lines}");
}

#[test]
fn a_variable_reaches_a_connector() {
    let text =
        "[connector.alibaba-sms]\nbase-url = \"https://a\"\nkey-id = \"k\"\nsign-name = \"s\"\ntemplate-code = \"t\"\n";
    let environment = [variable("YINUO_CONNECTOR__ALIBABA_SMS__SECRET", "hidden")];
    let read = read(text.as_bytes(), Path::new(""), &environment, &Flags::new()).unwrap();
    assert_eq!(read.engine.connectors.len(), 1);
}

#[test]
fn a_broken_file_says_where() {
    let found = read_text("address = \n").unwrap_err();
    assert_eq!(found[0].code, "config/syntax");
    assert!(read(&[0xff], Path::new(""), &[], &Flags::new()).is_err());
    assert!(read_text(&"#".repeat(BYTES_MAX + 1)).is_err());
}

#[test]
fn backups_go_to_a_folder_or_a_bucket() {
    let text = "[backups]\nfolder = \"b\"\n";
    assert_eq!(read_text(text).unwrap().engine.backups, yinuo::PlaceSettings::from(PathBuf::from("base/b")));
    let text = "backups = \"b\"\n";
    assert_eq!(read_text(text).unwrap().engine.backups, yinuo::PlaceSettings::from(PathBuf::from("base/b")));
    let bucket = "[backups]\nto = \"s3://sealed/one\"\nregion = \"cn-beijing\"\nkey-id = \"k\"\nsecret = \"s3cret\"\n";
    let read = read_text(bucket).unwrap();
    assert!(!format!("{read:?}").contains("s3cret"));
    let yinuo::PlaceSettings::Bucket(bucket) = read.engine.backups else { panic!("a folder") };
    assert_eq!((&*bucket.bucket, &*bucket.prefix, &*bucket.region), ("sealed", "one", "cn-beijing"));
    for (text, missing) in [
        ("[backups]\nto = \"https://sealed\"\n", "expected `s3://bucket`"),
        ("[backups]\nto = \"s3://sealed\"\n", "`backups.region` is missing"),
        ("[backups]\nto = \"s3://sealed\"\nregion = \"r\"\nkey-id = \"k\"\n", "`backups.secret` is missing"),
    ] {
        let found = read_text(text).unwrap_err();
        assert!(found.iter().any(|finding| finding.headline.contains(missing)), "{text}: {found:?}");
    }
}

#[test]
fn a_count_is_a_whole_number_and_not_none() {
    let every = |text: &str| read_text(text).map(|read| read.engine.whole_backup_every.map(std::num::NonZeroU16::get));
    assert_eq!(every("whole-backup-every = 3").unwrap(), Some(3));
    assert_eq!(every("").unwrap(), None);
    for wrong in ["0", "-1", "65536", "\"3\"", "1.5"] {
        let found = shown(&every(&format!("whole-backup-every = {wrong}")).unwrap_err());
        assert!(found[0].contains("expected a whole number from 1 to 65535"), "{wrong}: {found:?}");
    }
    let environment = [variable("YINUO_WHOLE_BACKUP_EVERY", "4")];
    let read = read(b"", Path::new(""), &environment, &Flags::new()).unwrap();
    assert_eq!(read.engine.whole_backup_every.map(std::num::NonZeroU16::get), Some(4));
}

#[test]
fn files_are_kept_in_the_database_a_folder_or_a_bucket() {
    use yinuo::{FilePlace, PlaceSettings};
    let of = |text: &str| read_text(text).unwrap().engine.files;
    assert_eq!((of(""), of("[files]\nto = \"database\"\n")), (FilePlace::Embedded, FilePlace::Embedded));
    let folder = FilePlace::Outside(PlaceSettings::from(PathBuf::from("base/f")));
    assert_eq!(of("[files]\nto = \"f\"\n"), folder);
    let bucket =
        "files-region = \"cn-b\"\n[files]\nto = \"s3://sealed\"\nregion = \"r\"\nkey-id = \"k\"\nsecret = \"s3cret\"\n";
    let read = read_text(bucket).unwrap();
    assert!(!format!("{read:?}").contains("s3cret"));
    assert_eq!(read.engine.files_region, Some(Name::from("cn-b")));
    let FilePlace::Outside(PlaceSettings::Bucket(bucket)) = read.engine.files else { panic!("no bucket") };
    assert_eq!((&*bucket.bucket, &*bucket.region), ("sealed", "r"));
    for (text, missing) in [
        ("[files]\nto = \"s3:/sealed\"\n", "expected `s3://bucket`"),
        ("[files]\nto = \"\"\n", "`files.to` is missing"),
        ("[files]\nregion = \"r\"\n", "`files.to` is missing"),
        ("[files]\nto = \"s3://sealed\"\n", "`files.key-id` is missing"),
    ] {
        let found = read_text(text).unwrap_err();
        assert!(found.iter().any(|finding| finding.headline.contains(missing)), "{text}: {found:?}");
    }
}
