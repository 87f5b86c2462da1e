//! The divisions of China: which of them a text begins with.
//!
//! Promises: a division counts only where its name stands as it is in GB/T 2260 or without its last word (`广西`), in simplified
//! or traditional characters, and within the one that stands before it. Whatever else follows is no division.
//!
//! Not provided: names that were given up, towns and streets, and counties without their last word: too many are names of people,
//! too (`高明`).

use super::is_han;
use std::sync::LazyLock;
use zeroize::Zeroizing;

/// Where a text stops being one of divisions.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The last division, with all that it lies in. Shape: six digits of GB/T 2260.
    pub(super) code: u32,
    /// How long they are. Unit: bytes.
    pub(super) len: usize,
}

#[derive(Debug)]
struct Row {
    spelling: &'static str,
    code: u32,
    /// Without its last word.
    bare: bool,
}

/// Every division, by its code.
static LINES: LazyLock<Vec<Line>> = LazyLock::new(|| {
    let mut lines: Vec<Line> = include_str!("divisions.txt").lines().filter_map(Line::read).collect();
    lines.sort_unstable_by_key(|line| line.code);
    lines
});

/// Every spelling, in order.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let mut rows: Vec<Row> = LINES.iter().flat_map(Line::spellings).collect();
    rows.sort_unstable_by_key(|row| (row.spelling, row.code));
    rows
});

/// A traditional character and its simplified one, in order. Both are as long in bytes, so that places stay what they are.
static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let chars: Vec<char> = include_str!("traditional.txt").chars().filter(|c| is_han(*c)).collect();
    let (pairs, _) = chars.as_chunks::<2>();
    let mut pairs: Vec<_> = pairs.iter().map(|[traditional, simplified]| (*traditional, *simplified)).collect();
    pairs.sort_unstable();
    pairs
});

/// The longest name, and the shortest that counts. Unit: characters.
const CHARS_MAX: usize = 15;
const CHARS_MIN: usize = 2;
/// The most that stands between two names. Unit: characters.
const BETWEEN_MAX: usize = 3;
/// Ahead of a province.
const COUNTRY: [&str; 2] = ["中华人民共和国", "中国"];

#[derive(Debug, Clone, Copy)]
struct Line {
    code: u32,
    name: &'static str,
    others: &'static str,
    bare: &'static str,
}

impl Line {
    fn read(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let mut next = || columns.next().unwrap_or_default();
        Some(Self { code: next().parse().ok()?, name: next(), others: next(), bare: next() })
    }

    fn spellings(&self) -> impl Iterator<Item = Row> {
        let full = std::iter::once(self.name).chain(self.others.split(' ')).filter(|name| *name != self.bare);
        let all = full
            .map(|spelling| (spelling, false))
            .chain([(self.bare, true)])
            .filter(|(spelling, _)| !spelling.is_empty());
        all.map(|(spelling, bare)| Row { spelling, code: self.code, bare })
    }
}

/// The divisions that `text` begins with, each within the one before it; nothing if it begins with none.
pub(super) fn begins_with(text: &str) -> Option<Found> {
    let text = simplified(text);
    let country = COUNTRY.iter().find_map(|name| text.strip_prefix(name)).unwrap_or(&text);
    let mut rest = between(country);
    let mut found = None;
    while let Some((row, after)) = next(found.as_ref().map_or(0, |found: &Found| found.code), rest) {
        found = Some(Found { code: row.code, len: text.len() - after.len() });
        rest = between(after);
    }
    found
}

/// The name of a division with those of all that it lies in: `浙江省杭州市余杭区`.
pub(super) fn name(code: u32) -> String {
    let mut whole = vec![province(code), prefecture(code), code];
    whole.dedup();
    let line = |code| LINES.binary_search_by_key(&code, |line| line.code).ok().and_then(|place| LINES.get(place));
    whole.into_iter().filter_map(line).map(|line| line.name).collect()
}

/// The division at `level` in which this one lies; itself, where it lies no deeper. 1 is a province, 2 a prefecture.
pub(super) const fn at_level(code: u32, level: usize) -> u32 {
    match level {
        0 | 1 => province(code),
        2 => prefecture(code),
        _ => code,
    }
}

const fn province(code: u32) -> u32 {
    code - code % 10_000
}

const fn prefecture(code: u32) -> u32 {
    code - code % 100
}

const fn level(code: u32) -> usize {
    match (code % 10_000, code % 100) {
        (0, _) => 1,
        (_, 0) => 2,
        _ => 3,
    }
}

/// Whether one division lies in another; in 0 each does.
const fn lies_in(code: u32, other: u32) -> bool {
    match level(other) {
        _ if other == 0 => true,
        1 => province(code) == other && code != other,
        2 => prefecture(code) == other && code != other,
        _ => false,
    }
}

/// The longest name at the front that is one of a single division in `other`, and what follows it.
fn next(other: u32, text: &str) -> Option<(&'static Row, &str)> {
    let ends: Vec<usize> = text.char_indices().take(CHARS_MAX).map(|(at, c)| at + c.len_utf8()).collect();
    let longest_first = ends.iter().enumerate().skip(CHARS_MIN - 1).rev();
    longest_first.filter_map(|(count, end)| Some((count + 1, text.split_at_checked(*end)?))).find_map(
        |(chars, (spelling, after))| {
            let from = ROWS.partition_point(|row| row.spelling < spelling);
            let same = ROWS.iter().skip(from).take_while(|row| row.spelling == spelling);
            let within: Vec<&Row> = same.filter(|row| lies_in(row.code, other)).collect();
            let highest = within.iter().map(|row| level(row.code)).min()?;
            let mut of_level = within.into_iter().filter(|row| level(row.code) == highest);
            // Of two that are called the same it cannot be told which is meant.
            let row = of_level.next().filter(|_| of_level.next().is_none())?;
            counts(row, other, chars, after).then_some((row, after))
        },
    )
}

/// Whether a name says by itself that it is one of a division.
fn counts(row: &Row, other: u32, chars: usize, after: &str) -> bool {
    match (level(row.code), row.bare) {
        // 丽水, 常德: names of people, too, unless they stand between two divisions or in their province.
        (2, true) if other == 0 => goes_on(row, after),
        // 北京路 is a street anywhere; 台州路桥区 is none.
        (_, true) if begins_with_street(after) => goes_on(row, after),
        // 东区, 城区: parts of many a town.
        (3, _) if other == 0 => chars > CHARS_MIN,
        _ => true,
    }
}

fn goes_on(row: &Row, after: &str) -> bool {
    next(row.code, between(after)).is_some()
}

/// Whether a street goes on where a short name ends: 北京路, 上海西路.
fn begins_with_street(text: &str) -> bool {
    let rest = text.trim_start_matches(['东', '西', '南', '北', '中', '大', '一', '二', '三', '四', '五', '六']);
    rest.starts_with(['路', '街', '道', '巷', '弄', '里'])
}

/// What follows what people write between two names.
fn between(text: &str) -> &str {
    let is_between = |c: char| c.is_whitespace() || ",，、;；.。·-–—/|>_".contains(c);
    let len = text.chars().take(BETWEEN_MAX).take_while(|c| is_between(*c)).map(char::len_utf8).sum();
    text.get(len..).unwrap_or_default()
}

fn simplified(text: &str) -> Zeroizing<String> {
    let simplify = |c: char| match SIMPLIFIED.binary_search_by_key(&c, |(traditional, _)| *traditional) {
        Ok(place) => SIMPLIFIED.get(place).map_or(c, |(_, simplified)| *simplified),
        Err(_) => c,
    };
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    out.extend(text.chars().map(simplify));
    out
}

#[cfg(test)]
mod tests;
