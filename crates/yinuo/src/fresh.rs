//! What is drawn: random bytes, and references that nobody can guess.

use crate::error::Error;
use jiff::Timestamp;
use life::reference::Reference;

/// Random bytes from the operating system's source.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Vault("no random bytes".into()))?;
    Ok(bytes)
}

/// A random reference with the time in front: UUID version 7's layout.
pub(crate) fn fresh_reference(now: Timestamp) -> Result<Reference, Error> {
    let mut bytes: [u8; 16] = random()?;
    let millis = now.as_millisecond().to_be_bytes();
    for (byte, part) in bytes.iter_mut().zip(millis.iter().skip(2)) {
        *byte = *part;
    }
    let [_, _, _, _, _, _, version, _, variant, ..] = &mut bytes;
    *version = (*version & 0x0f) | 0x70;
    *variant = (*variant & 0x3f) | 0x80;
    Ok(Reference::from_bytes(bytes))
}
