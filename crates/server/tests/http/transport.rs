//! TLS, and what does not speak it.

use crate::site::{Site, client};
use server::{ServeError, Settings, Tls};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

fn settings(address: &str, tls: Tls) -> Settings {
    Settings { address: address.parse().unwrap(), tls, base_url: None, console: true }
}

#[test]
fn plain_text_to_the_tls_port_gets_neither_data_nor_a_redirect() {
    let site = Site::start();
    let address = site.running.as_ref().unwrap().address();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut said = Vec::new();
    let _closed = stream.read_to_end(&mut said);
    // At most the alert with which TLS ends: 7 bytes, no HTTP.
    assert!(said.len() <= 7 && !said.windows(4).any(|four| four == b"HTTP"), "{said:?}");
}

#[test]
fn the_local_authority_is_kept_its_keys_are_the_owners_and_nobody_else_trusts_it() {
    let site = Site::start();
    let root = site.running.as_ref().unwrap().root_pem().unwrap();
    let before = std::fs::read(&root).unwrap();
    let second = server::start(
        Arc::clone(&site.engine),
        settings("127.0.0.1:0", Tls::Local { folder: site.folder.path().join("tls") }),
    )
    .unwrap();
    assert_eq!(before, std::fs::read(&root).unwrap());
    let asked = site.client.get(format!("{}/healthz", second.url())).send().unwrap();
    assert_eq!(asked.status(), 200);
    let by_name = site.client.get(format!("https://localhost:{}/healthz", second.address().port())).send();
    assert_eq!(by_name.unwrap().status(), 200);
    assert!(reqwest::blocking::Client::new().get(format!("{}/healthz", second.url())).send().is_err());
    second.shutdown();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(root.with_file_name("ca.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn plain_text_is_served_on_loopback_only() {
    let site = Site::start();
    let refused = server::start(Arc::clone(&site.engine), settings("0.0.0.0:0", Tls::PlainLoopback));
    assert!(matches!(refused, Err(ServeError::InsecureTransport(_))));
    let plain = server::start(Arc::clone(&site.engine), settings("127.0.0.1:0", Tls::PlainLoopback)).unwrap();
    let answer = client(&plain).get(format!("{}/healthz", plain.url())).send().unwrap();
    assert_eq!(answer.status(), 200);
    assert!(!answer.headers().contains_key("strict-transport-security"));
}

#[test]
fn a_certificate_that_cannot_be_read_is_said() {
    let site = Site::start();
    let missing = site.folder.path().join("none.pem");
    let refused = server::start(
        Arc::clone(&site.engine),
        settings("127.0.0.1:0", Tls::Files { cert: missing.clone(), key: missing }),
    );
    assert!(matches!(refused, Err(ServeError::Certificate { .. })));
}

#[test]
fn the_last_answer_is_given_and_the_port_is_free_again() {
    let mut site = Site::start();
    let running = site.running.take().unwrap();
    let address = running.address();
    running.shutdown();
    assert!(TcpStream::connect(address).is_err());
    assert_eq!(Arc::strong_count(&site.engine), 1, "nothing of the server holds the engine any more");
}
