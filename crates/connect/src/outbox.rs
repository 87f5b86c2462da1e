//! The pace of repeated attempts. Pure: when to try again is computed, waiting is the worker's.

use std::time::Duration;

/// The wait after the first failed attempt.
pub const BACKOFF_MIN: Duration = Duration::from_secs(2);

/// The longest wait between two attempts.
pub const BACKOFF_MAX: Duration = Duration::from_secs(15 * 60);

/// How long to wait after failed attempt number `attempt`, counted from 1.
///
/// *Shape*: doubles from [`BACKOFF_MIN`] up to [`BACKOFF_MAX`]; no jitter, so that a simulated year comes out the
/// same each time. Rows of one recipient go in order, so there is no herd to scatter.
///
/// ```
/// use connect::outbox::{BACKOFF_MAX, backoff};
/// use std::time::Duration;
///
/// assert_eq!(backoff(1), Duration::from_secs(2));
/// assert_eq!(backoff(4), Duration::from_secs(16));
/// assert_eq!(backoff(u32::MAX), BACKOFF_MAX);
/// ```
#[must_use]
pub fn backoff(attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1);
    let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
    BACKOFF_MIN.saturating_mul(factor).min(BACKOFF_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn waits_are_bounded_and_never_shrink(attempt in 0..u32::MAX) {
            let (now, next) = (backoff(attempt), backoff(attempt + 1));
            prop_assert!(BACKOFF_MIN <= now && now <= next && next <= BACKOFF_MAX);
        }
    }
}
