//! Every key has its line.

use super::{Matter, listed, presence};
use crate::rows::{Document, DrawnCode, Inside, Noise, Sooner};

#[test]
fn somebody_has_thought_about_every_key_and_every_table() {
    let nested = [
        ("data.drawn", DrawnCode::KEYS),
        ("derived.noise", Noise::KEYS),
        ("retention.sooner", Sooner::KEYS),
        ("recipient.inside", Inside::KEYS),
    ];
    for (table, keys) in Document::TABLES.iter().map(|table| (table.name, table.keys)).chain(nested) {
        for key in keys {
            // A setting counts as the keys do that rest on it.
            let rests = table == "setting" && ["default", "max"].contains(&key.name);
            assert!(rests || listed(table, key.name).is_some(), "[{table}] {}: add a line to `ways!`", key.name);
        }
    }
    for table in Document::TABLES.iter().map(|table| table.name) {
        assert_ne!(presence(table).1, Some(Matter::Unsorted), "[{table}]: add it to `presence`");
    }
}
