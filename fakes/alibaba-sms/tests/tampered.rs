//! The one request whose signature is known is accepted; changed in any place it is refused.

mod support;

use fake_alibaba_sms::{Config, Fake, Reason};
use support::{NOW, SECRET, config, exchange, fake, known_vector};

/// Sends the known request with `from` replaced by `to` and says why it was refused.
fn reason_after(from: &str, to: &str) -> Option<Reason> {
    let known = known_vector();
    assert!(known.contains(from), "{from} does not stand in the request");
    let fake = fake();
    let answer = exchange(&fake, &known.replacen(from, to, 1));
    assert_eq!(fake.accepted(), [], "{answer}");
    fake.refused().first().map(|refusal| refusal.reason)
}

#[test]
fn the_known_request_is_accepted_as_it_stands() {
    let fake = fake();
    let answer = exchange(&fake, &known_vector());
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains(r#""Code":"OK""#), "{answer}");
    let accepted = fake.accepted();
    assert_eq!(accepted.len(), 1);
    assert_eq!((accepted[0].phone.as_str(), accepted[0].code.as_str()), ("13900000000", "1234"));
    assert_eq!((accepted[0].template.as_str(), accepted[0].sign_name.as_str()), ("SMS_15305000", "阿里云"));
    assert_eq!(fake.raw_requests(), [known_vector().into_bytes()]);
}

#[test]
fn a_changed_part_breaks_the_signature() {
    for (from, to) in [
        ("POST /", "GET /"),
        ("POST /?", "POST /other?"),
        ("13900000000", "13900000001"),
        ("TemplateParam=", "OutId=7&TemplateParam="),
        ("TemplateParam=", "TemplateCode=SMS_15305000&TemplateParam="),
        ("host: dysmsapi.aliyuncs.com", "host: dysmsapi.example"),
        ("x-acs-action: SendSms", "x-acs-action: SendBatchSms"),
        ("x-acs-date: 2026-01-04T08:00:00Z", "x-acs-date: 2026-01-04T08:00:01Z"),
        ("nonce: 0123", "nonce: 1123"),
        ("version: 2017-05-25", "version: 2017-05-26"),
        ("fecf95e8", "fecf95e9"),
    ] {
        assert_eq!(reason_after(from, to), Some(Reason::SignatureWrong), "{from} -> {to}");
    }
}

#[test]
fn what_must_be_signed_cannot_be_left_out_of_the_signature() {
    for name in ["x-acs-action;", "host;", "x-acs-date;", "x-acs-signature-nonce;"] {
        assert_eq!(reason_after(name, ""), Some(Reason::HeaderUnsigned), "{name}");
    }
    assert_eq!(
        reason_after("host: dysmsapi", "content-type: text/plain\r\nhost: dysmsapi"),
        Some(Reason::HeaderUnsigned)
    );
    assert_eq!(reason_after("x-acs-action: S", "x-acs-extra: 1\r\nx-acs-action: S"), Some(Reason::HeaderUnsigned));
}

#[test]
fn a_body_must_have_the_hash_that_was_stated() {
    let with_body = "Signature=fecf95e8f9c118846cec15a590f6cd44416a4f025236afeff69a56f4ec61d7c5\r\ncontent-length: 7\r\n\r\nOutId=7";
    let end = "Signature=fecf95e8f9c118846cec15a590f6cd44416a4f025236afeff69a56f4ec61d7c5\r\n\r\n";
    assert_eq!(reason_after(end, with_body), Some(Reason::BodyHashWrong));
    assert_eq!(reason_after("e3b0c442", "f3b0c442"), Some(Reason::BodyHashWrong));
}

#[test]
fn the_claim_itself_must_be_whole_and_of_the_known_key() {
    assert_eq!(reason_after("Credential=YourAccessKeyId", "Credential=Other"), Some(Reason::AccessKeyUnknown));
    assert_eq!(reason_after("ACS3-HMAC-SHA256 ", "ACS3-HMAC-SM3 "), Some(Reason::SignatureUnreadable));
    assert_eq!(reason_after("authorization: ", "x-authorization: "), Some(Reason::SignatureUnreadable));
}

#[test]
fn a_request_cannot_be_played_twice() {
    let fake = fake();
    exchange(&fake, &known_vector());
    let answer = exchange(&fake, &known_vector());
    assert!(answer.contains("SignatureNonceUsed"), "{answer}");
    assert_eq!(fake.accepted().len(), 1);
    assert_eq!(fake.refused()[0].reason, Reason::NonceUsed);
}

#[test]
fn a_date_is_good_for_a_quarter_of_an_hour() {
    for (now, reason) in [
        (NOW + 900, None),
        (NOW - 900, None),
        (NOW + 901, Some(Reason::DateStale)),
        (NOW - 901, Some(Reason::DateStale)),
    ] {
        let fake = Fake::start(Config::new("YourAccessKeyId", SECRET, now)).unwrap();
        exchange(&fake, &known_vector());
        assert_eq!(fake.refused().first().map(|refusal| refusal.reason), reason);
    }
}

#[test]
fn another_secret_gives_another_signature() {
    let fake = Fake::start(Config { access_key_secret: "Other".into(), ..config() }).unwrap();
    exchange(&fake, &known_vector());
    assert_eq!(fake.refused()[0].reason, Reason::SignatureWrong);
}

#[test]
fn what_is_no_request_is_refused_without_being_guessed_at() {
    let fake = fake();
    let answer = exchange(&fake, "hello\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert_eq!(fake.refused()[0].reason, Reason::Unreadable);
}
