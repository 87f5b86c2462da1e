//! JPEG (ITU T.81): segments that make up the picture, and how it is turned.

use super::turned::{tiff, turned};
use super::{Out, Source, amiss};
use std::io::{self, BufRead as _};

/// Where in the picture we are.
#[derive(Debug, Default)]
pub(super) enum Jpeg {
    #[default]
    Begins,
    /// Before a marker.
    Segments,
    /// After the first byte of a marker within a scan.
    Marker(u8),
    /// Within the data of a scan.
    Scan,
}

const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP14: u8 = 0xee;
const DHT: u8 = 0xc4;
const DAC: u8 = 0xcc;
const SOS: u8 = 0xda;
const DQT: u8 = 0xdb;
const DNL: u8 = 0xdc;
const DRI: u8 = 0xdd;
const EXP: u8 = 0xdf;
const EOI: u8 = 0xd9;

impl Jpeg {
    pub(super) fn step(&mut self, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        match *self {
            Self::Begins => {
                out.push(&from.bytes::<2>()?);
                *self = Self::Segments;
            }
            Self::Segments => {
                let code = marker(from)?;
                self.segment(code, from, out)?;
            }
            Self::Marker(code) => self.segment(code, from, out)?,
            Self::Scan => self.scan(from, out)?,
        }
        Ok(())
    }

    fn segment(&mut self, code: u8, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        *self = Self::Segments;
        match code {
            EOI => {
                out.push(&[0xff, EOI]);
                out.end();
                return Ok(());
            }
            // Stands alone, and says nothing outside a scan.
            0x01 | 0xd0..=0xd7 => return Ok(()),
            0x00 | 0xd8 => return Err(amiss("expected a JPEG picture")),
            _ => {}
        }
        let length = u16::from_be_bytes(from.bytes()?);
        let length = length.checked_sub(2).ok_or_else(|| amiss("expected a JPEG picture"))?;
        match code {
            APP0..=0xef => {
                let payload = from.some(length.into())?;
                if let Some(kept) = kept(code, &payload) {
                    push(out, code, &kept);
                }
            }
            // Frames, tables, scans, intervals. 0xc8 is kept for extensions that never came.
            0xc0..=0xc7 | 0xc9..=0xcf | SOS..=0xdf => {
                let payload = from.some(length.into())?;
                if !is_formed(code, &payload) {
                    return Err(amiss("expected a JPEG picture"));
                }
                push(out, code, &payload);
                if code == SOS {
                    *self = Self::Scan;
                }
            }
            _ => from.skip(length.into())?,
        }
        Ok(())
    }

    /// The data of a scan, up to the marker that ends it.
    fn scan(&mut self, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        let hand = from.at_hand()?;
        if hand.is_empty() {
            return Err(amiss("expected the whole file"));
        }
        let data = data_in(hand)?;
        if data > 0 {
            out.push(hand.get(..data).unwrap_or_default());
            from.took(data);
            return Ok(());
        }
        match marker(from)? {
            data @ (0x00 | 0xd0..=0xd7) => out.push(&[0xff, data]),
            code => *self = Self::Marker(code),
        }
        Ok(())
    }
}

/// How many of the bytes at hand are data of the scan: those before a marker that may end it, or of which the code is not at hand.
fn data_in(hand: &[u8]) -> io::Result<usize> {
    let mut data = 0;
    loop {
        let mut rest = hand.get(data..).unwrap_or_default();
        let passed = rest.skip_until(0xff)?;
        match (hand.get(data..data + passed), rest.first()) {
            (Some([.., 0xff]), Some(0x00 | 0xd0..=0xd7)) => data += passed + 1,
            (Some([.., 0xff]), _) => return Ok(data + passed - 1),
            _ => return Ok(hand.len()),
        }
    }
}

/// The code of the marker that stands here; it may be filled up in front.
fn marker(from: &mut Source<'_>) -> io::Result<u8> {
    if from.bytes::<1>()? != [0xff] {
        return Err(amiss("expected a JPEG picture"));
    }
    loop {
        let [code] = from.bytes()?;
        if code != 0xff {
            return Ok(code);
        }
    }
}

/// Whether a segment is as long as what it is made of (ITU T.81 B.2): nothing else stands in it.
fn is_formed(code: u8, payload: &[u8]) -> bool {
    let count = |at: usize| payload.get(at).copied().map_or(usize::MAX, usize::from);
    let counted = |at, front: usize, each: usize| payload.len() == count(at).saturating_mul(each).saturating_add(front);
    match code {
        DHT => are_tables(payload, |rest| Some(17 + rest.get(1..17)?.iter().copied().map(usize::from).sum::<usize>())),
        DQT => are_tables(payload, |rest| Some(if rest.first()? >> 4 == 0 { 65 } else { 129 })),
        // Two bytes for each of at most 32 tables.
        DAC => payload.len().is_multiple_of(2) && payload.len() <= 64,
        SOS => count(0) <= 4 && counted(0, 4, 2),
        DNL | DRI => payload.len() == 2,
        EXP => payload.len() == 1,
        _ => counted(5, 6, 3),
    }
}

/// Whether there are whole tables and nothing behind them; `length` says how long the first one is.
fn are_tables(mut rest: &[u8], length: impl Fn(&[u8]) -> Option<usize>) -> bool {
    while !rest.is_empty() {
        match length(rest).and_then(|length| rest.get(length..)) {
            Some(behind) => rest = behind,
            None => return false,
        }
    }
    true
}

/// What is kept of an application's segment.
fn kept(code: u8, payload: &[u8]) -> Option<Vec<u8>> {
    match code {
        // Without the thumbnail that may follow.
        APP0 if payload.starts_with(b"JFIF\0") => Some([payload.get(..12)?, &[0, 0]].concat()),
        APP1 => {
            let how = turned(payload.strip_prefix(b"Exif\0\0")?).filter(|how| *how > 1)?;
            Some([&b"Exif\0\0"[..], &tiff(how)].concat())
        }
        // How its colours are to be read.
        APP14 if payload.starts_with(b"Adobe") => Some(payload.get(..12)?.to_vec()),
        _ => None,
    }
}

fn push(out: &mut Out, code: u8, payload: &[u8]) {
    let length = u16::try_from(payload.len() + 2).unwrap_or(u16::MAX);
    out.push(&[0xff, code]);
    out.push(&length.to_be_bytes());
    out.push(payload);
}
