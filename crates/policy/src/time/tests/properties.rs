//! What holds for every input.

use jiff::civil::{Date, date};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;
use proptest::sample::select;

use crate::time::{Calendar, Counting, End, Period, TimeError, Unit, deadline_at, ends_at, lead, sweep_at};

fn any_unit() -> impl Strategy<Value = Unit> {
    select(Unit::ALL.as_slice())
}

fn any_period() -> impl Strategy<Value = Period> {
    (any_unit(), 0.0..=1.0_f64).prop_map(|(unit, share)| {
        // Most periods are short, some reach the bound.
        let amount = (share.powi(4) * unit.most() as f64) as u64;
        Period::new(amount, unit).unwrap()
    })
}

fn any_counting() -> impl Strategy<Value = Counting> {
    select(Counting::ALL.as_slice())
}

/// Zones without and with summer time, one that skips midnight, one half an hour off.
fn any_zone() -> impl Strategy<Value = TimeZone> {
    const NAMES: [&str; 4] = ["Asia/Shanghai", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe"];
    select(NAMES.as_slice()).prop_map(|name| TimeZone::get(name).unwrap())
}

/// Instants of 1992, when China had given up summer time, to 2100.
fn instant() -> impl Strategy<Value = Timestamp> {
    (694_224_000_i64..4_102_444_800).prop_map(|second| Timestamp::from_second(second).unwrap())
}

/// Every instant there is, its edges often.
fn any_instant() -> impl Strategy<Value = Timestamp> {
    let whole = (Timestamp::MIN.as_second()..=Timestamp::MAX.as_second())
        .prop_map(|second| Timestamp::from_second(second).unwrap());
    let year = 31_536_000_i64;
    let late = (0..400 * year).prop_map(|back| Timestamp::MAX - SignedDuration::from_secs(back));
    prop_oneof![whole, late, Just(Timestamp::MIN), Just(Timestamp::MAX)]
}

/// How much earlier the end of a later event can be.
///
/// None, for ends at a midnight and for exact lengths. Counting from the instant keeps the time of day: two
/// events of a day's distance clamped to one month's end, or of one hour told twice in autumn, change places.
fn slack(period: &Period, counting: Counting, zone: &TimeZone) -> SignedDuration {
    let keeps_time = !period.unit().is_exact() && period.unit() != Unit::WorkingDay;
    if counting != Counting::Instant || !keeps_time {
        return SignedDuration::ZERO;
    }
    let clamps = matches!(period.unit(), Unit::Month | Unit::Year);
    let folds = zone.iana_name() != Some("Asia/Shanghai");
    SignedDuration::from_hours(if clamps { 24 } else { 0 } + if folds { 1 } else { 0 })
}

fn both(
    from: Timestamp,
    period: &Period,
    counting: Counting,
    zone: &TimeZone,
) -> (Result<End, TimeError>, Result<End, TimeError>) {
    let calendar = Calendar::official();
    let end = ends_at(from, period, counting, zone, &calendar);
    (end, deadline_at(from, period, counting, zone, &calendar))
}

proptest! {
    #[test]
    fn an_end_is_monotone_in_its_event(
        from in instant(), later in 0_i64..200 * 86_400, period in any_period(),
        counting in any_counting(), zone in any_zone(),
    ) {
        let after = from + SignedDuration::from_secs(later);
        let calendar = Calendar::official();
        let end = |from| ends_at(from, &period, counting, &zone, &calendar).unwrap().at;
        prop_assert!(end(from) <= end(after) + slack(&period, counting, &zone));
    }

    #[test]
    fn a_deadline_is_never_before_the_end_nor_the_end_before_the_event(
        from in instant(), period in any_period(), counting in any_counting(), zone in any_zone(),
    ) {
        let (end, due) = both(from, &period, counting, &zone);
        let (end, due) = (end.unwrap(), due.unwrap());
        prop_assert!(from <= end.at && end.at <= due.at);
        prop_assert!(!end.provisional || due.provisional);
    }

    #[test]
    fn a_period_written_reads_the_same(period in any_period()) {
        prop_assert_eq!(period.to_string().parse(), Ok(period));
    }

    #[test]
    fn the_nth_working_day_is_one_and_they_are_in_order(
        days in 0_i64..3_000, n in 1_u64..400,
    ) {
        let calendar = Calendar::official();
        let start: Date = date(2023, 1, 1) + SignedDuration::from_hours(24 * days);
        let nth = calendar.nth_working_day_after(start, n).unwrap();
        let next = calendar.nth_working_day_after(start, n + 1).unwrap();
        prop_assert!(calendar.is_working_day(nth.date).0);
        prop_assert!(start < nth.date && nth.date < next.date);
        prop_assert_eq!(calendar.working_day_from(nth.date).unwrap().date, nth.date);
    }

    #[test]
    fn no_instant_panics(
        from in any_instant(), period in any_period(), counting in any_counting(), zone in any_zone(),
    ) {
        if let (Ok(end), Ok(due)) = both(from, &period, counting, &zone) {
            prop_assert!(from <= end.at && end.at <= due.at);
            prop_assert!(sweep_at(end.at, lead(&period)) <= end.at);
        }
    }

    #[test]
    fn no_text_panics_and_every_error_has_its_place(text in "\\PC*|[-0-9. adehksworyt天]{0,20}") {
        if let Err(error) = text.parse::<Period>() {
            prop_assert!(text.get(error.range.clone()).is_some());
            prop_assert!(!error.to_string().is_empty());
        }
        let _ = text.parse::<Counting>();
        prop_assert!(Calendar::unknown().with_years(text.as_bytes()).is_err());
    }
}
