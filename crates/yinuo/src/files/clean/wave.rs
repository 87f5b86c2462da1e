//! The format of a WAVE recording (`WAVEFORMATEX`, RFC 2361): as many bytes as its kind has, and nothing behind them.

use super::riff::{BLANK, blank};
use super::{Out, Source, amiss};
use std::io;

/// PCM, floating point, A-law, µ-law: an extension, if there is one, says nothing.
const PLAIN: [u16; 4] = [1, 3, 6, 7];
/// IMA ADPCM, GSM 06.10: the extension says how many samples make up a block.
const IMA_ADPCM: u16 = 0x11;
const GSM: u16 = 0x31;
/// The extension says which of the plain kinds it is.
const EXTENSIBLE: u16 = 0xfffe;
/// How a plain kind's name ends there, behind its number (`KSDATAFORMAT_SUBTYPE_WAVEFORMATEX`).
const SUBTYPE: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
/// What goes before a chunk's content.
const HEAD: u64 = 8;

/// A chunk of `length` bytes, filled up to `padded`: what its kind has goes on, and a chunk without content in place of the rest.
pub(super) fn format(length: u32, padded: u64, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
    let refused = || amiss("expected a recording in PCM, floating point, A-law, µ-law, IMA ADPCM or GSM");
    let kind = from.bytes::<2>()?;
    let lengths: &[u32] = match u16::from_le_bytes(kind) {
        plain if PLAIN.contains(&plain) => &[18, 16],
        IMA_ADPCM | GSM => &[20],
        EXTENSIBLE => &[40],
        _ => return Err(refused()),
    };
    let fits = |kept: &&u32| **kept <= length && (u64::from(**kept) == padded || u64::from(**kept) + HEAD <= padded);
    let kept = lengths.iter().find(fits).copied().ok_or_else(refused)?;
    let mut own = from.some(usize::try_from(kept).unwrap_or(0) - kind.len())?;
    // How long the extension is.
    if let (Some(size), Some(extension)) = (own.get_mut(14..16), u16::try_from(kept - 16).ok()) {
        size.copy_from_slice(&(extension.saturating_sub(2)).to_le_bytes());
    }
    if let Some([a, b, rest @ ..]) = own.get(22..)
        && (!PLAIN.contains(&u16::from_le_bytes([*a, *b])) || *rest != SUBTYPE)
    {
        return Err(refused());
    }
    out.push(b"fmt ");
    out.push(&kept.to_le_bytes());
    out.push(&kind);
    out.push(&own);
    if let Some(left) = padded.checked_sub(u64::from(kept) + HEAD) {
        out.push(BLANK);
        out.push(&u32::try_from(left).map_err(|_| refused())?.to_le_bytes());
        from.skip(HEAD)?;
        blank(left, from, out)?;
    }
    Ok(())
}
