//! The ACS3-HMAC-SHA256 signature. Pure: the same inputs give the same header.
//!
//! *Source*: Alibaba Cloud, *V3 request body and signature mechanism*.

use std::fmt;

use aws_lc_rs::{digest, hmac};
use zeroize::Zeroizing;

/// The algorithm's name, which opens the header and the string to sign.
const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// An access key. Its secret is wiped when dropped and never shown.
pub struct Credentials {
    key_id: String,
    secret: Zeroizing<String>,
}

impl Credentials {
    /// An access key from its two parts.
    #[must_use]
    pub fn new(key_id: &str, secret: Zeroizing<String>) -> Self {
        Self { key_id: key_id.to_owned(), secret }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(access key)")
    }
}

/// The parts of a request that its signature covers.
pub(crate) struct ToSign<'a> {
    pub(crate) method: &'a str,
    pub(crate) path: &'a str,
    /// Encoded and sorted; empty wherever personal data is sent.
    pub(crate) canonical_query: &'a str,
    /// Every header that is signed, names lowered.
    pub(crate) headers: &'a [(&'a str, String)],
    /// The value of `x-acs-content-sha256`.
    pub(crate) body_hash: &'a str,
}

/// The `Authorization` header of a request.
pub(crate) fn authorization(credentials: &Credentials, request: &ToSign<'_>) -> String {
    let signed = signed_names(request);
    let key = hmac::Key::new(hmac::HMAC_SHA256, credentials.secret.as_bytes());
    let signature = hex(hmac::sign(&key, string_to_sign(request).as_bytes()).as_ref());
    let key_id = &credentials.key_id;
    format!("{ALGORITHM} Credential={key_id},SignedHeaders={signed},Signature={signature}")
}

/// SHA-256 in lower-case hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// Encodes one component as RFC 3986 has it: letters, digits and `-_.~` stay, everything else is `%XX`.
pub(crate) fn percent_encode(text: &str, into: &mut String) {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or('0');
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            into.push(char::from(byte));
        } else {
            into.extend(['%', digit(byte >> 4), digit(byte & 0x0f)]);
        }
    }
}

fn string_to_sign(request: &ToSign<'_>) -> String {
    format!("{ALGORITHM}\n{}", sha256_hex(canonical_request(request).as_bytes()))
}

fn canonical_request(request: &ToSign<'_>) -> String {
    let lines = sorted(request).iter().map(|(name, value)| format!("{name}:{}\n", value.trim())).collect::<String>();
    let ToSign { method, path, canonical_query, body_hash, .. } = request;
    format!("{method}\n{path}\n{canonical_query}\n{lines}\n{}\n{body_hash}", signed_names(request))
}

fn signed_names(request: &ToSign<'_>) -> String {
    sorted(request).iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";")
}

fn sorted<'a>(request: &ToSign<'a>) -> Vec<&'a (&'a str, String)> {
    let mut headers = request.headers.iter().collect::<Vec<_>>();
    headers.sort();
    headers
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn headers(host: &str, action: &str, date: &str, nonce: &str, version: &str) -> Vec<(&'static str, String)> {
        vec![
            ("x-acs-version", version.into()),
            ("host", host.into()),
            ("x-acs-action", action.into()),
            ("x-acs-content-sha256", EMPTY.into()),
            ("x-acs-date", date.into()),
            ("x-acs-signature-nonce", nonce.into()),
        ]
    }

    fn signature(canonical_query: &str, headers: &[(&str, String)]) -> String {
        let credentials = Credentials::new("YourAccessKeyId", Zeroizing::new("YourAccessKeySecret".into()));
        let request = ToSign { method: "POST", path: "/", canonical_query, headers, body_hash: EMPTY };
        let header = authorization(&credentials, &request);
        header.rsplit('=').next().unwrap_or_default().to_owned()
    }

    /// The vendor's published example.
    #[test]
    fn the_published_vector_comes_out() {
        let headers = headers(
            "ecs.cn-shanghai.aliyuncs.com",
            "RunInstances",
            "2023-10-26T10:22:32Z",
            "3156853299f313e23d1673dc12e1703d",
            "2014-05-26",
        );
        let query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai";
        let request = ToSign { method: "POST", path: "/", canonical_query: query, headers: &headers, body_hash: EMPTY };
        assert_eq!(
            string_to_sign(&request),
            "ACS3-HMAC-SHA256\n7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(signature(query, &headers), "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0");
    }

    /// The same code over a `SendSms`, parameters in the query as the vendor's page shows them.
    #[test]
    fn the_send_sms_vector_comes_out() {
        let mut query = String::new();
        let pairs = [
            ("PhoneNumbers", "13900000000"),
            ("SignName", "阿里云"),
            ("TemplateCode", "SMS_15305000"),
            ("TemplateParam", r#"{"code":"1234"}"#),
        ];
        for (at, (name, value)) in pairs.iter().enumerate() {
            query.push_str(if at == 0 { "" } else { "&" });
            query.push_str(name);
            query.push('=');
            percent_encode(value, &mut query);
        }
        let headers = headers(
            "dysmsapi.aliyuncs.com",
            "SendSms",
            "2026-01-04T08:00:00Z",
            "0123456789abcdef0123456789abcdef",
            "2017-05-25",
        );
        assert_eq!(signature(&query, &headers), "fecf95e8f9c118846cec15a590f6cd44416a4f025236afeff69a56f4ec61d7c5");
    }

    #[test]
    fn encoding_is_that_of_the_recipe() {
        let mut encoded = String::new();
        percent_encode("a *~+/阿", &mut encoded);
        assert_eq!(encoded, "a%20%2A~%2B%2F%E9%98%BF");
    }

    #[test]
    fn a_key_does_not_show_itself() {
        let credentials = Credentials::new("YourAccessKeyId", Zeroizing::new("YourAccessKeySecret".into()));
        assert_eq!(format!("{credentials:?}"), "Credentials(access key)");
    }
}
