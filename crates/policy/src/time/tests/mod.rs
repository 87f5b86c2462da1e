//! Tests of counting time: the values of the facts, one case per refusal, and properties.

mod calendar;
mod calendar_file;
mod ends;
mod lead;
mod period;
mod properties;

use jiff::{Timestamp, tz::TimeZone};

use super::{Counting, Period};

fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

/// A time of day in Shanghai.
fn at(local: &str) -> Timestamp {
    local.parse::<jiff::civil::DateTime>().unwrap().to_zoned(shanghai()).unwrap().timestamp()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn counted(text: &str) -> Counting {
    text.parse().unwrap()
}
