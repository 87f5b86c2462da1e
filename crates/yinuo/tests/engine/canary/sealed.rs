//! Sealed bytes: what the store and the key store hold of records, taken down while it is there, and looked for in the raw
//! files once it should be gone. A sealed value without its key is nothing, but a free page that keeps it would keep a key too.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use yinuo::Config;

/// How much of a sealed form is looked for at a time: its front may be overwritten, or it may go on in another page. Unit: bytes.
const PIECE: usize = 16;

/// Each row with the sealed bytes in it, by what it is.
const OF_THE_STORE: [&str; 5] = [
    "SELECT 'value ' || kind || '.' || item, body FROM value JOIN record USING (cell, record) WHERE kept <> 'open'",
    "SELECT 'slot ' || kind || ' ' || rule, wrapped FROM slot JOIN record USING (cell, record)",
    "SELECT 'lookup ' || kind || '.' || item, lookup.digest FROM lookup JOIN record USING (cell, record)",
    "SELECT 'file ' || kind, body FROM file_chunk JOIN file USING (cell, file) JOIN record USING (cell, record)",
    "SELECT 'draw', digest FROM draw",
];
const OF_THE_KEYS: [&str; 1] = [
    "SELECT CASE kind WHEN 2 THEN 'rule ' WHEN 3 THEN 'half ' ELSE 'term ' END || rule, wrapped FROM key WHERE kind BETWEEN 2 AND 4",
];

/// Sealed forms, each with what it is of.
#[derive(Debug, PartialEq, Eq)]
pub struct Sealed(BTreeMap<Vec<u8>, String>);

impl Sealed {
    /// All that is there now.
    pub fn taken_down(config: &Config) -> Self {
        let places = [
            (config.data.join(yinuo::store::DATABASE), &OF_THE_STORE[..]),
            (config.keys.join(vault::Vault::FILE), &OF_THE_KEYS),
        ];
        let of = |(path, selects): (std::path::PathBuf, &[&str])| {
            let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
            let connection = rusqlite::Connection::open_with_flags(path, flags).unwrap();
            let rows = |select: &&str| {
                let mut select = connection.prepare(select).unwrap();
                let rows = select.query_map([], |row| Ok((row.get(1)?, row.get(0)?))).unwrap();
                rows.collect::<Result<Vec<(Vec<u8>, String)>, _>>().unwrap()
            };
            selects.iter().flat_map(rows).collect::<Vec<_>>()
        };
        Self(places.into_iter().flat_map(of).collect())
    }

    /// What these are of.
    pub fn names(&self) -> BTreeSet<String> {
        self.0.values().cloned().collect()
    }

    /// The last words of those names that begin with `front`: of keyslots and halves the rules.
    pub fn last_words(&self, front: &str) -> BTreeSet<&str> {
        self.0.values().filter(|name| name.starts_with(front)).filter_map(|name| name.split(' ').next_back()).collect()
    }

    /// Those that are not among the others.
    pub fn without(&self, others: &Self) -> Self {
        let gone = self.0.iter().filter(|(bytes, _)| !others.0.contains_key(*bytes));
        Self(gone.map(|(bytes, name)| (bytes.clone(), name.clone())).collect())
    }

    /// Of what a piece is in a file below `folder`, with the name of the file.
    pub fn found_below(&self, folder: &Path) -> BTreeSet<(String, String)> {
        let mut pieces = HashMap::new();
        for (bytes, name) in &self.0 {
            let (whole, _) = bytes.as_chunks::<PIECE>();
            pieces.extend(whole.iter().map(|piece| (*piece, name)));
        }
        let mut files = Vec::new();
        super::files(folder, &mut files);
        assert!(files.len() > 5 && pieces.len() >= self.0.len(), "hardly a file");
        let mut found = BTreeSet::new();
        for (place, bytes) in &files {
            let seen = bytes.array_windows::<PIECE>().filter_map(|piece| pieces.get(piece));
            found.extend(seen.map(|name| ((*name).clone(), place.clone())));
        }
        found
    }
}
