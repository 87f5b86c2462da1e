//! Rightly signed requests that carry more, or other, than the promise allows.

mod support;

use fake_alibaba_sms::{Behaviour, Fake, Place, Reason};
use support::{Signed, config, exchange, fake};

const PHONE: &str = "PhoneNumbers=13900000000";
const REST: &str = "SignName=Yinuo&TemplateCode=SMS_1";
const CODE: &str = "TemplateParam=%7B%22code%22%3A%221234%22%7D";

fn refusal(request: &Signed) -> Option<(Reason, String)> {
    let fake = fake();
    exchange(&fake, &request.bytes("n1"));
    assert_eq!(fake.accepted().is_empty(), !fake.refused().is_empty());
    fake.refused().first().map(|refusal| (refusal.reason, refusal.field.clone()))
}

/// The form of the known request; its hash was computed apart from the fake.
const FORM_BODY: &str = "PhoneNumbers=13900000000&SignName=%E9%98%BF%E9%87%8C%E4%BA%91&TemplateCode=SMS_15305000\
    &TemplateParam=%7B%22code%22%3A%221234%22%7D";
const FORM_HASH: &str = "ab1c6e12e69c87837af52b70eb3be8aeab1626b0d364dd15dba9e01358671411";

fn form(content_type: &str) -> Signed {
    let empty = Signed {
        request_line: "POST / HTTP/1.1".into(),
        body_hash: FORM_HASH.into(),
        body: FORM_BODY.into(),
        ..Signed::query("SendSms", "")
    };
    empty.with_header("content-type", content_type)
}

#[test]
fn a_form_body_is_as_good_as_a_query() {
    assert_eq!(refusal(&form("application/x-www-form-urlencoded")), None);
}

#[test]
fn a_body_that_is_no_form_or_comes_with_a_query_as_well_is_refused() {
    let json = form("application/json");
    assert_eq!(refusal(&json), Some((Reason::FieldNotAllowed, "body".into())));
    let both = Signed { request_line: format!("POST /?{PHONE} HTTP/1.1"), ..form("application/x-www-form-urlencoded") };
    assert_eq!(refusal(&both), Some((Reason::FieldRepeated, "PhoneNumbers".into())));
}

#[test]
fn only_the_four_parameters_may_stand() {
    for (extra, reason, field) in [
        ("OutId=7", Reason::FieldNotAllowed, "OutId"),
        ("SmsUpExtendCode=1", Reason::FieldNotAllowed, "SmsUpExtendCode"),
        ("name=x", Reason::FieldNotAllowed, "name"),
        ("SignName=Yinuo", Reason::FieldRepeated, "SignName"),
    ] {
        let request = Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}&{extra}"));
        assert_eq!(refusal(&request), Some((reason, field.into())), "{extra}");
    }
    let missing = Signed::query("SendSms", &format!("{PHONE}&{REST}"));
    assert_eq!(refusal(&missing), Some((Reason::FieldMissing, "TemplateParam".into())));
}

#[test]
fn the_template_has_the_code_and_nothing_else() {
    for (json, reason) in [
        ("%7B%22code%22%3A%221234%22%7D", None),
        ("%7B%20%22code%22%20%3A%20%2212345678%22%7D", None),
        ("%7B%22code%22%3A%221234%22%2C%22name%22%3A%22x%22%7D", Some(Reason::FieldNotAllowed)),
        ("%7B%22code%22%3A%22x%22%2C%22code%22%3A%221234%22%7D", Some(Reason::FieldInvalid)),
        ("%7B%22code%22%3A1234%7D", Some(Reason::FieldInvalid)),
        ("%7B%22code%22%3A%22123%22%7D", Some(Reason::FieldInvalid)),
        ("%7B%22code%22%3A%22123456789%22%7D", Some(Reason::FieldInvalid)),
        ("%7B%22code%22%3A%22Zhang%22%7D", Some(Reason::FieldInvalid)),
        ("%5B%221234%22%5D", Some(Reason::FieldInvalid)),
    ] {
        let request = Signed::query("SendSms", &format!("{PHONE}&{REST}&TemplateParam={json}"));
        assert_eq!(refusal(&request).map(|(reason, _)| reason), reason, "{json}");
    }
}

#[test]
fn one_mainland_phone_and_no_more() {
    for (phone, reason) in [
        ("13900000000", None),
        ("%2B8613900000000", None),
        ("008613900000000", None),
        ("8613900000000", None),
        ("13900000000,13900000001", Some(Reason::PhonesMany)),
        ("23900000000", Some(Reason::PhoneIllegal)),
        ("1390000000", Some(Reason::PhoneIllegal)),
    ] {
        let request = Signed::query("SendSms", &format!("PhoneNumbers={phone}&{REST}&{CODE}"));
        assert_eq!(refusal(&request).map(|(reason, _)| reason), reason, "{phone}");
    }
}

#[test]
fn no_header_beyond_the_recipe() {
    for name in ["x-acs-security-token", "x-user-id", "cookie", "user-agent"] {
        let request = Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}")).with_header(name, "7");
        assert_eq!(refusal(&request), Some((Reason::HeaderNotAllowed, name.into())));
    }
}

#[test]
fn method_path_action_and_version_are_the_recipes() {
    let asked = format!("{PHONE}&{REST}&{CODE}");
    let line = |request_line: String| Signed { request_line, ..Signed::query("SendSms", "") };
    assert_eq!(refusal(&line(format!("GET /?{asked} HTTP/1.1"))), Some((Reason::MethodNotAllowed, String::new())));
    assert_eq!(refusal(&line(format!("POST /x?{asked} HTTP/1.1"))), Some((Reason::PathNotAllowed, String::new())));
    let batch = Signed::query("SendBatchSms", &asked);
    assert_eq!(refusal(&batch), Some((Reason::ActionNotAllowed, String::new())));
    let old = Signed { version: "2016-09-27".into(), ..Signed::query("SendSms", &asked) };
    assert_eq!(refusal(&old), Some((Reason::ActionNotAllowed, String::new())));
}

#[test]
fn a_planted_value_is_found_and_refused() {
    let config =
        fake_alibaba_sms::Config { canaries: vec!["张三".into()], body_only: vec!["13900000000".into()], ..config() };
    let fake = Fake::start(config).unwrap();
    let request = Signed::query("SendSms", &format!("PhoneNumbers=1&{REST}&{CODE}&name=%E5%BC%A0%E4%B8%89"));
    exchange(&fake, &request.bytes("n1"));
    exchange(&fake, &Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}")).bytes("n2"));
    let places = fake.violations().iter().map(|found| (found.canary.clone(), found.place)).collect::<Vec<_>>();
    assert_eq!(places, [("张三".into(), Place::Query), ("13900000000".into(), Place::Query)]);
    assert!(fake.refused().iter().all(|refusal| refusal.reason == Reason::Canary));
    assert_eq!(fake.accepted(), []);
}

#[test]
fn the_script_decides_what_rules_let_through() {
    let fake = fake();
    let send = |nonce: &str| exchange(&fake, &Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}")).bytes(nonce));
    fake.script(Behaviour::business("isv.BUSINESS_LIMIT_CONTROL", "触发分钟级流控Permits:1"));
    fake.script(Behaviour::throttled());
    fake.script(Behaviour::AcceptThenClose);
    let limited = send("n1");
    assert!(limited.starts_with("HTTP/1.1 200 ") && limited.contains("isv.BUSINESS_LIMIT_CONTROL"), "{limited}");
    let throttled = send("n2");
    assert!(throttled.starts_with("HTTP/1.1 400 ") && throttled.contains("Throttling.User"), "{throttled}");
    assert_eq!(fake.accepted(), []);
    assert_eq!(send("n3"), "");
    assert_eq!(fake.accepted().len(), 1);
    assert!(send("n4").contains("\"OK\""));
    assert_eq!(fake.refused(), []);
}

#[test]
fn the_delivery_query_tells_what_was_sent() {
    let fake = fake();
    exchange(&fake, &Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}")).bytes("n1"));
    let ask = |nonce: &str, query: &str| exchange(&fake, &Signed::query("QuerySendDetails", query).bytes(nonce));
    let page = "PageSize=10&CurrentPage=1";
    let found = ask("n2", &format!("PhoneNumber=13900000000&SendDate=20260104&{page}"));
    assert!(found.contains("\"TotalCount\":\"1\"") && found.contains("2026-01-04 16:00:00"), "{found}");
    let other_day = ask("n3", &format!("PhoneNumber=13900000000&SendDate=20260103&{page}"));
    assert!(other_day.contains("\"TotalCount\":\"0\""), "{other_day}");
    let id = fake.accepted()[0].biz_id.replace('^', "%5E");
    let by_id = ask("n4", &format!("PhoneNumber=13900000000&SendDate=20260104&BizId={id}&{page}"));
    assert!(by_id.contains("\"TotalCount\":\"1\""), "{by_id}");
    let other_id = ask("n5", &format!("PhoneNumber=13900000000&SendDate=20260104&BizId=1%5E0&{page}"));
    assert!(other_id.contains("\"TotalCount\":\"0\""), "{other_id}");
}

#[test]
fn a_fake_that_holds_a_connection_ends_all_the_same() {
    use std::io::Write;
    let fake = fake();
    fake.script(Behaviour::Silence);
    let address = fake.base_url().trim_start_matches("http://").to_owned();
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let request = Signed::query("SendSms", &format!("{PHONE}&{REST}&{CODE}")).bytes("n1");
    stream.write_all(request.as_bytes()).unwrap();
    drop(fake);
    let mut answer = [0_u8; 1];
    assert!(!matches!(std::io::Read::read(&mut stream, &mut answer), Ok(1)));
}
