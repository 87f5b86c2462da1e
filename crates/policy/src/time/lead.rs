//! How early a sweep runs, so that the last copy is gone at the instant promised.

use jiff::{SignedDuration, Timestamp};

use super::Period;

/// The longest lead: an hour, unless the policy's `protect.lead` says otherwise.
pub const LEAD_MAX: SignedDuration = SignedDuration::from_hours(1);

/// How long before the end of a `within` rule its sweep runs: an hour, or a tenth of a period shorter than
/// ten hours.
///
/// *Units*: exact; `5 minutes` have a lead of 30 s, `at once` has none.
/// *Source*: design section 3, `within` and `protect.lead`.
#[must_use]
pub fn lead(period: &Period) -> SignedDuration {
    lead_at_most(period, LEAD_MAX)
}

/// As [`lead`], with `most` in the place of the hour. Below zero counts as none.
#[must_use]
pub fn lead_at_most(period: &Period, most: SignedDuration) -> SignedDuration {
    let tenth = period.approximate() / 10;
    tenth.min(most).max(SignedDuration::ZERO)
}

/// When the sweep for `end` runs: `lead` earlier.
///
/// Never after `end`, even if `lead` is below zero; no earlier than the first representable instant.
#[must_use]
pub fn sweep_at(end: Timestamp, lead: SignedDuration) -> Timestamp {
    let lead = lead.max(SignedDuration::ZERO);
    end.checked_sub(lead).unwrap_or(Timestamp::MIN)
}
