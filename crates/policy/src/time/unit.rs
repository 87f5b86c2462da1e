//! The units a period is written in, their names, and the most that may be counted in each.

/// The unit of a [`Period`](super::Period).
///
/// *Shape*: seconds, minutes and hours are exact and run from the stated moment; the others are units of
/// the calendar and depend on where in the year they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Exact seconds.
    Second,
    /// Exact minutes of 60 seconds.
    Minute,
    /// Exact hours of 3,600 seconds, whatever the clocks on the wall do meanwhile.
    Hour,
    /// Calendar days.
    Day,
    /// Days on which the country's official calendar has people at work, make-up days included.
    WorkingDay,
    /// Seven calendar days.
    Week,
    /// Calendar months, clamped to the month's end.
    Month,
    /// Calendar years, clamped to the month's end (29 February).
    Year,
}

/// What one unit is called and how far it reaches: the one table that reader, writer and bound share.
struct Row {
    one: &'static str,
    many: &'static str,
    /// A short form that is read and never written.
    short: Option<&'static str>,
    /// 200 years in this unit.
    most: u64,
    /// Mean length in seconds; exact for hours and shorter.
    seconds: u64,
}

const DAY: u64 = 86_400;
const YEAR: u64 = 31_556_952; // mean Gregorian year: 365.2425 days
const DAYS_MAX: u64 = 73_050; // 200 years of 365.25 days
const WORKING_DAYS_A_YEAR: u64 = 248; // as in 2025 and 2026

/// What people write and the language does not read, with what they mean.
const MISTAKEN: [(&str, Unit); 12] = [
    ("business day", Unit::WorkingDay),
    ("business days", Unit::WorkingDay),
    ("workday", Unit::WorkingDay),
    ("workdays", Unit::WorkingDay),
    ("sec", Unit::Second),
    ("mins", Unit::Minute),
    ("hr", Unit::Hour),
    ("hrs", Unit::Hour),
    ("d", Unit::Day),
    ("calendar days", Unit::Day),
    ("yr", Unit::Year),
    ("yrs", Unit::Year),
];

impl Unit {
    /// Every unit, shortest first.
    pub const ALL: [Self; 8] =
        [Self::Second, Self::Minute, Self::Hour, Self::Day, Self::WorkingDay, Self::Week, Self::Month, Self::Year];

    const fn row(self) -> Row {
        let (one, many, short, most, seconds) = match self {
            Self::Second => ("second", "seconds", Some("s"), DAYS_MAX * DAY, 1),
            Self::Minute => ("minute", "minutes", Some("min"), DAYS_MAX * 1_440, 60),
            Self::Hour => ("hour", "hours", Some("h"), DAYS_MAX * 24, 3_600),
            Self::Day => ("day", "days", None, DAYS_MAX, DAY),
            Self::WorkingDay => {
                ("working day", "working days", None, 200 * WORKING_DAYS_A_YEAR, YEAR / WORKING_DAYS_A_YEAR)
            }
            Self::Week => ("week", "weeks", None, DAYS_MAX / 7, 7 * DAY),
            Self::Month => ("month", "months", None, 200 * 12, YEAR / 12),
            Self::Year => ("year", "years", None, 200, YEAR),
        };
        Row { one, many, short, most, seconds }
    }

    /// The name as the policy writes it: `day` for one, `days` for any other amount.
    #[must_use]
    pub const fn name(self, amount: u64) -> &'static str {
        let row = self.row();
        if amount == 1 { row.one } else { row.many }
    }

    /// The most of this unit that a period may count: 200 years.
    #[must_use]
    pub const fn most(self) -> u64 {
        self.row().most
    }

    /// True of seconds, minutes and hours, which run from the stated moment and never roll past rest days.
    #[must_use]
    pub const fn is_exact(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }

    /// Mean length in seconds: exact for exact units, of the Gregorian calendar for the others.
    pub(super) const fn mean_seconds(self) -> u64 {
        self.row().seconds
    }

    /// The unit written `word`, words parted by one space; nothing if the language does not read it.
    pub(super) fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.words().any(|known| known == word))
    }

    /// Every word that is read as this unit.
    pub(crate) fn words(self) -> impl Iterator<Item = &'static str> {
        let row = self.row();
        [row.one, row.many].into_iter().chain(row.short)
    }

    /// The unit that `word` was probably meant to be; nothing unless it is near.
    pub(super) fn near(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let meant = MISTAKEN.iter().find(|(mistaken, _)| *mistaken == word);
        Self::read(&word).or(meant.map(|(_, unit)| *unit)).or_else(|| {
            // Two slips are a slip; in a word of three letters they are another word.
            let slips = |unit: &Self| strsim::damerau_levenshtein(unit.row().many, &word);
            let nearest = Self::ALL.into_iter().min_by_key(slips);
            nearest.filter(|unit| word.chars().count() > 3 && slips(unit) <= 2)
        })
    }
}
