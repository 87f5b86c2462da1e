//! Spans such as `+7d`, by which a demonstration's clock is moved.

use jiff::SignedDuration;

/// Units and their seconds.
const UNITS: [(&str, i64); 5] = [("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

/// The furthest that a clock is moved at once: ten years.
const SECONDS_MAX: i64 = 3650 * 86_400;

/// Reads `+7d`, `+90d`, `+1h`, `+30m`, `+2w`; ahead only, as time goes.
///
/// # Errors
/// What was expected.
pub fn span(text: &str) -> Result<SignedDuration, String> {
    let expected =
        || format!("expected a span ahead such as `+7d`, `+1h` or `+30m`, at most ten years; found `{text}`");
    let rest = text.strip_prefix('+').ok_or_else(expected)?;
    let (number, seconds) =
        UNITS.iter().find_map(|(unit, seconds)| Some((rest.strip_suffix(unit)?, *seconds))).ok_or_else(expected)?;
    let number: i64 = number.parse().ok().filter(|number| *number >= 0).ok_or_else(expected)?;
    let seconds = number.checked_mul(seconds).filter(|seconds| *seconds <= SECONDS_MAX).ok_or_else(expected)?;
    Ok(SignedDuration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_others_are_not() {
        assert_eq!(span("+7d").unwrap(), SignedDuration::from_hours(168));
        assert_eq!(span("+1h").unwrap(), SignedDuration::from_hours(1));
        assert_eq!(span("+2w").unwrap(), span("+14d").unwrap());
        for bad in ["7d", "-7d", "+7", "+d", "+-7d", "+7y", "+4000d", "+99999999999999999999d", "", "+7d "] {
            assert!(span(bad).is_err(), "{bad}");
        }
    }
}
