//! The connector against the fake, over HTTPS unless a test says otherwise.

use std::time::Duration;

use fake_alibaba_sms::{Behaviour, Certificate, Config, Fake, Reason};
use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::*;
use crate::outcome::{Retry, WhoActs};
use crate::settings::Trust;

const PHONE: &str = "13900000000";
const CODE: &str = "482913";
const SECRET: &str = "YourAccessKeySecret";

fn now() -> Timestamp {
    "2026-01-04T08:00:00Z".parse().unwrap()
}

fn config(tls: Option<Certificate>) -> Config {
    // The phone and the code may stand in a body; in a path, query or header they would be a violation.
    Config {
        tls,
        body_only: vec![PHONE.into(), CODE.into()],
        canaries: vec![SECRET.into()],
        ..Config::new("YourAccessKeyId", SECRET, now().as_second())
    }
}

fn fake() -> Fake {
    Fake::start(config(Some(Certificate::Valid))).unwrap()
}

fn settings(fake: &Fake) -> TransportSettings {
    TransportSettings {
        base_url: fake.base_url(),
        allow_loopback_plain: false,
        trust: fake.root_pem().map_or(Trust::Platform, |pem| Trust::Root(pem.to_owned())),
        timeout: Duration::from_secs(20),
    }
}

fn connector(settings: &TransportSettings) -> Result<AlibabaSms, OpenError> {
    let profile = Profile { recipient: "sms".into(), sign_name: "一诺".into(), template_code: "SMS_15305000".into() };
    AlibabaSms::open(settings, Credentials::new("YourAccessKeyId", Zeroizing::new(SECRET.into())), profile)
}

fn message() -> Message {
    Message::new(Zeroizing::new(PHONE.into()), Zeroizing::new(CODE.into())).unwrap()
}

fn nonce(byte: u8) -> Nonce {
    Nonce::from_bytes([byte; 16])
}

fn send(fake: &Fake, byte: u8) -> Outcome {
    connector(&settings(fake)).unwrap().send_unreceipted(message(), now(), nonce(byte))
}

fn text_of(raw: &[u8]) -> String {
    String::from_utf8_lossy(raw).into_owned()
}

#[test]
fn what_leaves_is_the_phone_the_code_and_the_template() {
    let fake = fake();
    let outcome = send(&fake, 1);
    let accepted = fake.accepted();
    assert_eq!(accepted.len(), 1, "{:?}", fake.refused());
    assert_eq!((accepted[0].phone.as_str(), accepted[0].code.as_str()), (PHONE, CODE));
    assert_eq!((accepted[0].template.as_str(), accepted[0].sign_name.as_str()), ("SMS_15305000", "一诺"));
    assert!(
        matches!(&outcome, Outcome::Delivered { vendor_ref } if vendor_ref.as_ref() == Some(&accepted[0].biz_id)),
        "{outcome:?}"
    );
    assert_eq!(fake.violations(), []);
    let raw = text_of(&fake.raw_requests()[0]);
    assert!(raw.starts_with("POST / HTTP/1.1\r\n"), "{raw}");
    assert!(
        raw.ends_with(
            "\r\n\r\nPhoneNumbers=13900000000&SignName=%E4%B8%80%E8%AF%BA&TemplateCode=SMS_15305000\
             &TemplateParam=%7B%22code%22%3A%22482913%22%7D"
        ),
        "{raw}"
    );
}

#[test]
fn plain_http_goes_to_the_own_machine_and_only_when_allowed() {
    let fake = Fake::start(config(None)).unwrap();
    let refused = connector(&settings(&fake)).unwrap_err();
    assert_eq!(refused.code(), "insecure_transport");
    let allowed = TransportSettings { allow_loopback_plain: true, ..settings(&fake) };
    let outcome = connector(&allowed).unwrap().send_unreceipted(message(), now(), nonce(1));
    assert!(matches!(outcome, Outcome::Delivered { .. }), "{outcome:?}");
    assert_eq!(fake.accepted().len(), 1);
}

#[test]
fn a_certificate_that_is_not_trusted_gets_nothing() {
    for certificate in [Certificate::WrongName, Certificate::Expired] {
        let fake = Fake::start(config(Some(certificate))).unwrap();
        assert!(matches!(send(&fake, 1), Outcome::Unsent), "{certificate:?}");
        assert_eq!(fake.raw_requests().len(), 0);
    }
    let (fake, other) = (fake(), fake());
    let stranger = TransportSettings { trust: Trust::Root(other.root_pem().unwrap().into()), ..settings(&fake) };
    let outcome = connector(&stranger).unwrap().send_unreceipted(message(), now(), nonce(1));
    assert!(matches!(outcome, Outcome::Unsent), "{outcome:?}");
    let platform = TransportSettings { trust: Trust::Platform, ..settings(&fake) };
    let outcome = connector(&platform).unwrap().send_unreceipted(message(), now(), nonce(1));
    assert!(matches!(outcome, Outcome::Unsent), "{outcome:?}");
    assert_eq!(fake.raw_requests().len(), 0);
}

#[test]
fn a_closed_port_gets_nothing() {
    let fake = fake();
    let settings = settings(&fake);
    drop(fake);
    let outcome = connector(&settings).unwrap().send_unreceipted(message(), now(), nonce(1));
    assert!(matches!(outcome, Outcome::Unsent), "{outcome:?}");
}

#[test]
fn business_errors_come_with_200_and_are_refusals() {
    let fake = fake();
    fake.script(Behaviour::business("isv.BUSINESS_LIMIT_CONTROL", "触发天级流控Permits:10 13900000000"));
    fake.script(Behaviour::business("isv.MOBILE_NUMBER_ILLEGAL", "13900000000 is illegal"));
    let refused = |byte| match send(&fake, byte) {
        Outcome::Refused(refused) => {
            assert!(!format!("{refused:?}").contains(PHONE));
            (refused.code, refused.retry, refused.acts)
        }
        other => panic!("{other:?}"),
    };
    let day = Retry::After(Duration::from_secs(86_400));
    assert_eq!(refused(1), ("isv.BUSINESS_LIMIT_CONTROL", day, WhoActs::Person));
    assert_eq!(refused(2), ("isv.MOBILE_NUMBER_ILLEGAL", Retry::Never, WhoActs::Person));
    assert_eq!(fake.accepted(), []);
}

#[test]
fn the_gateway_refuses_or_leaves_it_open() {
    let fake = fake();
    fake.script(Behaviour::throttled());
    fake.script(Behaviour::gateway(503, "ServiceUnavailable"));
    fake.script(Behaviour::Redirect { to: "https://elsewhere.example/".into() });
    let throttled = send(&fake, 1);
    assert!(
        matches!(&throttled, Outcome::Refused(refused) if matches!(refused.retry, Retry::After(_))),
        "{throttled:?}"
    );
    assert!(matches!(send(&fake, 2), Outcome::Unknown(_)));
    let elsewhere = send(&fake, 3);
    assert!(matches!(&elsewhere, Outcome::Refused(refused) if refused.code == "vendor_redirected"), "{elsewhere:?}");
    assert_eq!(fake.raw_requests().len(), 3);
}

#[test]
fn a_wrong_secret_or_clock_is_refused_by_the_recipient() {
    let fake = Fake::start(Config { access_key_secret: "Other".into(), ..config(Some(Certificate::Valid)) }).unwrap();
    let outcome = send(&fake, 1);
    assert!(matches!(&outcome, Outcome::Refused(refused) if refused.code == "SignatureDoesNotMatch"), "{outcome:?}");
    assert_eq!(fake.refused()[0].reason, Reason::SignatureWrong);
    let late = now() + SignedDuration::from_mins(16);
    let outcome = connector(&settings(&fake)).unwrap().send_unreceipted(message(), late, nonce(2));
    assert!(matches!(outcome, Outcome::Refused(_)), "{outcome:?}");
}

/// The rule of the outbox, as a caller follows it: after a silence ask, and send again only if it was not sent.
fn send_then_ask(fake: &Fake) -> (Delivery, Unanswered) {
    let hasty = TransportSettings { timeout: Duration::from_secs(1), ..settings(fake) };
    let sent = connector(&hasty).unwrap().send_unreceipted(message(), now(), nonce(1));
    let Outcome::Unknown(unanswered) = sent else { panic!("{sent:?}") };
    let later = now() + SignedDuration::from_secs(30);
    (connector(&settings(fake)).unwrap().query_delivery(&unanswered, later, nonce(2)), unanswered)
}

#[test]
fn a_silence_after_acceptance_is_found_out_and_nothing_is_sent_twice() {
    for behaviour in [Behaviour::AcceptThenSilence, Behaviour::AcceptThenClose, Behaviour::AcceptThenGarble] {
        let fake = fake();
        fake.script(behaviour);
        let (delivery, _) = send_then_ask(&fake);
        assert_eq!(delivery, Delivery::Recorded(Stage::Arrived));
        assert_eq!(fake.accepted().len(), 1);
        assert_eq!((fake.violations(), fake.refused()), (vec![], vec![]));
        let query = text_of(&fake.raw_requests()[1]);
        assert!(query.starts_with("POST / HTTP/1.1\r\n") && !query.contains(CODE), "{query}");
    }
}

#[test]
fn a_silence_without_acceptance_may_be_sent_again() {
    let fake = fake();
    fake.script(Behaviour::Silence);
    let (delivery, unanswered) = send_then_ask(&fake);
    assert_eq!(delivery, Delivery::NotRecorded);
    let sms = connector(&settings(&fake)).unwrap();
    let second = sms.send_unreceipted(unanswered.into_message(), now(), nonce(3));
    assert!(matches!(second, Outcome::Delivered { .. }), "{second:?}");
    assert_eq!(fake.accepted().len(), 1);
}

#[test]
fn a_query_that_fails_or_comes_too_soon_decides_nothing() {
    let fake = fake();
    fake.script(Behaviour::Silence);
    fake.script(Behaviour::gateway(503, "ServiceUnavailable"));
    let (delivery, unanswered) = send_then_ask(&fake);
    assert_eq!(delivery, Delivery::Unclear);
    let sms = connector(&settings(&fake)).unwrap();
    assert_eq!(sms.query_delivery(&unanswered, now(), nonce(4)), Delivery::Unclear);
    let later = now() + SignedDuration::from_secs(30);
    assert_eq!(sms.query_delivery(&unanswered, later, nonce(5)), Delivery::NotRecorded);
}

#[test]
fn the_gate_wants_this_recipient_and_exactly_these_fields() {
    let fake = fake();
    let sms = connector(&settings(&fake)).unwrap();
    let field = |name: &str, form| (Name::from(name), form);
    let both = [field("code", Form::Clear), field("phone", Form::Clear)];
    let (phone, code) = (Name::from("phone"), Name::from("code"));
    let items = [&phone, &code];
    assert_eq!(sms.admit(&Name::from("sms"), &both, items), Ok(()));
    let other = sms.admit(&Name::from("mail"), &both, items).unwrap_err();
    assert_eq!(other.code(), "recipient_not_allowed");
    for fields in [
        vec![],
        vec![field("phone", Form::Clear)],
        vec![field("phone", Form::Clear), field("phone", Form::Clear)],
        vec![field("phone", Form::Clear), field("code", Form::Masked)],
        vec![field("phone", Form::Clear), field("code", Form::Clear), field("name", Form::Clear)],
        vec![field("phone", Form::Clear), field("name", Form::Clear)],
    ] {
        let refused = sms.admit(&Name::from("sms"), &fields, items).unwrap_err();
        assert_eq!(refused.code(), "field_not_allowed", "{fields:?}");
    }
    assert_eq!(fake.raw_requests().len(), 0);
}

#[test]
fn nothing_that_is_shown_has_a_value_in_it() {
    let fake = fake();
    fake.script(Behaviour::AcceptThenClose);
    let sms = connector(&settings(&fake)).unwrap();
    let outcome = sms.send_unreceipted(message(), now(), nonce(1));
    let shown = format!("{sms:?} {outcome:?}");
    for value in [PHONE, CODE, SECRET] {
        assert!(!shown.contains(value), "{shown}");
    }
}
