//! Which of two lengths of time is longer, wherever they begin.

use super::effect::{self, Effect};
use crate::rows::{Document, Length};
use crate::time::{Period, Unit};
use std::cmp::Ordering;

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// How `new` stands to `old` wherever both begin; nothing where that depends on the beginning.
///
/// `7 days` and `1 week` are equal, `12 months` and `1 year` too; `30 days` and `1 month` cannot be compared, nor can
/// working days and days of about the same number.
pub(super) fn compare(new: Period, old: Period) -> Option<Ordering> {
    let ((kind, amount), (other_kind, other)) = (measure(new), measure(old));
    if kind == other_kind || new.is_at_once() || old.is_at_once() {
        return Some(amount.cmp(&other));
    }
    let ((least, most), (other_least, other_most)) = (bounds(new), bounds(old));
    if most < other_least {
        Some(Ordering::Less)
    } else if least > other_most {
        Some(Ordering::Greater)
    } else {
        None
    }
}

/// What measures periods alike.
#[derive(PartialEq, Eq)]
enum Measure {
    Seconds,
    Days,
    WorkingDays,
    Months,
}

fn measure(period: Period) -> (Measure, u64) {
    let times = |factor: u64| period.amount().saturating_mul(factor);
    match period.unit() {
        Unit::Second => (Measure::Seconds, times(1)),
        Unit::Minute => (Measure::Seconds, times(60)),
        Unit::Hour => (Measure::Seconds, times(HOUR)),
        Unit::Day => (Measure::Days, times(1)),
        Unit::Week => (Measure::Days, times(7)),
        Unit::WorkingDay => (Measure::WorkingDays, times(1)),
        Unit::Month => (Measure::Months, times(1)),
        Unit::Year => (Measure::Months, times(12)),
    }
}

/// The least and the most seconds that a period can last.
fn bounds(period: Period) -> (u64, u64) {
    let (kind, amount) = measure(period);
    let days = |least: u64, most: u64| {
        // Clocks that are put forward or back make a difference of an hour.
        (least.saturating_mul(DAY).saturating_sub(HOUR), most.saturating_mul(DAY).saturating_add(HOUR))
    };
    match kind {
        Measure::Seconds => (amount, amount),
        Measure::Days => days(amount, amount),
        // Rest days at least; at most every second day, and a fortnight of holidays.
        Measure::WorkingDays => days(amount, amount.saturating_mul(2).saturating_add(14)),
        // A month has 30.4 days in the mean; any run of months is within three days of that.
        Measure::Months => {
            let mean = amount.saturating_mul(304_368) / 10_000;
            days(mean.saturating_sub(3), mean.saturating_add(4))
        }
    }
}

/// What a length comes to: as it stands, and the longest that may be configured.
pub(super) struct Reach {
    pub(super) default: Period,
    pub(super) max: Option<Period>,
}

/// What `length` comes to in `document`; nothing where its setting is not declared.
pub(super) fn reach(document: &Document, length: &Length) -> Option<Reach> {
    let default = crate::check::fixed(document, length)?;
    let max = match length {
        Length::Fixed(period) => Some(*period),
        Length::Setting(name) => {
            let max = document.settings.get(name)?.max.as_ref();
            max.and_then(|max| crate::check::fixed(document, max))
        }
    };
    Some(Reach { default, max })
}

/// The effect of one reach becoming another, where longer widens; nothing where both are as long.
pub(super) fn effect(old: &Reach, new: &Reach) -> Option<Effect> {
    let by = |ordering: Option<Ordering>| ordering.map_or(Some(Effect::Changed), Effect::of_more);
    let max = match (old.max, new.max) {
        (Some(old), Some(new)) => by(compare(new, old)),
        (Some(_), None) => Some(Effect::Widened),
        (None, Some(_)) => Some(Effect::Narrowed),
        (None, None) => None,
    };
    effect::all([by(compare(new.default, old.default)), max].into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_compared_only_where_every_beginning_agrees() {
        use Ordering::{Equal, Greater, Less};
        for (new, old, expected) in [
            ("7 days", "1 week", Some(Equal)),
            ("1 year", "12 months", Some(Equal)),
            ("60 minutes", "1 hour", Some(Equal)),
            ("6 months", "3 months", Some(Greater)),
            ("30 days", "1 month", None),
            ("1 day", "24 hours", None),
            ("15 working days", "20 days", None),
            ("15 working days", "10 days", Some(Greater)),
            ("30 days", "15 working days", None),
            ("90 days", "15 working days", Some(Greater)),
            ("at once", "1 second", Some(Less)),
            ("at once", "at once", Some(Equal)),
            ("700 days", "2 years", Some(Less)),
            ("365 days", "1 year", None),
        ] {
            let period = |text: &str| text.parse::<Period>().ok().unwrap_or(Period::AT_ONCE);
            assert_eq!(compare(period(new), period(old)), expected, "{new} and {old}");
            assert_eq!(compare(period(old), period(new)), expected.map(Ordering::reverse), "{old} and {new}");
        }
    }
}
