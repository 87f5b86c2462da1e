//! PNG (ISO/IEC 15948): chunks that make up the picture, and how it is turned.

use super::turned::{tiff, turned};
use super::{Out, Source, amiss};
use std::io;

/// Chunks that are kept as they are: the picture, its frames, its colours and its grain.
const KEPT: [&[u8; 4]; 18] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI",
    b"bKGD", b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

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
        if KEPT.contains(&&kind) {
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
