//! Reads the vendor's answers. Nothing of their text is carried on.

use std::borrow::Cow;

use serde::Deserialize;

use super::codes::{self, Meaning, Row};
use crate::outcome::{Refused, Retry};
use crate::transport::Answer;

/// The longest reference or request id that is carried on.
const TOKEN_CHARS_MAX: usize = 64;

/// What an answer to `SendSms` says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Sent.
    Sent {
        /// The vendor's reference.
        biz_id: Option<String>,
    },
    /// Not sent.
    Refused(Refused),
    /// Perhaps sent.
    Unclear,
}

/// The parts of an answer that are looked at. `Message` only tells which limit was met.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    #[serde(borrow)]
    message: Option<Cow<'a, str>>,
    #[serde(borrow)]
    request_id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    biz_id: Option<Cow<'a, str>>,
}

/// Reads an answer to `SendSms`; `phone` is what no reference may repeat.
pub(super) fn read_send(answer: &Answer, phone: &str) -> Verdict {
    let Ok(reply) = serde_json::from_slice::<Reply<'_>>(&answer.body) else {
        return without_reply(answer.status);
    };
    match (answer.status, reply.code.as_ref()) {
        (200, "OK") => Verdict::Sent { biz_id: token(reply.biz_id.as_deref(), phone) },
        (status, code) => match codes::lookup(code) {
            Some(row) => refused(row, &reply, phone),
            None if surely_refused(status) => refused(&codes::UNLISTED, &reply, phone),
            None => Verdict::Unclear,
        },
    }
}

/// Whether a status alone says that nothing was sent. A server's error, or a time-out in front of it, does not.
fn surely_refused(status: u16) -> bool {
    matches!(status, 200 | 400..=407 | 409..=499)
}

/// A text that is not the vendor's: something stands between, and only the status can be believed.
fn without_reply(status: u16) -> Verdict {
    let row = match status {
        300..=399 => codes::REDIRECTED,
        429 => codes::THROTTLED,
        400..=407 | 409..=499 => codes::UNLISTED,
        _ => return Verdict::Unclear,
    };
    verdict(&row, None, None)
}

fn refused(row: &Row, reply: &Reply<'_>, phone: &str) -> Verdict {
    let limit = (row.code == codes::LIMITED).then(|| codes::limit_lasts(reply.message.as_deref().unwrap_or_default()));
    verdict(row, limit.map(Retry::After), token(reply.request_id.as_deref(), phone))
}

fn verdict(row: &Row, instead: Option<Retry>, request_id: Option<String>) -> Verdict {
    match row.meaning {
        Meaning::Unclear => Verdict::Unclear,
        Meaning::Refused(retry, acts) => {
            Verdict::Refused(Refused { code: row.code, retry: instead.unwrap_or(retry), acts, request_id })
        }
    }
}

/// A reference as it may be kept: short, of plain characters, and without the phone number in it.
pub(super) fn token(text: Option<&str>, phone: &str) -> Option<String> {
    let plain = |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"^-".contains(&byte));
    let sized = |text: &&str| (1..=TOKEN_CHARS_MAX).contains(&text.len());
    text.filter(sized).filter(plain).filter(|text| !text.contains(phone)).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::WhoActs;
    use std::time::Duration;
    use zeroize::Zeroizing;

    const PHONE: &str = "13900000000";

    fn read(status: u16, body: &str) -> Verdict {
        read_send(&Answer { status, body: Zeroizing::new(body.into()) }, PHONE)
    }

    fn code_of(status: u16, body: &str) -> Option<&'static str> {
        match read(status, body) {
            Verdict::Refused(refused) => Some(refused.code),
            _ => None,
        }
    }

    #[test]
    fn every_listed_code_is_read_as_the_table_says() {
        for row in codes::TABLE {
            let status = if row.code.starts_with("is") { 200 } else { 400 };
            let body = format!(r#"{{"Code":"{}","Message":"x","RequestId":"R-1"}}"#, row.code);
            match (row.meaning, read(status, &body)) {
                (Meaning::Unclear, Verdict::Unclear) => {}
                (Meaning::Refused(retry, acts), Verdict::Refused(refused)) => {
                    assert_eq!((refused.code, refused.retry, refused.acts), (row.code, retry, acts));
                    assert_eq!(refused.request_id.as_deref(), Some("R-1"));
                }
                (meaning, verdict) => panic!("{}: {meaning:?} was read as {verdict:?}", row.code),
            }
        }
    }

    #[test]
    fn sent_carries_the_reference_unless_it_repeats_the_phone() {
        let sent = |id: &str| read(200, &format!(r#"{{"Code":"OK","BizId":"{id}"}}"#));
        assert_eq!(sent("9006^0"), Verdict::Sent { biz_id: Some("9006^0".into()) });
        assert_eq!(sent("x13900000000"), Verdict::Sent { biz_id: None });
        assert_eq!(sent("to 139"), Verdict::Sent { biz_id: None });
        assert_eq!(read(200, r#"{"Code":"OK"}"#), Verdict::Sent { biz_id: None });
    }

    #[test]
    fn the_limits_text_sets_the_wait_and_goes_no_further() {
        let body =
            r#"{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"触发小时级流控 13900000000","RequestId":"13900000000"}"#;
        let expected = Refused {
            code: "isv.BUSINESS_LIMIT_CONTROL",
            retry: Retry::After(Duration::from_secs(3600)),
            acts: WhoActs::Person,
            request_id: None,
        };
        assert_eq!(read(200, body), Verdict::Refused(expected));
    }

    #[test]
    fn what_is_not_in_the_table_is_named_by_us() {
        assert_eq!(code_of(200, r#"{"Code":"isv.NEW_13900000000"}"#), Some("vendor_unlisted"));
        assert_eq!(code_of(403, "<html>"), Some("vendor_unlisted"));
        assert_eq!(code_of(307, ""), Some("vendor_redirected"));
        assert_eq!(code_of(429, ""), Some("Throttling"));
    }

    #[test]
    fn what_may_have_been_sent_is_unclear() {
        for (status, body) in
            [(200, "<html>"), (200, "{}"), (204, ""), (408, ""), (500, ""), (502, r#"{"Code":"New"}"#)]
        {
            assert_eq!(read(status, body), Verdict::Unclear, "{status} {body}");
        }
        // "OK" counts with 200 only.
        assert_eq!(read(500, r#"{"Code":"OK"}"#), Verdict::Unclear);
    }
}
