//! RIFF: WebP pictures and WAVE recordings. The file's length stays what it is: what is taken out is overwritten.

use super::turned::{tiff, turned};
use super::{Out, Source, amiss, wave};
use std::io;

pub(super) struct Riff {
    kept: &'static [&'static [u8; 4]],
    /// Bytes of chunks that are still to come; none before the beginning.
    left: Option<u64>,
}

/// The longest EXIF data of a picture.
const EXIF_MAX: u32 = 64 * 1024;
/// A chunk of which nothing is left.
pub(super) const BLANK: &[u8; 4] = b"JUNK";

impl Riff {
    pub(super) const fn webp() -> Self {
        Self { kept: &[b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"], left: None }
    }

    pub(super) const fn wave() -> Self {
        Self { kept: &[b"fmt ", b"fact", b"data"], left: None }
    }

    pub(super) fn step(&mut self, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        let Some(left) = self.left else {
            let head = from.bytes::<12>()?;
            let [_, _, _, _, a, b, c, d, ..] = head;
            let size = u64::from(u32::from_le_bytes([a, b, c, d]));
            self.left = Some(size.checked_sub(4).ok_or_else(|| amiss("expected a file that says how long it is"))?);
            out.push(&head);
            return Ok(());
        };
        if left == 0 {
            out.end();
            return Ok(());
        }
        let (kind, length) = (from.bytes::<4>()?, u32::from_le_bytes(from.bytes()?));
        let padded = u64::from(length) + u64::from(length % 2);
        let within = || amiss("expected chunks that lie within their file");
        // An odd last chunk is often not filled up.
        let padded = if left == u64::from(length) + 8 { u64::from(length) } else { padded };
        let mut took = padded + 8;
        if &kind == b"fmt " && self.kept.contains(&&kind) {
            wave::format(length, padded, from, out)?;
            self.left = Some(left.checked_sub(took).ok_or_else(within)?);
            return Ok(());
        }
        out.push(if self.kept.contains(&&kind) || (&kind == b"EXIF" && length >= 26) { &kind } else { BLANK });
        out.push(&length.to_le_bytes());
        match &kind {
            b"VP8X" if padded >= 10 => {
                // It has neither a colour profile nor XMP data any more.
                let [flags, rest @ ..] = from.bytes::<10>()?;
                out.push(&[flags & !0x24]);
                out.push(&rest);
                blank(padded - 10, from, out)?;
            }
            b"ANIM" if padded >= 6 => {
                out.push(&from.bytes::<6>()?);
                blank(padded - 6, from, out)?;
            }
            // How many samples there are.
            b"fact" if padded >= 4 => {
                out.push(&from.bytes::<4>()?);
                blank(padded - 4, from, out)?;
            }
            // What is within a frame is looked at like the rest.
            b"ANMF" if padded >= 16 => {
                out.copy(16);
                took = 8 + 16;
            }
            b"EXIF" if (26..=EXIF_MAX).contains(&length) => {
                let exif = from.some(usize::try_from(padded).unwrap_or(0))?;
                let bare = exif.strip_prefix(b"Exif\0\0").unwrap_or(&exif);
                out.push(&tiff(turned(bare).unwrap_or(1)));
                out.blank(padded - 26);
            }
            _ if self.kept.contains(&&kind) => out.copy(padded),
            _ => blank(padded, from, out)?,
        }
        self.left = Some(left.checked_sub(took).ok_or_else(within)?);
        Ok(())
    }
}

/// So many bytes are passed over, and zeros go on instead.
pub(super) fn blank(length: u64, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
    from.skip(length)?;
    out.blank(length);
    Ok(())
}
