use jiff::{SignedDuration, Timestamp};

use super::{at, period};
use crate::time::{lead, lead_at_most, sweep_at};

#[test]
fn a_lead_is_an_hour_or_a_tenth_of_a_shorter_period() {
    for (of, seconds) in [
        ("7 days", 3_600),
        ("10 years", 3_600),
        ("1 day", 3_600),
        ("10 hours", 3_600),
        ("9 hours", 3_240),
        ("1 hour", 360),
        ("5 minutes", 30),
        ("5 seconds", 0),
        ("at once", 0),
    ] {
        assert_eq!(lead(&period(of)).as_secs(), seconds, "{of}");
    }
    assert_eq!(lead(&period("5 seconds")), SignedDuration::from_millis(500));
}

#[test]
fn a_policy_may_set_another_lead() {
    let minutes = SignedDuration::from_mins;
    assert_eq!(lead_at_most(&period("7 days"), minutes(120)), minutes(120));
    assert_eq!(lead_at_most(&period("10 minutes"), minutes(120)), minutes(1));
    assert_eq!(lead_at_most(&period("7 days"), minutes(-1)), SignedDuration::ZERO);
}

#[test]
fn a_sweep_is_never_late() {
    let end = at("2026-05-27T09:30");
    assert_eq!(sweep_at(end, SignedDuration::from_hours(1)), at("2026-05-27T08:30"));
    assert_eq!(sweep_at(end, SignedDuration::from_hours(-1)), end);
    assert_eq!(sweep_at(Timestamp::MIN, SignedDuration::MAX), Timestamp::MIN);
}
