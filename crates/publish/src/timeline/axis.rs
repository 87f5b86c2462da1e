//! A time axis on which minutes and years stand side by side.

use super::names::Names;
use super::words as w;
use crate::phrases::Phrase;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3600.0;
const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.2425 * DAY;

/// Distances from the event that deserve a label. *Units*: seconds, and how many of which unit.
const TICKS: [(f64, u32, Phrase); 20] = [
    (MINUTE, 1, w::MINUTES),
    (5.0 * MINUTE, 5, w::MINUTES),
    (15.0 * MINUTE, 15, w::MINUTES),
    (HOUR, 1, w::HOURS),
    (6.0 * HOUR, 6, w::HOURS),
    (DAY, 1, w::DAYS),
    (3.0 * DAY, 3, w::DAYS),
    (7.0 * DAY, 7, w::DAYS),
    (15.0 * DAY, 15, w::DAYS),
    (30.0 * DAY, 30, w::DAYS),
    (90.0 * DAY, 90, w::DAYS),
    (YEAR / 2.0, 6, w::MONTHS),
    (YEAR, 1, w::YEARS),
    (2.0 * YEAR, 2, w::YEARS),
    (5.0 * YEAR, 5, w::YEARS),
    (10.0 * YEAR, 10, w::YEARS),
    (20.0 * YEAR, 20, w::YEARS),
    (50.0 * YEAR, 50, w::YEARS),
    (100.0 * YEAR, 100, w::YEARS),
    (200.0 * YEAR, 200, w::YEARS),
];

/// Nearly straight below `unit` from the event, logarithmic above it.
pub(super) struct Axis {
    unit: f64,
    most: f64,
    left: f64,
    right: f64,
}

/// A labelled place on the axis.
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) label: String,
}

impl Axis {
    /// An axis from `left` to `right` that shows every one of `lengths`. *Units*: lengths in seconds, places in the picture's own.
    pub(super) fn of(lengths: &[f64], left: f64, right: f64) -> Self {
        let real = || lengths.iter().copied().filter(|length| *length > 0.0);
        let least = real().fold(f64::INFINITY, f64::min).min(30.0 * DAY);
        let most = real().fold(HOUR, f64::max);
        Self { unit: (least / 3.0).clamp(20.0, 3.0 * DAY), most, left, right }
    }

    /// Where `length` seconds after the event lie; never outside the axis.
    pub(super) fn x(&self, length: f64) -> f64 {
        let share = (1.0 + length.clamp(0.0, self.most) / self.unit).ln() / (1.0 + self.most / self.unit).ln();
        self.left + share * (self.right - self.left)
    }

    /// Labels that do not touch, each at least `apart` from the one before; the event itself is the first.
    pub(super) fn ticks(&self, names: &Names<'_>, apart: f64) -> Vec<Tick> {
        let mut ticks = vec![Tick { x: self.left, label: names.word(w::EVENT_MARK).to_owned() }];
        for (length, count, phrase) in TICKS.into_iter().filter(|(length, ..)| *length <= self.most * 1.02) {
            let x = self.x(length);
            if ticks.last().is_none_or(|last| x - last.x >= apart) {
                ticks.push(Tick { x, label: names.say(phrase, &[("n", &count.to_string())]) });
            }
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::{Axis, DAY, YEAR};

    #[test]
    fn minutes_and_years_have_their_places_in_order() {
        let lengths = [300.0, 7.0 * DAY, 90.0 * DAY, 10.0 * YEAR];
        let axis = Axis::of(&lengths, 10.0, 410.0);
        let places: Vec<f64> = lengths.iter().map(|length| axis.x(*length)).collect();
        assert!(places.windows(2).all(|pair| matches!(pair, [one, other] if other - one > 25.0)), "{places:?}");
        assert!(axis.x(0.0) == 10.0 && axis.x(1e12) == 410.0 && axis.x(-5.0) == 10.0);
    }

    #[test]
    fn nothing_to_show_is_still_an_axis() {
        let axis = Axis::of(&[], 0.0, 1.0);
        assert!(axis.x(60.0).is_finite() && axis.x(0.0) == 0.0);
    }
}
