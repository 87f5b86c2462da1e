//! Files: taken while they come, given out piece by piece.

use crate::site::{Answer, Person, Site};
use serde_json::{Value, json};
use std::io::Read;

fn record(person: &Person) -> Value {
    json!({"actor": person.with_role("administrator"), "purpose": "provide-service", "kind": "attachment",
        "files": ["file"]})
}

fn upload(site: &Site, person: &Person, record: &Value, files: &[(&str, &[u8])]) -> Answer {
    site.with_files(&person.at("files"), record, files).send().unwrap().into()
}

fn kept(site: &Site) -> usize {
    let data = rusqlite::Connection::open(site.folder.path().join("data").join(yinuo::store::DATABASE)).unwrap();
    data.query_row("SELECT count(*) FROM file", [], |row| row.get::<_, i64>(0)).unwrap() as usize
}

fn ask(person: &Person, record: &Value) -> Value {
    json!({"actor": person.with_role("administrator"), "purpose": "provide-service", "record": record, "item": "file"})
}

#[test]
fn a_file_comes_back_byte_for_byte() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let body = (0..3_000_000_u32).map(|n| (n % 253) as u8);
    let bytes: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain(body).take(3_000_000).collect();
    let answer = upload(&site, &person, &record(&person), &[("file", &bytes)]);
    assert_eq!(answer.status, 201, "{}", answer.text);
    let record = &answer.json()["record"];
    let request = site.request(reqwest::Method::POST, &person.at("files/read")).json(&ask(&person, record));
    let answer = request.send().unwrap();
    assert_eq!(answer.status(), 200);
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/octet-stream");
    assert_eq!((header("content-length"), header("content-disposition")), ("3000000".into(), "attachment".into()));
    assert_eq!((header("cache-control"), header("x-content-type-options")), ("no-store".into(), "nosniff".into()));
    let entry: u64 = header("yinuo-entry").parse().unwrap();
    let entries = site.engine.entries(person.tenant.parse().unwrap(), entry, 1).unwrap();
    let entry = entries[0].1.clone().unwrap();
    assert_eq!((entry.act.as_str(), entry.given.is_some()), ("read", true));
    assert!(answer.bytes().unwrap() == bytes);
    // Nobody else's, no other item, and no record that is none.
    for (what, body) in
        [("another item", json!({"item": "image"})), ("nothing", json!({"record": "019e42e58a8070000000000000000001"}))]
    {
        let mut asked = ask(&person, record);
        for (key, value) in body.as_object().unwrap() {
            asked[key] = value.clone();
        }
        assert_eq!(site.post(&person.at("files/read"), &asked).code(), "not_found", "{what}");
    }
}

#[test]
fn a_value_that_came_in_the_body_is_no_file() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let body = json!({"actor": person.with_role("administrator"), "purpose": "provide-service", "kind": "attachment",
        "values": {"file": {"base64": "5Y+R56Wo"}}});
    let done = site.done(&person.at("attachments"), &body);
    assert_eq!(site.post(&person.at("files/read"), &ask(&person, &done["record"])).code(), "not_found");
    let mut body = record(&person);
    body["values"] = json!({"file": "text"});
    let answer = site.post(&person.at("records"), &body);
    assert!(answer.code() == "malformed" && answer.text.contains("files"), "{}", answer.text);
}

#[test]
fn what_is_amiss_is_said_and_nothing_is_left() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let heic: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1";
    let record = record(&person);
    let big = vec![b'x'; 70 << 20];
    for (files, status, said) in [
        (&[("other", &b"paper"[..])][..], 400, "part for each of `files`"),
        (&[][..], 400, "part for each of `files`"),
        (&[("file", &b"paper"[..]), ("file", &b"another"[..])][..], 400, "and no other"),
        (&[("file", &b""[..])][..], 400, "not empty"),
        (&[("file", heic)][..], 400, "image/jpeg"),
    ] {
        let answer = upload(&site, &person, &record, files);
        assert_eq!((answer.status, answer.text.contains(said)), (status, true), "{}", answer.text);
        assert_eq!(kept(&site), 0);
    }
    // Refused before it is read, and heard although it is long.
    let mut stranger = record.clone();
    stranger["purpose"] = json!("nothing");
    assert_eq!(upload(&site, &person, &stranger, &[("file", &big[..30 << 20])]).code(), "purpose_denied");
    for (kind, body) in [
        ("application/json", "{}"),
        ("multipart/form-data", "--part--"),
        (
            "multipart/form-data; boundary=part",
            "--part\r\ncontent-disposition: form-data; name=file\r\n\r\nx\r\n--part--\r\n",
        ),
        ("multipart/form-data; boundary=part", "--part"),
    ] {
        let request = site.request(reqwest::Method::POST, &person.at("files")).header("content-type", kind).body(body);
        let answer: Answer = request.send().unwrap().into();
        assert_eq!((answer.status, answer.text.contains("multipart/form-data")), (400, true), "{}", answer.text);
    }
    assert_eq!(kept(&site), 0);
}

/// Bytes of a body that ends before its time.
struct Breaks<'b>(&'b [u8]);

impl Read for Breaks<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.0.is_empty() { Err(std::io::Error::other("cut off")) } else { self.0.read(buffer) }
    }
}

#[test]
fn an_upload_that_breaks_off_leaves_nothing() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let head = format!(
        "--part\r\ncontent-disposition: form-data; name=record\r\n\r\n{}\r\n--part\r\n\
         content-disposition: form-data; name=file\r\n\r\n",
        record(&person)
    );
    let body: &'static [u8] = [head.into_bytes(), vec![b'x'; 3 << 20]].concat().leak();
    let request = site.request(reqwest::Method::POST, &person.at("files"));
    let request = request.header("content-type", "multipart/form-data; boundary=part");
    assert!(request.body(reqwest::blocking::Body::new(Breaks(body))).send().is_err());
    // The server hears of it when the connection ends.
    for _ in 0..20_000 {
        if kept(&site) == 0 {
            break;
        }
        std::thread::yield_now();
    }
    assert_eq!(kept(&site), 0);
    let records = site.engine.store().all_records(person.tenant.parse().unwrap(), None, 100).unwrap();
    assert_eq!(records.len(), 1, "the account alone");
}

#[test]
fn the_same_key_is_done_once() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let send = || -> Answer {
        let request = site.with_files(&person.at("files"), &record(&person), &[("file", b"paper")]);
        request.header("idempotency-key", "one").send().unwrap().into()
    };
    let (first, second) = (send(), send());
    assert_eq!((first.status, &first.text), (201, &second.text));
    assert_eq!(kept(&site), 1);
}

#[test]
fn the_same_key_with_other_bytes_is_refused() {
    let site = Site::start();
    let person = site.register("new", "lilei");
    let send = |key: &str, record: &Value, files: &[(&str, &[u8])]| -> Answer {
        let request = site.with_files(&person.at("files"), record, files);
        request.header("idempotency-key", key).send().unwrap().into()
    };
    let paper = b"%PDF-1.7\n".iter().copied();
    let long: Vec<u8> = paper.chain((0..3_000_000_u32).map(|n| (n % 251) as u8)).take(3_000_000).collect();
    let mut other = long.clone();
    other[2_999_999] ^= 1;
    let record = record(&person);
    let first = send("one", &record, &[("file", &long)]);
    assert_eq!(first.status, 201, "{}", first.text);
    for bytes in [&other[..], &long[..2_999_999], b""] {
        let refused = send("one", &record, &[("file", bytes)]);
        assert_eq!((refused.status, refused.code().as_str()), (422, "malformed"), "{}", refused.text);
    }
    assert_eq!(send("one", &record, &[]).status, 422, "no file");
    let mut elsewhere = record.clone();
    elsewhere["purpose"] = json!("another");
    assert_eq!(send("one", &elsewhere, &[("file", &long)]).status, 422, "another record");
    assert_eq!(send("one", &record, &[("file", &long)]).text, first.text, "what was done is told again");
    assert_eq!(kept(&site), 1);
    // What was refused is refused again, whatever the bytes: it rested on none of them.
    let heic: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1";
    let refused = send("two", &record, &[("file", heic)]);
    assert_eq!((refused.status, send("two", &record, &[("file", &long)]).text), (400, refused.text));
    assert_eq!(kept(&site), 1);
}
