//! Values as they show in a derived set: worked out in the vault, against a permit, and never clear.
//!
//! Tokens are keyed by a [`SetKey`], which is drawn for one set, is written nowhere, and is wiped when the set is made:
//! nobody can make a token again, and two sets have no token in common. The rows of a set that is kept are sealed under a
//! key of their own, derived from the cell's source.
//!
//! Not provided: that a row points to nobody. Whether enough people share it is decided before the set is given out.

use crate::layout::{Fields, NONCE, TAG, VERSION};
use crate::opening::StoredRecord;
use crate::{KeyError, OpenError, Secret, Suite, Vault, masks, normal, reduce};
use jiff::Timestamp;
use jiff::civil::Date;
use life::reference::{Cell, Record, Reference, Set, Subject};
use life::{Permit, Personal};
use policy::Name;
use policy::rows::{Shown, Way};
use zeroize::Zeroizing;

/// The key of one set's tokens; wiped when it is dropped.
#[derive(Debug)]
pub struct SetKey(Secret);

impl SetKey {
    /// Fresh from the random source.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if there are no random bytes.
    pub fn draw() -> Result<Self, KeyError> {
        Ok(Self(Secret::draw()?))
    }

    /// A stand-in for `bytes`, the same for the same use throughout the set.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if the hash function fails.
    pub fn token(&self, of: &str, bytes: &[u8]) -> Result<String, KeyError> {
        let tag = Suite::default().hmac(&self.0, &[&(of.len() as u64).to_be_bytes(), of.as_bytes(), bytes])?;
        Ok(reduce::hex(tag.first_chunk::<16>().unwrap_or(&[0; 16])))
    }
}

/// What sets of one cell are remembered by: as long as the cell has its source, the same makes the same.
///
/// Of whose a value was nothing tells: it is known again by its salt alone, which goes with the value.
#[derive(Debug)]
pub struct SetMemory {
    suite: Suite,
    key: Secret,
}

impl SetMemory {
    /// What tells that rows were worked out of the same value.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if the hash function fails.
    pub fn origin(&self, salt: &[u8; 16]) -> Result<[u8; 16], KeyError> {
        self.part(&[b"origin", salt])
    }

    /// What tells that rows show the same of an item.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if the hash function fails.
    pub fn shown(&self, item: &str, way: &str, shown: &str) -> Result<[u8; 16], KeyError> {
        let lengths = [(item.len() as u64).to_be_bytes(), (way.len() as u64).to_be_bytes()].concat();
        self.part(&[b"shown", &lengths, item.as_bytes(), way.as_bytes(), shown.as_bytes()])
    }

    fn part(&self, parts: &[&[u8]]) -> Result<[u8; 16], KeyError> {
        let tag = self.suite.hmac(&self.key, parts)?;
        Ok(*tag.first_chunk().unwrap_or(&[0; 16]))
    }
}

impl SetKey {
    /// What tells people apart within what shows the same.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if the hash function fails.
    pub fn who(&self, subject: Subject, within: &[u8]) -> Result<[u8; 16], KeyError> {
        let tag = Suite::default().hmac(&self.0, &[b"who", subject.as_bytes(), within])?;
        Ok(*tag.first_chunk().unwrap_or(&[0; 16]))
    }

    /// What tells rows that show the same from others, within the set.
    ///
    /// # Errors
    /// [`KeyError::Primitive`] if the hash function fails.
    pub fn class(&self, shown: &[u8]) -> Result<[u8; 32], KeyError> {
        Suite::default().hmac(&self.0, &[b"class", shown])
    }
}

/// A value as it shows in a derived set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// The record.
    pub record: Record,
    /// The data item.
    pub item: Name,
    /// How it shows; nothing, where the value has not the form that its way needs.
    pub shown: Option<String>,
    /// Whether it would show something that points to somebody by itself: then it is not here.
    pub tells: bool,
}

impl Vault {
    /// Works out what the permit lists, each value in its way.
    ///
    /// # Errors
    /// As [`Vault::open`]; [`OpenError::Form`] for a value that has no way.
    pub fn work_out(
        &self,
        permit: Permit,
        now: Timestamp,
        (product, stored): (&Name, &[StoredRecord]),
        way: impl Fn(&Name) -> Option<Way>,
        key: &SetKey,
    ) -> Result<Vec<Worked>, OpenError> {
        self.each_clear(permit.openings(), now, (product, stored), |(opening, _, value), clear| {
            let (record, item) = (opening.record, opening.item.clone());
            let form = || OpenError::Form { record, item: opening.item.clone(), form: opening.form };
            let way = way(&opening.item).ok_or_else(form)?;
            let shape = value.shape.as_ref().map_or("", Name::as_str);
            let (shown, tells) = show(way, (&item, shape), clear, key)?;
            Ok(Worked { record, item, shown, tells })
        })
    }

    /// What sets of the cell are remembered by.
    ///
    /// # Errors
    /// [`KeyError`] if the keys fail.
    pub fn set_memory(&self, now: Timestamp, (cell, suite): (Cell, Suite)) -> Result<SetMemory, KeyError> {
        let (suite, key) = reduce::lasting_key(self, now, (cell, suite), &["derived member"])?;
        Ok(SetMemory { suite, key })
    }

    /// Seals one row of a set.
    ///
    /// # Errors
    /// [`KeyError`] if the keys fail.
    pub fn seal_row(
        &self,
        now: Timestamp,
        (cell, suite): (Cell, Suite),
        (set, row): (Set, Reference),
        body: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        let key = suite.cipher(&reduce::cell_key(self, now, (cell, suite), &["derived set", &set.to_string()])?)?;
        let mut nonce = [0; NONCE];
        aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
        let mut text = body.to_vec();
        let tag = key.seal(nonce, &bound(suite, cell, set, row), &mut text)?;
        Ok([&[VERSION, suite.byte()], nonce.as_slice(), &text, &tag].concat())
    }

    /// Opens rows of a set, against a permit for the reading; a row that is not what was sealed is nothing.
    ///
    /// # Errors
    /// [`KeyError`] if the keys fail.
    pub fn open_rows(
        &self,
        permit: Permit,
        cell: Cell,
        set: Set,
        rows: &[(Reference, Vec<u8>)],
    ) -> Result<Vec<Option<Zeroizing<Vec<u8>>>>, KeyError> {
        let now = permit.at();
        rows.iter().map(|(row, sealed)| self.open_row(now, cell, (set, *row), sealed)).collect()
    }

    fn open_row(
        &self,
        now: Timestamp,
        cell: Cell,
        (set, row): (Set, Reference),
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, KeyError> {
        let parts = sealed.split_first_chunk::<2>().and_then(|([version, suite], rest)| {
            let suite = Suite::of_byte(*suite).filter(|_| *version == VERSION)?;
            let (nonce, rest) = rest.split_first_chunk::<NONCE>()?;
            let (text, tag) = rest.split_last_chunk::<TAG>()?;
            Some((suite, nonce, text, tag))
        });
        let Some((suite, nonce, text, tag)) = parts else { return Ok(None) };
        let key = suite.cipher(&reduce::cell_key(self, now, (cell, suite), &["derived set", &set.to_string()])?)?;
        let mut plain = Zeroizing::new(vec![0; text.len()]);
        let opened = key.open(*nonce, &bound(suite, cell, set, row), (text, *tag), &mut plain);
        Ok(opened.then_some(plain))
    }
}

fn bound(suite: Suite, cell: Cell, set: Set, row: Reference) -> Vec<u8> {
    let head = Fields::new("yinuo derived row").with(&[VERSION, suite.byte()]);
    head.with(cell.as_bytes()).with(set.as_bytes()).with(row.as_bytes()).as_bytes().to_vec()
}

/// A value in its way, and whether it would have told of somebody.
fn show(
    way: Way,
    (item, shape): (&Name, &str),
    mut clear: Zeroizing<Vec<u8>>,
    key: &SetKey,
) -> Result<(Option<String>, bool), KeyError> {
    if way == Way::Shown(Shown::Token) {
        let clear = Personal::new(std::mem::take(&mut *clear));
        return Ok((Some(key.token(item, &normal::normalised(shape, &clear))?), false));
    }
    let Ok(text) = std::str::from_utf8(&clear) else { return Ok((None, false)) };
    let tells = way == Way::Shown(Shown::AsIs) && tells(shape, text);
    Ok((if tells { None } else { coarsened(way, text.trim()) }, tells))
}

/// Whether a value as it is points to somebody by itself: by its shape, or by what stands in it.
fn tells(shape: &str, text: &str) -> bool {
    match shape {
        "amount" | "instant" => false,
        "" | "text" | "free-text" => masks::points_to_somebody(text),
        _ => true,
    }
}

/// A value at the coarseness of its way; nothing, where it has not the form for that.
fn coarsened(way: Way, text: &str) -> Option<String> {
    let date = || text.get(..10)?.parse::<Date>().ok();
    match way {
        Way::Band(width) => band(text, width),
        Way::Shown(Shown::AsIs) => Some(text.to_owned()),
        Way::Shown(Shown::Token) => None,
        Way::Shown(Shown::Day) => Some(date()?.to_string()),
        Way::Shown(Shown::Month) => date().map(|date| format!("{:04}-{:02}", date.year(), date.month())),
        Way::Shown(Shown::Year) => date().map(|date| format!("{:04}", date.year())),
        Way::Shown(Shown::Province) => masks::area(text, 1),
        Way::Shown(Shown::City) => masks::area(text, 2),
        Way::Shown(Shown::District) => masks::area(text, 3),
    }
}

/// `12.50` in bands of 10: `10-20`, from the one up to the other and not including it.
fn band(text: &str, width: u32) -> Option<String> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if !whole.bytes().chain(part.bytes()).all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let whole: i128 = whole.parse().ok()?;
    let below = negative && part.bytes().any(|digit| digit != b'0');
    let number = if negative { whole.checked_neg()?.checked_sub(i128::from(below))? } else { whole };
    let width = i128::from(width.max(1));
    let from = number.div_euclid(width).checked_mul(width)?;
    Some(format!("{from}-{}", from.checked_add(width)?))
}

#[cfg(test)]
mod tests {
    use super::{SetKey, band, coarsened, show, tells};
    use policy::Name;
    use policy::rows::{Shown, Way};
    use zeroize::Zeroizing;

    #[test]
    fn a_band_holds_its_number() {
        for (text, shown) in [
            ("12.50", "10-20"),
            ("0", "0-10"),
            ("9.99", "0-10"),
            ("10", "10-20"),
            ("-0.01", "-10-0"),
            ("-10", "-10-0"),
            ("-10.5", "-20--10"),
        ] {
            assert_eq!(band(text, 10).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "-", "ten", "1e9", "1.x", "--1"] {
            assert_eq!(band(text, 10), None, "{text}");
        }
    }

    #[test]
    fn dates_and_areas_show_no_more_than_their_way() {
        let way = |way| move |text: &str| coarsened(Way::Shown(way), text);
        assert_eq!(way(Shown::Day)("2026-05-20T09:12:33Z").as_deref(), Some("2026-05-20"));
        assert_eq!(way(Shown::Month)("2026-05-20").as_deref(), Some("2026-05"));
        assert_eq!(way(Shown::Year)("2026-05-20").as_deref(), Some("2026"));
        assert_eq!(way(Shown::Month)("last May"), None);
        let address = "浙江省宁波市海曙区中山西路12号";
        assert_eq!(way(Shown::Province)(address).as_deref(), Some("浙江省"));
        assert_eq!(way(Shown::City)(address).as_deref(), Some("浙江省宁波市"));
        assert_eq!(way(Shown::District)(address).as_deref(), Some("浙江省宁波市海曙区"));
        assert_eq!(way(Shown::City)("12 Zhongshan Road"), None, "what cannot be told is not shown");
    }

    #[test]
    fn a_stand_in_is_the_same_in_one_set_and_another_in_the_next() {
        let phone = |text: &str, key: &SetKey| {
            let clear = Zeroizing::new(text.as_bytes().to_vec());
            show(Way::Shown(Shown::Token), (&Name::from("phone"), "cn-mobile"), clear, key).expect("a token").0
        };
        let (one, next) = (SetKey::draw().expect("a key"), SetKey::draw().expect("a key"));
        assert_eq!(phone("13812345678", &one), phone("+86 138-1234-5678", &one));
        assert_ne!(phone("13812345678", &one), phone("13812345679", &one));
        assert_ne!(phone("13812345678", &one), phone("13812345678", &next));
    }

    #[test]
    fn what_points_to_somebody_by_itself_never_shows_as_it_is() {
        for (shape, text) in
            [("cn-mobile", "13812345678"), ("name", "张小明"), ("text", "call 13812345678"), ("position", "38.9,121.6")]
        {
            assert!(tells(shape, text), "{shape}");
            let clear = Zeroizing::new(text.as_bytes().to_vec());
            let key = SetKey::draw().expect("a key");
            let shown = show(Way::Shown(Shown::AsIs), (&Name::from("x"), shape), clear, &key).expect("shown");
            assert_eq!(shown, (None, true), "{shape}");
        }
        assert!(!tells("text", "A kettle") && !tells("amount", "1234567.00"));
    }
}
