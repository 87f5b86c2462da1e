//! A value in the form that a permit allows.

use crate::layout::Fields;
use crate::sealing::Site;
use crate::{KeyError, Vault, keys::KeyId, masks, normal};
use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use aws_lc_rs::hmac;
use jiff::Timestamp;
use life::Personal;
use life::reference::Cell;
use policy::{Form, Name};
use std::fmt::Write;
use std::sync::LazyLock;
use zeroize::Zeroizing;

static SALT: LazyLock<Salt> = LazyLock::new(|| Salt::new(HKDF_SHA256, b"yinuo cell 1"));

/// A key for one use in one cell, derived from the cell's key; `use_of` names the use.
pub(crate) fn cell_key(vault: &Vault, now: Timestamp, cell: Cell, use_of: &[&str]) -> Result<hmac::Key, KeyError> {
    let cell = vault.draw(&KeyId::Cell(cell), now)?;
    let mut info = Fields::new("yinuo cell use");
    for word in use_of {
        info.push(word.as_bytes());
    }
    SALT.extract(cell.expose())
        .expand(&[info.as_bytes()], hmac::HMAC_SHA256)
        .map(hmac::Key::from)
        .map_err(|_| KeyError::Primitive)
}

/// What leaves the vault instead of the clear value; `None` for a form that never does.
pub(crate) fn reduced(
    vault: &Vault,
    now: Timestamp,
    site: &Site<'_>,
    (item, shape): (&Name, Option<&Name>),
    form: Form,
    mut clear: Zeroizing<Vec<u8>>,
) -> Result<Option<Personal>, KeyError> {
    let shape = shape.map_or("", Name::as_str);
    let reduced = match form {
        Form::Aggregate => return Ok(None),
        Form::Clear => std::mem::take(&mut *clear),
        Form::Masked => masked(shape, &clear),
        Form::Hashed => {
            let key = cell_key(vault, now, site.cell, &["hashed", site.product, item])?;
            let clear = Personal::new(std::mem::take(&mut *clear));
            let tag = hmac::sign(&key, &normal::normalised(shape, &clear));
            hex(tag.as_ref())
        }
        Form::Token => {
            let key = cell_key(vault, now, site.cell, &["token", site.product, item])?;
            let tag = hmac::sign(&key, site.record.as_bytes());
            hex(tag.as_ref().first_chunk::<16>().unwrap_or(&[0; 16]))
        }
    };
    Ok(Some(Personal::new(reduced)))
}

/// The mask; of what is no text, the mask of an unknown shape.
fn masked(shape: &str, clear: &[u8]) -> Vec<u8> {
    let text = std::str::from_utf8(clear);
    text.map_or_else(|_| masks::mask("", ""), |text| masks::mask(shape, text)).into_bytes()
}

fn hex(bytes: &[u8]) -> Vec<u8> {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.into_bytes()
}
