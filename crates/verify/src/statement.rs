//! Signed statements that are no checkpoints: the certificate of an erasure.

use crate::note::{NoteFault, VerifierKey};

/// Bytes of a certificate at most.
pub const CERTIFICATE_BYTES_MAX: u64 = 1024 * 1024;

/// What the first line of a certificate of an erasure says behind the key's name.
const CERTIFICATE: &str = "erasure-certificate";

/// The body of a certificate of an erasure, in JSON, once `key` is seen to have signed it as one.
///
/// Errors: [`NoteFault`]; `Malformed` also for another statement or a checkpoint under the same key.
pub fn verify_certificate<'a>(note: &'a str, key: &VerifierKey) -> Result<&'a str, NoteFault> {
    let text = key.open_up_to(note, CERTIFICATE_BYTES_MAX)?;
    let (head, body) = text.split_once('\n').ok_or(NoteFault::Malformed)?;
    let kind = head.strip_prefix(key.name()).and_then(|rest| rest.strip_prefix('/'));
    if kind == Some(CERTIFICATE) && body.starts_with('{') { Ok(body) } else { Err(NoteFault::Malformed) }
}
