//! MP3 (ISO/IEC 11172-3 and 13818-3, layer III): frames, and nothing but frames.

use super::{Out, Source, amiss};
use std::io;

#[derive(Debug, Default)]
pub(super) struct Mp3 {
    frames: u64,
}

/// Kilobits per second, by index from 1, of MPEG 1 and of MPEG 2 and 2.5.
const RATES: [[u32; 14]; 2] = [
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

impl Mp3 {
    pub(super) fn step(&mut self, from: &mut Source<'_>, out: &mut Out) -> io::Result<()> {
        let head = from.at_most::<4>()?;
        let whole = head.first_chunk::<4>();
        match (whole, whole.and_then(length)) {
            (Some(head), Some(length)) => {
                self.frames += 1;
                out.push(head);
                out.copy(length.saturating_sub(4).into());
            }
            (Some([b'I', b'D', b'3', _]), _) => {
                let [_, flags, a, b, c, d] = from.bytes()?;
                let size = [a, b, c, d].iter().fold(0, |size, byte| size << 7 | u64::from(byte & 0x7f));
                from.skip(size + if flags & 0x10 == 0 { 0 } else { 10 })?;
            }
            // Tags that stand at the end, and what fills it up.
            (None | Some([b'T', b'A', b'G', _] | b"APET" | b"LYRI" | [0, 0, 0, 0]), _) if self.frames > 0 => out.end(),
            _ => return Err(amiss("expected an MP3 recording of whole frames")),
        }
        Ok(())
    }
}

/// The length of the frame that begins like this; nothing if none does.
fn length(head: &[u8; 4]) -> Option<u32> {
    let [0xff, second, third, _] = *head else { return None };
    if second & 0xe6 != 0xe2 {
        return None;
    }
    // Bits of the version: 0 is 2.5, 2 is 2, 3 is 1.
    let (version, padded) = (second >> 3 & 3, u32::from(third >> 1 & 1));
    let first: usize = if version == 3 { 0 } else { 1 };
    let rate = RATES.get(first)?.get(usize::from(third >> 4).checked_sub(1)?)?;
    let sampled = [44_100_u32, 48_000, 32_000].get(usize::from(third >> 2 & 3))?;
    let sampled = match version {
        3 => *sampled,
        2 => sampled / 2,
        0 => sampled / 4,
        _ => return None,
    };
    let samples = if version == 3 { 144 } else { 72 };
    Some(samples * rate * 1000 / sampled + padded)
}
