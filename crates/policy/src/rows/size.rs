//! Sizes of files.

use super::{Fact, Kind};
use crate::read::{Field, Reader};
use std::fmt;
use std::str::FromStr;
use toml::{Spanned, de::DeValue};

/// How large a file may be.
///
/// *Shape*: written `20 MiB` or `512 KiB`. *Units*: bytes, in whole KiB (1024 bytes); at most [`Size::MOST`].
///
/// ```
/// use policy::rows::Size;
/// assert_eq!("20 MiB".parse::<Size>().unwrap().bytes(), 20 * 1024 * 1024);
/// assert_eq!("1024 KiB".parse::<Size>().unwrap().to_string(), "1 MiB");
/// assert!(["20", "20MiB", "20 MB", "0 KiB", "257 MiB", "-1 MiB", "+1 MiB"].iter().all(|text| text.parse::<Size>().is_err()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size {
    kib: u64,
}

/// The units in which a size is written, with how many KiB each has.
const UNITS: [(&str, u64); 2] = [(" MiB", 1024), (" KiB", 1)];

impl Size {
    /// The longest file that is taken at all.
    pub const MOST: Self = Self { kib: 256 * 1024 };

    /// How it is written, as a pattern.
    pub(crate) const PATTERN: &'static str = "^[1-9][0-9]{0,5} (KiB|MiB)$";

    /// In bytes.
    #[must_use]
    pub const fn bytes(self) -> u64 {
        self.kib * 1024
    }
}

impl FromStr for Size {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (number, unit) = UNITS.iter().find_map(|(unit, kib)| Some((text.strip_suffix(unit)?, kib))).ok_or(())?;
        if !number.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(());
        }
        let kib = number.parse::<u64>().ok().and_then(|number| number.checked_mul(*unit)).ok_or(())?;
        let size = Self { kib };
        if kib > 0 && size <= Self::MOST { Ok(size) } else { Err(()) }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = UNITS.iter().find(|(_, kib)| self.kib.is_multiple_of(*kib));
        whole.map_or(Ok(()), |(unit, kib)| write!(f, "{}{unit}", self.kib / kib))
    }
}

impl Field for Size {
    const KIND: Kind = Kind::Size;
    fn read(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<Self> {
        let size = value.get_ref().as_str().and_then(|text| text.parse().ok());
        if size.is_none() {
            let expected = format!("a size such as `512 KiB` or `20 MiB`, up to {}", Self::MOST);
            reader.expected(value.span(), &expected, value.get_ref());
        }
        size
    }

    fn fact(&self) -> Fact {
        Fact::Size(*self)
    }
}
