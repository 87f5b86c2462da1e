//! A folder and a bucket keep the same promises; the bucket is one of an independent server that checks signatures.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use fake_object_store::{BUCKET, KEY_ID, ObjectStore, SECRET};
use places::{Bucket, PART, Place, PlaceError, Secret, Settings};
use std::io::{Read, Write};

fn bucket_of(server: &ObjectStore) -> Bucket {
    Bucket {
        bucket: BUCKET.into(),
        prefix: "installation".into(),
        endpoint: Some(server.endpoint()),
        region: "cn-hangzhou".into(),
        key_id: KEY_ID.into(),
        secret: Secret::new(SECRET.into()),
        bucket_in_host: false,
        allow_loopback_plain: true,
    }
}

/// Both kinds of place, with what they stand on.
fn both() -> [(Place, Box<dyn std::any::Any>); 2] {
    let folder = tempfile::tempdir().unwrap();
    let server = ObjectStore::start().unwrap();
    let open = |settings: &Settings| Place::open(settings).unwrap();
    [
        (open(&Settings::Folder(folder.path().join("new"))), Box::new(folder)),
        (open(&Settings::Bucket(bucket_of(&server))), Box::new(server)),
    ]
}

fn put(place: &Place, name: &str, bytes: &[u8]) {
    let mut writing = place.write(name).unwrap();
    writing.write_all(bytes).unwrap();
    writing.finish().unwrap();
}

fn get(place: &Place, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    place.read(name).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

/// Bytes of which no two parts are alike.
fn pattern(len: usize) -> Vec<u8> {
    (0_u64..).flat_map(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes()).take(len).collect()
}

#[test]
fn what_is_written_is_there_and_what_is_removed_is_not() {
    for (place, _kept) in both() {
        assert_eq!(place.list().unwrap(), []);
        assert_eq!(place.size("b.backup").unwrap(), None);
        assert!(matches!(place.read("b.backup"), Err(PlaceError::Absent { .. })));
        put(&place, "b.backup", b"second");
        put(&place, "a.backup", b"");
        assert_eq!(place.list().unwrap(), [("a.backup".to_owned(), 0), ("b.backup".to_owned(), 6)]);
        assert_eq!((get(&place, "b.backup"), get(&place, "a.backup")), (b"second".to_vec(), Vec::new()));
        put(&place, "b.backup", b"another");
        assert_eq!(get(&place, "b.backup"), b"another", "replaced");
        assert!(place.remove("b.backup").unwrap());
        assert!(!place.remove("b.backup").unwrap(), "once more is no fault");
        assert_eq!(place.list().unwrap(), [("a.backup".to_owned(), 0)]);
    }
}

#[test]
fn what_takes_several_parts_comes_back_whole() {
    for len in [PART - 1, PART, PART + 1, 2 * PART + 12_345] {
        let bytes = pattern(len);
        for (place, _kept) in both() {
            put(&place, "large", &bytes);
            assert_eq!(place.size("large").unwrap(), Some(len as u64));
            assert!(get(&place, "large") == bytes, "{len}: {place:?}");
        }
    }
}

#[test]
fn what_is_given_up_half_way_leaves_nothing() {
    for (place, kept) in both() {
        put(&place, "kept", b"before");
        for name in ["kept", "new"] {
            let mut writing = place.write(name).unwrap();
            writing.write_all(&pattern(2 * PART + 1)).unwrap();
            if let Some(server) = kept.downcast_ref::<ObjectStore>() {
                assert_eq!(server.parts().unwrap(), 2, "sent already");
            }
            drop(writing);
        }
        assert_eq!(place.list().unwrap(), [("kept".to_owned(), 6)]);
        assert_eq!(get(&place, "kept"), b"before", "nothing was replaced");
        if let Some(server) = kept.downcast_ref::<ObjectStore>() {
            assert_eq!(server.parts().unwrap(), 0, "taken back");
        }
    }
}

#[test]
fn what_a_stopped_process_had_sent_is_taken_back_by_the_name_that_it_noted() {
    for (place, kept) in both() {
        let mut writing = place.write("half").unwrap();
        let noted = writing.begin_parts().unwrap().map(str::to_owned);
        assert_eq!(noted.is_some(), kept.is::<ObjectStore>());
        writing.write_all(&pattern(PART + 1)).unwrap();
        // The process stops here: nobody drops what it was writing.
        std::mem::forget(writing);
        if let (Some(server), Some(noted)) = (kept.downcast_ref::<ObjectStore>(), noted) {
            assert_eq!(server.parts().unwrap(), 1);
            place.give_up("half", &noted).unwrap();
            assert_eq!((server.parts().unwrap(), place.list().unwrap()), (0, vec![]));
        }
        let mut writing = place.write("whole").unwrap();
        let noted = writing.begin_parts().unwrap().map(str::to_owned).unwrap_or_default();
        writing.write_all(b"short").unwrap();
        writing.finish().unwrap();
        place.give_up("whole", &noted).unwrap();
        assert_eq!(get(&place, "whole"), b"short", "what became whole stays");
    }
}

#[test]
fn some_bytes_are_read_from_anywhere() {
    for (place, _kept) in both() {
        put(&place, "a", &pattern(1000));
        let some = |from, most| place.read_some("a", from, most).unwrap();
        assert_eq!(some(0, 10).unwrap(), pattern(10));
        assert_eq!(some(990, 100).unwrap(), pattern(1000)[990..]);
        assert_eq!((some(1000, 5), some(5000, 5)), (Some(vec![]), Some(vec![])), "behind the end");
        assert_eq!(place.read_some("b", 0, 5).unwrap(), None);
    }
}

#[test]
fn parts_of_a_process_that_was_stopped_go_and_are_never_listed() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::open(&folder.path().to_owned().into()).unwrap();
    std::fs::write(folder.path().join("a.part"), "half").unwrap();
    put(&place, "a", b"whole");
    std::fs::write(folder.path().join("b.part"), "half").unwrap();
    assert_eq!(place.list().unwrap().len(), 1);
    place.remove_parts().unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(get(&place, "a"), b"whole");
}

#[test]
fn a_name_is_one_step_and_nothing_else() {
    for (place, _kept) in both() {
        for name in ["", ".", "..", "../keys", "a/b", "a\\b", ".hidden", "a part", "a.part", "ä", "a\0"] {
            assert!(matches!(place.write(name), Err(PlaceError::Name(_))), "{name}");
            assert!(matches!(place.read(name), Err(PlaceError::Name(_))), "{name}");
            assert!(matches!(place.remove(name), Err(PlaceError::Name(_))), "{name}");
        }
    }
}

#[test]
fn two_prefixes_of_a_bucket_see_nothing_of_each_other() {
    let server = ObjectStore::start().unwrap();
    let at = |prefix: &str| {
        let bucket = Bucket { prefix: prefix.to_owned(), ..bucket_of(&server) };
        Place::open(&Settings::Bucket(bucket)).unwrap()
    };
    let (root, one, two) = (at(""), at("one"), at("one/deeper"));
    put(&one, "a", b"1");
    put(&two, "a", b"2");
    assert_eq!((root.list().unwrap().len(), get(&one, "a"), get(&two, "a")), (0, b"1".to_vec(), b"2".to_vec()));
    assert_eq!(one.list().unwrap(), [("a".to_owned(), 1)]);
    assert_eq!(two.address("a"), "s3://sealed/one/deeper/a");
}

#[test]
fn a_wrong_key_is_refused_by_the_server_and_a_secret_is_never_shown() {
    let server = ObjectStore::start().unwrap();
    let bucket = Bucket { secret: Secret::new("another-secret-mark".into()), ..bucket_of(&server) };
    assert!(!format!("{bucket:?}").contains("mark"));
    let place = Place::open(&Settings::Bucket(bucket)).unwrap();
    assert!(!format!("{place:?}").contains("another-secret-mark"), "{place:?}");
    let refused = place.write("a").unwrap().finish().unwrap_err();
    assert!(refused.to_string().contains("SignatureDoesNotMatch"), "{refused}");
    assert!(!refused.to_string().contains("mark"), "{refused}");
    assert_eq!(Place::open(&Settings::Bucket(bucket_of(&server))).unwrap().list().unwrap(), []);
}

#[test]
fn nothing_goes_to_another_machine_in_clear() {
    let server = ObjectStore::start().unwrap();
    let with = |endpoint: &str, allow: bool| {
        let endpoint = Some(endpoint.to_owned());
        Place::open(&Settings::Bucket(Bucket { endpoint, allow_loopback_plain: allow, ..bucket_of(&server) })).map(drop)
    };
    for endpoint in
        ["http://store.example.com", "http://10.0.0.1:9000", "http://127.0.0.1.example.com", "ftp://127.0.0.1"]
    {
        assert!(matches!(with(endpoint, true), Err(PlaceError::InsecureTransport(_))), "{endpoint}");
    }
    assert!(matches!(with("http://127.0.0.1:9", false), Err(PlaceError::InsecureTransport(_))));
    assert!(matches!(with("https://user@store.example.com", true), Err(PlaceError::Settings(_))));
    with("https://store.example.com", false).unwrap();
    with("http://127.0.0.1:9", true).unwrap();
}

#[test]
fn an_address_is_a_bucket_and_a_prefix() {
    let fine = [("s3://b", "b", ""), ("s3://b/", "b", ""), ("s3://b-1/p/q/", "b-1", "p/q")];
    for (address, bucket, prefix) in fine {
        assert_eq!(Bucket::split(address).unwrap(), (bucket.to_owned(), prefix.to_owned()));
    }
    for wrong in ["", "b", "s3://", "s3:///p", "https://b/p", "s3://b//p", "s3://b/../p", "s3://b/p q", "s3://b?x"] {
        assert!(matches!(Bucket::split(wrong), Err(PlaceError::Settings(_))), "{wrong}");
    }
}

#[test]
fn a_place_bears_the_mark_that_was_set_last_and_lists_none() {
    for (place, _kept) in both() {
        assert_eq!(place.mark().unwrap(), None);
        for mark in ["one", "one\nof two lines", &"x".repeat(255)] {
            place.set_mark(mark).unwrap();
            assert_eq!(place.mark().unwrap().as_deref(), Some(mark));
        }
        assert_eq!(place.list().unwrap(), [], "the mark is on no list");
    }
}
