//! Instants as the recipe writes them: `2026-01-04T08:00:00Z`, in whole seconds since 1970.

/// Reads an `x-acs-date`; `None` for any other form, an impossible day or an impossible time.
pub(crate) fn parse_instant(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let days = days_from_civil(year, month, day);
    // Counting back finds the days that no month has: they come out as another date.
    let real = civil_from_days(days) == (year, month, day) && hour < 24 && minute < 60 && second < 60;
    real.then_some(days * 86_400 + hour * 3600 + minute * 60 + second)
}

/// An instant as wall time in Beijing (UTC+8, no summer time): `yyyyMMdd` and `yyyy-MM-dd HH:mm:ss`.
pub(crate) fn beijing(unix_seconds: i64) -> (String, String) {
    let local = unix_seconds + 8 * 3600;
    let (year, month, day) = civil_from_days(local.div_euclid(86_400));
    let second = local.rem_euclid(86_400);
    let time = format!("{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60);
    (format!("{year:04}{month:02}{day:02}"), format!("{year:04}-{month:02}-{day:02} {time}"))
}

fn numbers(text: &str, separator: char, widths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(separator);
    let mut read = [0; 3];
    for (slot, width) in read.iter_mut().zip(widths) {
        let part = parts.next()?;
        let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        *slot = if digits {
            part.parse().ok()?
        } else {
            return None;
        };
    }
    parts.next().is_none().then_some(read)
}

/// Days since 1970-01-01 of a date of the proleptic Gregorian calendar, counted in years that begin in March.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_and_written() {
        assert_eq!(parse_instant("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(parse_instant("2023-10-26T10:22:32Z"), Some(1_698_315_752));
        assert_eq!(parse_instant("2024-02-29T23:59:59Z"), Some(1_709_251_199));
        assert_eq!(beijing(1_709_251_199), ("20240301".to_owned(), "2024-03-01 07:59:59".to_owned()));
    }

    #[test]
    fn other_forms_are_not_read() {
        for text in ["2023-02-29T00:00:00Z", "2023-10-26 10:22:32Z", "2023-10-26T24:00:00Z", "2023-10-26T10:22:32"] {
            assert_eq!(parse_instant(text), None, "{text}");
        }
    }
}
