//! A value in the form that a permit allows.

use crate::layout::Fields;
use crate::sealing::Site;
use crate::slot::Held;
use crate::{KeyError, Secret, Suite, Vault, keys::KeyId, masks, normal};
use jiff::Timestamp;
use life::Personal;
use life::reference::Cell;
use policy::{Form, Name};
use std::fmt::Write;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A key for one use in one cell by one suite, derived from the cell's source; `use_of` names the use.
pub(crate) fn cell_key(
    vault: &Vault,
    now: Timestamp,
    (cell, suite): (Cell, Suite),
    use_of: &[&str],
) -> Result<Secret, KeyError> {
    let (_, source) = source(vault, now, cell, suite)?;
    derived(suite, source.secret(), use_of)
}

/// The same by the suite that the cell began with: what it makes must stay what it was, for it was sent to
/// recipients who compare it.
pub(crate) fn lasting_key(
    vault: &Vault,
    now: Timestamp,
    (cell, suite): (Cell, Suite),
    use_of: &[&str],
) -> Result<(Suite, Secret), KeyError> {
    let (first, source) = source(vault, now, cell, suite)?;
    Ok((first, derived(first, source.secret(), use_of)?))
}

/// The cell's source and the suite it began with; drawn for `suite` if there is none.
fn source(vault: &Vault, now: Timestamp, cell: Cell, suite: Suite) -> Result<(Suite, Arc<Held>), KeyError> {
    for first in [suite].into_iter().chain(Suite::ALL.into_iter().filter(|other| *other != suite)) {
        if let Some(source) = vault.find(&KeyId::Source(cell, first), now)? {
            return Ok((first, source));
        }
    }
    Ok((suite, vault.draw(&KeyId::Source(cell, suite), suite, now)?))
}

fn derived(suite: Suite, source: &Secret, use_of: &[&str]) -> Result<Secret, KeyError> {
    let mut info = Fields::new("yinuo cell use");
    for word in use_of {
        info.push(word.as_bytes());
    }
    suite.derive("yinuo cell 1", source.expose(), info.as_bytes())
}

/// What leaves the vault instead of the clear value; `None` for a form that never does.
pub(crate) fn reduced(
    vault: &Vault,
    now: Timestamp,
    (suite, site): (Suite, &Site<'_>),
    (item, shape, names): (&Name, Option<&Name>, &[Zeroizing<String>]),
    form: Form,
    mut clear: Zeroizing<Vec<u8>>,
) -> Result<Option<Personal>, KeyError> {
    let shape = shape.map_or("", Name::as_str);
    let reduced = match form {
        Form::Aggregate => return Ok(None),
        Form::Clear => std::mem::take(&mut *clear),
        Form::Masked => masked(shape, &clear, names),
        Form::Hashed => {
            let (suite, key) = lasting_key(vault, now, (site.cell, suite), &["hashed", site.product, item])?;
            let clear = Personal::new(std::mem::take(&mut *clear));
            hex(&suite.hmac(&key, &[&normal::normalised(shape, &clear)])?).into_bytes()
        }
        Form::Token => {
            let (suite, key) = lasting_key(vault, now, (site.cell, suite), &["token", site.product, item])?;
            let tag = suite.hmac(&key, &[site.record.as_bytes()])?;
            hex(tag.first_chunk::<16>().unwrap_or(&[0; 16])).into_bytes()
        }
    };
    Ok(Some(Personal::new(reduced)))
}

/// The mask; of what is no text, the mask of an unknown shape.
fn masked(shape: &str, clear: &[u8], names: &[Zeroizing<String>]) -> Vec<u8> {
    let text = std::str::from_utf8(clear);
    text.map_or_else(|_| masks::mask("", ""), |text| masks::mask_hiding(shape, text, names)).into_bytes()
}

/// Hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
