//! The delivery query: after a silence, was it sent?

use std::borrow::Cow;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::message::Message;
use crate::transport::Answer;

/// How far the vendor's clock may be from ours: requests that are further off are refused anyway.
const SKEW: SignedDuration = SignedDuration::from_mins(15);

/// A record may lag behind the sending; before this has passed its absence proves nothing.
const SETTLE: SignedDuration = SignedDuration::from_secs(10);

/// How many records a page holds. The vendor sends at most 40 a day to one number, so one page has them all.
pub(super) const PAGE_SIZE: usize = 50;

/// A message that left and whose fate is not known.
///
/// Only a send makes one, so nothing can be asked about a person to whom nothing was released. The query repeats
/// to the same recipient the phone number that the send's receipt covered, and nothing else.
#[derive(Debug)]
pub struct Unanswered {
    pub(super) message: Message,
    pub(super) sent_at: Timestamp,
}

impl Unanswered {
    /// When it was sent.
    #[must_use]
    pub const fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// The message, for another attempt once the query has answered; that takes another receipt.
    #[must_use]
    pub fn into_message(self) -> Message {
        self.message
    }
}

/// What the delivery query says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "without it nobody knows whether the message may be sent again"]
pub enum Delivery {
    /// The vendor has it: it must not be sent again as it is.
    Recorded(Stage),
    /// The vendor does not have it: it may be sent again.
    NotRecorded,
    /// No clear answer, or asked too soon: ask again.
    Unclear,
}

/// How far a recorded message has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Handed to the carrier, which has not reported yet.
    Waiting,
    /// The carrier failed.
    Failed,
    /// On the phone.
    Arrived,
}

/// One page of `QuerySendDetails`.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Page<'a> {
    #[serde(borrow)]
    code: Cow<'a, str>,
    /// A number, written as a number or as text.
    total_count: serde_json::Value,
    #[serde(borrow, rename = "SmsSendDetailDTOs")]
    list: Option<List<'a>>,
}

#[derive(Deserialize)]
struct List<'a> {
    #[serde(borrow, rename = "SmsSendDetailDTO")]
    records: Vec<Record<'a>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record<'a> {
    send_status: i64,
    #[serde(borrow)]
    template_code: Option<Cow<'a, str>>,
    #[serde(borrow)]
    content: Option<Cow<'a, str>>,
    #[serde(borrow)]
    send_date: Option<Cow<'a, str>>,
}

/// The days to ask for, in Beijing's calendar: more than one around midnight.
pub(super) fn days(sent_at: Timestamp) -> Vec<Date> {
    let day = |at: Timestamp| beijing().to_datetime(at).date();
    let around = [sent_at.saturating_sub(SKEW), sent_at.saturating_add(SKEW)];
    let mut days = around.into_iter().flatten().map(day).collect::<Vec<_>>();
    days.dedup();
    days
}

/// Joins the answers for all days: one record is enough; its absence needs all of them, and time.
pub(super) fn join(answers: &[Delivery], sent_at: Timestamp, asked_at: Timestamp) -> Delivery {
    let recorded = answers.iter().find(|answer| matches!(answer, Delivery::Recorded(_)));
    let absent = !answers.is_empty() && answers.iter().all(|answer| *answer == Delivery::NotRecorded);
    let settled = asked_at.duration_since(sent_at) >= SETTLE;
    match recorded {
        Some(recorded) => *recorded,
        None if absent && settled => Delivery::NotRecorded,
        None => Delivery::Unclear,
    }
}

/// Reads one day's answer.
pub(super) fn read(answer: &Answer, asked: &Unanswered, template: &str) -> Delivery {
    let page = serde_json::from_slice::<Page<'_>>(&answer.body).ok();
    let Some(page) = page.filter(|page| answer.status == 200 && page.code == "OK") else {
        return Delivery::Unclear;
    };
    let records = page.list.map(|list| list.records).unwrap_or_default();
    let found = records.iter().find(|record| is_of(record, asked, template));
    match (found, count(&page.total_count)) {
        (Some(record), _) => Delivery::Recorded(stage(record.send_status)),
        (None, Some(total)) if total <= records.len() => Delivery::NotRecorded,
        (None, _) => Delivery::Unclear,
    }
}

/// Whether a record is of the message asked about. What a record leaves out counts as agreeing: a message that
/// is wrongly taken for sent costs a new code, one that is wrongly sent twice cannot be taken back.
fn is_of(record: &Record<'_>, asked: &Unanswered, template: &str) -> bool {
    let same_template = record.template_code.as_deref().is_none_or(|code| code == template);
    let same_code = record.content.as_deref().filter(|text| !text.is_empty()).is_none_or(|text| {
        text.split(|character: char| !character.is_ascii_digit()).any(|run| run == asked.message.code())
    });
    let in_time = record
        .send_date
        .as_deref()
        .and_then(instant)
        .is_none_or(|at| at.duration_since(asked.sent_at) >= -SKEW && at.duration_since(asked.sent_at) <= SKEW);
    same_template && same_code && in_time
}

/// *Source*: `SendStatus` of `QuerySendDetails`: 1 waiting for the receipt, 2 failed, 3 sent.
const fn stage(send_status: i64) -> Stage {
    match send_status {
        2 => Stage::Failed,
        3 => Stage::Arrived,
        _ => Stage::Waiting,
    }
}

fn count(value: &serde_json::Value) -> Option<usize> {
    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
    number.or_else(|| value.as_str()?.parse().ok())
}

/// The vendor writes Beijing's wall time, which has had no summer time since 1991.
fn beijing() -> Offset {
    Offset::constant(8)
}

fn instant(text: &str) -> Option<Timestamp> {
    let wall = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok()?;
    Some(wall.to_zoned(TimeZone::fixed(beijing())).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use zeroize::Zeroizing;

    fn asked() -> Unanswered {
        let message = Message::new(Zeroizing::new("13900000000".into()), Zeroizing::new("1234".into())).unwrap();
        Unanswered { message, sent_at: "2026-01-04T08:00:00Z".parse().unwrap() }
    }

    fn read_body(body: &str) -> Delivery {
        read(&Answer { status: 200, body: Zeroizing::new(body.into()) }, &asked(), "SMS_1")
    }

    fn one(status: i64, template: &str, content: &str, at: &str) -> Delivery {
        read_body(&format!(
            r#"{{"Code":"OK","TotalCount":"1","SmsSendDetailDTOs":{{"SmsSendDetailDTO":[{{"SendStatus":{status},
            "TemplateCode":"{template}","Content":"{content}","SendDate":"{at}","PhoneNum":"13900000000"}}]}}}}"#
        ))
    }

    #[test]
    fn a_record_of_the_same_template_code_and_time_is_the_message() {
        let at = "2026-01-04 16:00:03";
        assert_eq!(one(1, "SMS_1", "验证码1234,", at), Delivery::Recorded(Stage::Waiting));
        assert_eq!(one(2, "SMS_1", "验证码1234,", at), Delivery::Recorded(Stage::Failed));
        assert_eq!(one(3, "SMS_1", "验证码1234,", at), Delivery::Recorded(Stage::Arrived));
        assert_eq!(one(3, "SMS_1", "", "soon"), Delivery::Recorded(Stage::Arrived));
    }

    #[test]
    fn another_record_is_not_the_message() {
        let at = "2026-01-04 16:00:03";
        assert_eq!(one(3, "SMS_2", "验证码1234,", at), Delivery::NotRecorded);
        assert_eq!(one(3, "SMS_1", "验证码12345,", at), Delivery::NotRecorded);
        assert_eq!(one(3, "SMS_1", "验证码1234,", "2026-01-04 15:00:00"), Delivery::NotRecorded);
    }

    #[test]
    fn an_answer_that_is_not_whole_proves_nothing() {
        assert_eq!(read_body(r#"{"Code":"OK","TotalCount":0}"#), Delivery::NotRecorded);
        assert_eq!(read_body(r#"{"Code":"OK","TotalCount":"51"}"#), Delivery::Unclear);
        assert_eq!(read_body(r#"{"Code":"isp.SYSTEM_ERROR","TotalCount":0}"#), Delivery::Unclear);
        assert_eq!(read_body("<html>"), Delivery::Unclear);
    }

    #[test]
    fn absence_needs_every_day_and_some_time() {
        let sent_at = asked().sent_at;
        let (early, late) = (sent_at + SignedDuration::from_secs(9), sent_at + SETTLE);
        let absent = Delivery::NotRecorded;
        assert_eq!(join(&[absent, absent], sent_at, late), Delivery::NotRecorded);
        assert_eq!(join(&[absent], sent_at, early), Delivery::Unclear);
        assert_eq!(join(&[absent, Delivery::Unclear], sent_at, late), Delivery::Unclear);
        let recorded = Delivery::Recorded(Stage::Arrived);
        assert_eq!(join(&[Delivery::Unclear, recorded], sent_at, early), recorded);
        assert_eq!(join(&[], sent_at, late), Delivery::Unclear);
    }

    #[test]
    fn around_midnight_in_beijing_two_days_are_asked_for() {
        let written = |at: &str| days(at.parse().unwrap()).iter().map(Date::to_string).collect::<Vec<_>>();
        assert_eq!(written("2026-01-04T15:59:58Z"), ["2026-01-04", "2026-01-05"]);
        assert_eq!(written("2026-01-04T16:10:00Z"), ["2026-01-04", "2026-01-05"]);
        assert_eq!(written("2026-01-04T08:00:00Z"), ["2026-01-04"]);
    }
}
