//! How a picture is turned: the one thing that is kept of its EXIF data.

/// The TIFF structure that says how a picture is turned, and nothing else.
pub(super) const fn tiff(turned: u8) -> [u8; 26] {
    [
        b'M', b'M', 0, b'*', 0, 0, 0, 8, 0, 1, // One entry, at 8:
        1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, // the orientation, one number of two bytes.
        0, 0, 0, 0,
    ]
}

/// How the picture is turned, 1 (not at all) to 8, as its EXIF data say; nothing if they do not.
pub(super) fn turned(exif: &[u8]) -> Option<u8> {
    const ORIENTATION: u16 = 0x0112;
    let big = match exif.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let two = |at: usize| {
        let bytes = *exif.get(at..)?.first_chunk::<2>()?;
        Some(if big { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    };
    let bytes = *exif.get(4..)?.first_chunk::<4>()?;
    let first = usize::try_from(if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }).ok()?;
    let entries = usize::from(two(first)?);
    let at = |entry: usize| first.checked_add(2)?.checked_add(entry.checked_mul(12)?);
    let entry = (0..entries).filter_map(at).find(|at| two(*at) == Some(ORIENTATION))?;
    let turned = u8::try_from(two(entry.checked_add(8)?)?).ok()?;
    (1..=8).contains(&turned).then_some(turned)
}
