//! A Chinese address down to its district.

use super::divisions;

/// Keeps the divisions that the value begins with, as they are written; nothing if it begins with none.
pub(super) fn mask(value: &str) -> Option<String> {
    let found = divisions::begins_with(value)?;
    value.get(..found.len).map(|seen| format!("{seen}******"))
}

/// The province (1), city (2) or district (3) that the value begins with, by its whole name; nothing if it begins with none.
/// Of a value that tells less than is asked for, what it tells.
pub(super) fn area(value: &str, level: usize) -> Option<String> {
    let found = divisions::begins_with(value)?;
    Some(divisions::name(divisions::at_level(found.code, level)))
}
