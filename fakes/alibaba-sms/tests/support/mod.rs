//! Raw requests over a plain socket, so that each byte is the test's own.
#![allow(dead_code, reason = "each test file uses some of it")]
#![expect(clippy::unwrap_used, reason = "a test that cannot reach its fake has failed")]

use std::io::{Read, Write};
use std::net::TcpStream;

use fake_alibaba_sms::{Config, Fake, signature_of};

/// 2026-01-04T08:00:00Z.
pub const NOW: i64 = 1_767_513_600;
/// The secret of the vendor's own examples.
pub const SECRET: &str = "YourAccessKeySecret";
/// SHA-256 of nothing.
pub const EMPTY_HASH: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

pub fn fake() -> Fake {
    Fake::start(config()).unwrap()
}

pub fn config() -> Config {
    Config::new("YourAccessKeyId", SECRET, NOW)
}

/// Sends bytes and reads the answer to its end.
pub fn exchange(fake: &Fake, raw: &str) -> String {
    let mut stream = TcpStream::connect(fake.base_url().trim_start_matches("http://")).unwrap();
    stream.write_all(raw.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// The SendSms request of the facts file with its known signature, parameters in the query.
pub fn known_vector() -> String {
    "POST /?PhoneNumbers=13900000000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91&TemplateCode=SMS_15305000\
     &TemplateParam=%7B%22code%22%3A%221234%22%7D HTTP/1.1\r\n\
     host: dysmsapi.aliyuncs.com\r\n\
     x-acs-action: SendSms\r\n\
     x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\r\n\
     x-acs-date: 2026-01-04T08:00:00Z\r\n\
     x-acs-signature-nonce: 0123456789abcdef0123456789abcdef\r\n\
     x-acs-version: 2017-05-25\r\n\
     authorization: ACS3-HMAC-SHA256 Credential=YourAccessKeyId,\
     SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,\
     Signature=fecf95e8f9c118846cec15a590f6cd44416a4f025236afeff69a56f4ec61d7c5\r\n\r\n"
        .to_owned()
}

/// A well-signed request: whatever stands in it, its signature is right.
pub struct Signed {
    pub request_line: String,
    pub action: String,
    pub version: String,
    pub extra: Vec<(String, String)>,
    pub body_hash: String,
    pub body: String,
}

impl Signed {
    /// A request with its parameters in the query and no body.
    pub fn query(action: &str, query: &str) -> Self {
        Self {
            request_line: format!("POST /?{query} HTTP/1.1"),
            action: action.to_owned(),
            version: "2017-05-25".to_owned(),
            extra: Vec::new(),
            body_hash: EMPTY_HASH.to_owned(),
            body: String::new(),
        }
    }

    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.extra.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The bytes, signed with the vendor's example secret.
    pub fn bytes(&self, nonce: &str) -> String {
        let mut headers = vec![
            ("host".to_owned(), "dysmsapi.aliyuncs.com".to_owned()),
            ("x-acs-action".to_owned(), self.action.clone()),
            ("x-acs-content-sha256".to_owned(), self.body_hash.clone()),
            ("x-acs-date".to_owned(), "2026-01-04T08:00:00Z".to_owned()),
            ("x-acs-signature-nonce".to_owned(), nonce.to_owned()),
            ("x-acs-version".to_owned(), self.version.clone()),
        ];
        headers.extend(self.extra.iter().cloned());
        let mut names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        names.retain(|name| matches!(*name, "host" | "content-type") || name.starts_with("x-acs-"));
        names.sort_unstable();
        let names = names.join(";");
        let lines = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect::<String>();
        let (line, body) = (&self.request_line, &self.body);
        let length = body.len();
        let raw = |claim: &str| format!("{line}\r\n{lines}content-length: {length}\r\n{claim}\r\n{body}");
        let signature = signature_of(raw("").as_bytes(), SECRET).unwrap();
        raw(&format!(
            "authorization: ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders={names},Signature={signature}\r\n"
        ))
    }
}
