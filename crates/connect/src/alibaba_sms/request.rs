//! Builds the two requests: parameters in a form body, nothing in the URL.

use jiff::Timestamp;
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::delivery::PAGE_SIZE;
use super::message::Message;
use super::signing::{self, Credentials, ToSign};

/// The version of both actions.
const VERSION: &str = "2017-05-25";

/// A request before it is signed: the action and its form.
pub(super) struct Unsigned {
    action: &'static str,
    body: Zeroizing<String>,
}

/// A request as it leaves: every header beside `content-length`, and the body.
pub(super) struct Signed {
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: Zeroizing<String>,
}

/// `SendSms` of one code to one phone.
pub(super) fn send(message: &Message, sign_name: &str, template: &str) -> Unsigned {
    // Digits only, by construction of the message: nothing to escape.
    let param = Zeroizing::new(format!("{{\"code\":\"{}\"}}", message.code()));
    let body = form(&[
        ("PhoneNumbers", message.phone()),
        ("SignName", sign_name),
        ("TemplateCode", template),
        ("TemplateParam", &param),
    ]);
    Unsigned { action: "SendSms", body }
}

/// `QuerySendDetails` of one phone on one day.
pub(super) fn query(message: &Message, day: Date) -> Unsigned {
    let body = form(&[
        ("CurrentPage", "1"),
        ("PageSize", &PAGE_SIZE.to_string()),
        ("PhoneNumber", message.phone()),
        ("SendDate", &day.strftime("%Y%m%d").to_string()),
    ]);
    Unsigned { action: "QuerySendDetails", body }
}

impl Unsigned {
    /// Signs the request for one host, instant and nonce.
    pub(super) fn sign(self, credentials: &Credentials, host: &str, at: Timestamp, nonce: String) -> Signed {
        let body_hash = signing::sha256_hex(self.body.as_bytes());
        let mut headers = vec![
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("host", host.to_owned()),
            ("x-acs-action", self.action.to_owned()),
            ("x-acs-content-sha256", body_hash.clone()),
            ("x-acs-date", at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()),
            ("x-acs-signature-nonce", nonce),
            ("x-acs-version", VERSION.to_owned()),
        ];
        let to_sign =
            ToSign { method: "POST", path: "/", canonical_query: "", headers: &headers, body_hash: &body_hash };
        let authorization = signing::authorization(credentials, &to_sign);
        headers.push(("authorization", authorization));
        Signed { headers, body: self.body }
    }
}

/// Writes a form; names are plain, values are encoded. Sized beforehand so that growing leaves no copy behind.
fn form(fields: &[(&str, &str)]) -> Zeroizing<String> {
    let size = fields.iter().map(|(name, value)| name.len() + 2 + value.len() * 3).sum();
    let mut body = Zeroizing::new(String::with_capacity(size));
    for (name, value) in fields {
        if !body.is_empty() {
            body.push('&');
        }
        body.push_str(name);
        body.push('=');
        signing::percent_encode(value, &mut body);
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed apart, with Python's hmac and urllib, from the inputs of the `SendSms` vector as a form.
    #[test]
    fn the_form_is_the_whole_message_and_its_signature_is_known() {
        let message = Message::new(Zeroizing::new("13900000000".into()), Zeroizing::new("1234".into())).unwrap();
        let credentials = Credentials::new("YourAccessKeyId", Zeroizing::new("YourAccessKeySecret".into()));
        let at = "2026-01-04T08:00:00.9Z".parse().unwrap();
        let nonce = "0123456789abcdef0123456789abcdef".to_owned();
        let signed = send(&message, "阿里云", "SMS_15305000").sign(&credentials, "dysmsapi.aliyuncs.com", at, nonce);
        assert_eq!(
            signed.body.as_str(),
            "PhoneNumbers=13900000000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91&TemplateCode=SMS_15305000\
             &TemplateParam=%7B%22code%22%3A%221234%22%7D"
        );
        let (_, authorization) = signed.headers.last().unwrap();
        assert!(
            authorization.ends_with("Signature=6a1e3f814c87b9a88dd7009ba15d3bc0784f55b445ce5f60dd808350881af465"),
            "{authorization}"
        );
    }
}
