//! Values that are never readable: hashed before they are sealed.

use crate::layout::Fields;
use crate::reduce::cell_key;
use crate::sealing::{HashKind, Site};
use crate::{KeyError, SealError, Suite, Vault, normal};
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use jiff::Timestamp;
use life::Personal;
use policy::Name;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// Kibibytes of memory for a password's hash.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes over it.
const PASSES: u32 = 2;
/// Lanes.
const LANES: u32 = 1;

/// The hash that is sealed instead of the value: a PHC string, or 32 bytes.
pub(crate) fn hash(
    vault: &Vault,
    now: Timestamp,
    site: &Site<'_>,
    item: &Name,
    kind: HashKind,
    value: &Personal,
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    match kind {
        HashKind::Password => password(value).ok_or_else(|| SealError::Hashing(item.clone())),
        HashKind::Code(suite) => Ok(code(vault, now, (suite, site), item, value)?),
    }
}

/// Whether a candidate hashes to what was sealed; takes the same time wherever they differ.
pub(crate) fn matches(
    vault: &Vault,
    now: Timestamp,
    site: &Site<'_>,
    item: &Name,
    (kind, sealed): (HashKind, &[u8]),
    candidate: &Personal,
) -> Result<bool, KeyError> {
    match kind {
        HashKind::Password => Ok(password_matches(sealed, candidate)),
        HashKind::Code(suite) => Ok(code(vault, now, (suite, site), item, candidate)?.as_slice().ct_eq(sealed).into()),
    }
}

fn password(value: &Personal) -> Option<Zeroizing<Vec<u8>>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).ok()?;
    let mut salt = [0; 16];
    aws_lc_rs::rand::fill(&mut salt).ok()?;
    let hash: PasswordHash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(&normal::composed(value), &salt)
        .ok()?;
    Some(Zeroizing::new(hash.to_string().into_bytes()))
}

/// The parameters are those of the hash itself: it was sealed, so nobody else chose them.
fn password_matches(sealed: &[u8], candidate: &Personal) -> bool {
    std::str::from_utf8(sealed)
        .ok()
        .and_then(|text| PasswordHash::new(text).ok())
        .is_some_and(|hash| Argon2::default().verify_password(&normal::composed(candidate), &hash).is_ok())
}

/// Bound to its record and revision, so that an old code is not a new one.
fn code(
    vault: &Vault,
    now: Timestamp,
    (suite, site): (Suite, &Site<'_>),
    item: &Name,
    value: &Personal,
) -> Result<Zeroizing<Vec<u8>>, KeyError> {
    let key = cell_key(vault, now, (site.cell, suite), &["code", site.product, item])?;
    let place = Fields::new("yinuo code").with(site.record.as_bytes()).with(&site.revision.to_be_bytes());
    let hashed = suite.hmac(&key, &[place.as_bytes(), &normal::normalised("code", value)])?;
    Ok(Zeroizing::new(hashed.to_vec()))
}
