//! PNG (ISO/IEC 15948): chunks that make up the picture, and how it is turned.

use super::turned::{tiff, turned};
use super::{Out, Source, amiss};
use std::io;

/// Chunks that are kept as they are, and how long each may be: the picture, its frames, its colours and its grain. What stands
/// behind what a chunk is made of says nothing of the picture.
const KEPT: [(&[u8; 4], Length); 18] = [
    (b"IHDR", Length::Exactly(13)),
    (b"PLTE", Length::AtMost(768)),
    (b"IDAT", Length::AtMost(i32::MAX.unsigned_abs())),
    (b"IEND", Length::Exactly(0)),
    (b"tRNS", Length::AtMost(256)),
    (b"cHRM", Length::Exactly(32)),
    (b"gAMA", Length::Exactly(4)),
    (b"sBIT", Length::AtMost(4)),
    (b"sRGB", Length::Exactly(1)),
    (b"cICP", Length::Exactly(4)),
    (b"mDCV", Length::Exactly(24)),
    (b"cLLI", Length::Exactly(8)),
    (b"bKGD", Length::AtMost(6)),
    (b"hIST", Length::AtMost(512)),
    (b"pHYs", Length::Exactly(9)),
    (b"acTL", Length::Exactly(8)),
    (b"fcTL", Length::Exactly(26)),
    (b"fdAT", Length::AtMost(i32::MAX.unsigned_abs())),
];

/// How many bytes a chunk has.
#[derive(Debug, Clone, Copy)]
enum Length {
    Exactly(u32),
    AtMost(u32),
}

impl Length {
    const fn holds(self, length: u32) -> bool {
        match self {
            Self::Exactly(exact) => length == exact,
            Self::AtMost(most) => length <= most,
        }
    }
}

/// The longest EXIF data in which it is looked for how the picture is turned.
const EXIF_MAX: u32 = 64 * 1024;

#[derive(Debug, Default)]
pub(super) struct Png {
    begun: bool,
}

impl Png {
    pub(super) fn step(&mut self, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        if !self.begun {
            self.begun = true;
            out.push(&from.bytes::<8>()?);
            return Ok(());
        }
        let (length, kind) = (u32::from_be_bytes(from.bytes()?), from.bytes::<4>()?);
        if length > i32::MAX.unsigned_abs() || !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(amiss("expected a PNG picture"));
        }
        // Its checksum follows.
        let rest = u64::from(length) + 4;
        let known = KEPT.iter().find(|(name, _)| **name == kind);
        let formed = known.is_some_and(|(_, known)| known.holds(length));
        if known.is_some() && !formed && kind.first().is_some_and(u8::is_ascii_uppercase) {
            return Err(amiss("expected a PNG picture"));
        }
        if formed {
            out.push(&length.to_be_bytes());
            out.push(&kind);
            out.copy(rest);
            if &kind == b"IEND" {
                out.end();
            }
        } else if &kind == b"eXIf" && length <= EXIF_MAX {
            let exif = from.some(usize::try_from(length).unwrap_or(0))?;
            from.skip(4)?;
            if let Some(how) = turned(&exif).filter(|how| *how > 1) {
                let chunk = [&b"eXIf"[..], &tiff(how)].concat();
                out.push(&26_u32.to_be_bytes());
                out.push(&chunk);
                out.push(&crc32fast::hash(&chunk).to_be_bytes());
            }
        } else {
            from.skip(rest)?;
        }
        Ok(())
    }
}
