//! The key store's tables.

use crate::{KeyError, KeyStore, Secret, Suite, wrap};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};

/// The latest schema number known here.
const LATEST: i64 = 1;

/// Schema 1. Category and purpose of every column stand beside it; none holds a value about a person.
const SCHEMA_1: &str = "
CREATE TABLE meta (
    name    TEXT PRIMARY KEY,    -- 'schema': number of the last migration; 'root-check': tells a wrong root key
    value   BLOB NOT NULL        -- integer; or 32 zero bytes wrapped under the root key
) WITHOUT ROWID;
CREATE TABLE key (
    kind    INTEGER NOT NULL,    -- 1 cell, 2 rule, 3 holder half, 4 term half, 5 source
    cell    BLOB NOT NULL,       -- random reference, 16 bytes
    holder  BLOB NOT NULL,       -- random reference, 16 bytes; empty unless kind 3
    rule    TEXT NOT NULL,       -- name of the retention rule; empty for kind 1
    edition INTEGER NOT NULL,    -- edition of the rule (4), suite of the stand-ins (5); else 0
    day     TEXT NOT NULL,       -- civil day, YYYY-MM-DD; empty unless kind 4
    wrapped BLOB NOT NULL,       -- secret: the key under its parent's, 62 bytes
    PRIMARY KEY (kind, cell, holder, rule, edition, day)
) WITHOUT ROWID;
CREATE TABLE tombstone (         -- halves that never come back: names only
    kind    INTEGER NOT NULL,    -- 2 rule, 3 holder half, 4 term half
    cell    BLOB NOT NULL,       -- as in key
    holder  BLOB NOT NULL,       -- as in key
    rule    TEXT NOT NULL,       -- as in key
    edition INTEGER NOT NULL,    -- as in key
    day     TEXT NOT NULL,       -- as in key
    destroyed_at INTEGER NOT NULL, -- microseconds since 1970-01-01T00:00Z
    PRIMARY KEY (kind, cell, holder, rule, edition, day)
) WITHOUT ROWID;
CREATE TABLE secret (            -- a product's own secrets, such as the seed of its ledger's signatures
    product TEXT NOT NULL,       -- id of the policy
    name    TEXT NOT NULL,       -- what it is for
    wrapped BLOB NOT NULL,       -- secret: under the root key
    PRIMARY KEY (product, name)
) WITHOUT ROWID;
CREATE TABLE backup_key (
    id      TEXT PRIMARY KEY,    -- the backup's id
    until   INTEGER NOT NULL,    -- destroyed from then on; microseconds since 1970-01-01T00:00Z
    wrapped BLOB NOT NULL        -- secret: under the root key
) WITHOUT ROWID;
CREATE TABLE erasure (           -- what every restore removes again before it serves anything
    cell    BLOB NOT NULL,       -- random reference, 16 bytes
    record  BLOB NOT NULL,       -- random reference, 16 bytes
    item    TEXT NOT NULL,       -- name of the data item; empty for the whole record
    at      INTEGER NOT NULL,    -- when it was erased; microseconds since 1970-01-01T00:00Z
    until   INTEGER NOT NULL,    -- when the last backup that holds it is unreadable; the same unit
    PRIMARY KEY (cell, record, item)
) WITHOUT ROWID;
CREATE TABLE head (              -- how far store and ledger were, as the key store last heard
    name    TEXT PRIMARY KEY,    -- which log or table
    value   INTEGER NOT NULL     -- its length or number; never falls
) WITHOUT ROWID;
";

/// Brings the key store to the latest schema.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), KeyError> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made = begun.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")?.exists([])?;
    let found =
        if made { begun.query_row("SELECT value FROM meta WHERE name = 'schema'", [], |row| row.get(0))? } else { 0 };
    if found > LATEST {
        return Err(KeyError::Newer { found, known: LATEST });
    }
    if found < 1 {
        begun.execute_batch(SCHEMA_1)?;
        begun.execute("INSERT INTO meta VALUES ('schema', ?1)", [LATEST])?;
    }
    Ok(begun.commit()?)
}

/// Tells a wrong root key before anything is drawn under it.
pub(super) fn check_root(connection: &Connection, root: &dyn KeyStore) -> Result<(), KeyError> {
    let id = wrap::id("yinuo root check", Suite::default());
    let check = "SELECT value FROM meta WHERE name = 'root-check'";
    let stored: Option<Vec<u8>> = connection.query_row(check, [], |row| row.get(0)).optional()?;
    match stored {
        Some(wrapped) => match root.unwrap(id.as_bytes(), &wrapped)? {
            Some(_) => Ok(()),
            None => Err(KeyError::WrongRoot),
        },
        None => {
            let wrapped = root.wrap(id.as_bytes(), &Secret::new([0; 32]))?;
            connection.execute("INSERT INTO meta VALUES ('root-check', ?1)", [wrapped])?;
            Ok(())
        }
    }
}
