//! The noise of a statistic: what its numbers are blurred by, and how much may be learnt of one person in all.
//!
//! Source: C. Dwork, A. Roth, The Algorithmic Foundations of Differential Privacy (2014), sections 2.3 and 3.3.

use super::row;
use crate::read::{Field, Reader};
use crate::rows::{Fact, Kind};
use crate::time::Period;
use toml::Spanned;
use toml::de::DeValue;

row! {
    /// `derived.*.noise`: how its numbers are blurred, and how often.
    Noise, "the noise of a statistic" {
        /// The privacy loss of one release, in decimals: the smaller, the more noise.
        "epsilon" epsilon: Epsilon,
        /// The privacy loss of all releases within `per`: what would go beyond is not released.
        "budget" budget: Epsilon,
        /// Within which time the budget counts.
        "per" per: Period,
        /// How often one person counts in one release; once unless it says otherwise.
        "at-most" at_most: Option<u32>,
    }
}

impl Noise {
    /// How often one person counts in one release.
    #[must_use]
    pub fn at_most(&self) -> u32 {
        self.at_most.unwrap_or(1)
    }
}

/// A privacy loss: the ε of differential privacy.
///
/// Units: thousandths, so that what is spent adds up exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Epsilon(u32);

impl Epsilon {
    /// The longest text that is read: 9,999.999.
    const TEXT_MAX: usize = 8;

    /// How it is written, as a pattern.
    pub(crate) const PATTERN: &'static str = "^[0-9]{1,8}([.][0-9]{1,3})?$";

    /// So many thousandths.
    #[must_use]
    pub const fn of_thousandths(thousandths: u32) -> Self {
        Self(thousandths)
    }

    /// In thousandths.
    #[must_use]
    pub const fn thousandths(self) -> u32 {
        self.0
    }

    /// `0.5`: digits, and at most three behind a point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = text.len() <= Self::TEXT_MAX && part.is_none_or(|part| digits(part) && part.len() <= 3);
        if !digits(whole) || !fits {
            return None;
        }
        let part: u32 = format!("{:0<3}", part.unwrap_or_default()).parse().ok()?;
        whole.parse::<u32>().ok()?.checked_mul(1000)?.checked_add(part).map(Self)
    }
}

impl std::fmt::Display for Epsilon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0 / 1000, self.0 % 1000);
        if part == 0 {
            return write!(f, "{whole}");
        }
        write!(f, "{whole}.{}", format!("{part:03}").trim_end_matches('0'))
    }
}

impl Field for Epsilon {
    const KIND: Kind = Kind::Decimal;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let found = value.get_ref().as_str().and_then(Self::parse);
        if found.is_none() {
            reader.expected(
                value.span(),
                "a decimal in quotes, such as `\"0.5\"`, of at most three digits behind the point",
                value.get_ref(),
            );
        }
        found
    }
    fn fact(&self) -> Fact {
        Fact::Plain(self.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::Epsilon;

    #[test]
    fn a_privacy_loss_is_read_to_the_thousandth_and_said_as_it_is_written() {
        for (text, thousandths, said) in
            [("1", 1000, "1"), ("0.5", 500, "0.5"), ("0.125", 125, "0.125"), ("2.50", 2500, "2.5"), ("0", 0, "0")]
        {
            let read = Epsilon::parse(text).expect(text);
            assert_eq!((read.thousandths(), read.to_string().as_str()), (thousandths, said), "{text}");
        }
        for text in ["", ".", ".5", "1.", "-1", "+1", "1e3", "0.0001", "1,5", " 1", "99999.999", "NaN"] {
            assert_eq!(Epsilon::parse(text), None, "{text}");
        }
    }
}
