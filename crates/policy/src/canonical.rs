//! The canonical form by which a version is identified.

use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

/// SHA-256 of the canonical form: keys sorted, every value tagged with its type and length, comments and
/// layout left out. 64 lower-case hexadecimal digits.
pub(crate) fn hash(table: &DeTable<'_>) -> String {
    let mut digest = Sha256::new();
    digest.update(b"yinuo policy 1\n");
    add_table(&mut digest, table);
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn add_table(digest: &mut Sha256, table: &DeTable<'_>) {
    let mut keys: Vec<_> = table.iter().map(|(key, value)| (key.get_ref().as_ref(), value)).collect();
    keys.sort_by_key(|(key, _)| *key);
    add_text(digest, b't', &keys.len().to_string());
    for (key, value) in keys {
        add_text(digest, b'k', key);
        add_value(digest, value.get_ref());
    }
}

fn add_value(digest: &mut Sha256, value: &DeValue<'_>) {
    match value {
        DeValue::String(text) => add_text(digest, b's', text),
        DeValue::Integer(number) => {
            let decimal = i64::from_str_radix(number.as_str(), number.radix());
            add_text(digest, b'i', &decimal.map_or_else(|_| number.as_str().to_owned(), |n| n.to_string()));
        }
        DeValue::Float(number) => add_text(digest, b'f', number.as_str()),
        DeValue::Boolean(flag) => add_text(digest, b'b', if *flag { "1" } else { "0" }),
        DeValue::Datetime(at) => add_text(digest, b'd', &at.to_string()),
        DeValue::Array(list) => {
            add_text(digest, b'a', &list.len().to_string());
            list.iter().for_each(|element| add_value(digest, element.get_ref()));
        }
        DeValue::Table(table) => add_table(digest, table),
    }
}

fn add_text(digest: &mut Sha256, tag: u8, text: &str) {
    digest.update([tag]);
    digest.update((text.len() as u64).to_be_bytes());
    digest.update(text);
}
