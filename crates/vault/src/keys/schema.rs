//! The key store's tables.

use crate::KeyError;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};

/// The latest schema number known here.
const LATEST: i64 = 4;

/// Schema 1. Category and purpose of every column stand beside it; none holds a value about a person.
const SCHEMA_1: &str = "
CREATE TABLE meta (
    name    TEXT PRIMARY KEY,    -- 'schema': number of the last migration; 'root', 'root-next': number of the root
                                 -- key in force, and of the one that a rotation goes to; 'cells-after': where a
                                 -- rotation of cells' keys is; 'recovery': public key, id, how many shares are needed
                                 -- and how many there are, when, by the host's clock; 'planted' and a product:
                                 -- its list of tripwires, sealed; 'installation': its number, random, as hexadecimal digits
    value   BLOB NOT NULL        -- integer, text or bytes
) WITHOUT ROWID;
CREATE TABLE rooted (            -- secrets that the root key wraps
    kind    INTEGER NOT NULL,    -- 0 check, 1 cell's key, 2 a product's own secret, 3 backup key, 4 recovery key's public half
    product TEXT NOT NULL,       -- id of the policy (kind 2); else empty
    name    TEXT NOT NULL,       -- reference of the cell (1), what it is for (2), the backup's id (3); else empty
    root    INTEGER NOT NULL,    -- number of the root key
    wrapped BLOB NOT NULL,       -- secret: under the root key
    escrow  BLOB,                -- secret: sealed to the recovery key; none before one was made
    drawn_at INTEGER,            -- microseconds since 1970-01-01T00:00Z (kind 1)
    until   INTEGER,             -- destroyed from then on; the same unit (kind 3)
    PRIMARY KEY (kind, product, name)
) WITHOUT ROWID;
CREATE TABLE key (
    kind    INTEGER NOT NULL,    -- 2 rule, 3 holder half, 4 term half, 5 source
    cell    BLOB NOT NULL,       -- random reference, 16 bytes
    holder  BLOB NOT NULL,       -- random reference, 16 bytes; empty unless kind 3
    rule    TEXT NOT NULL,       -- name of the retention rule; empty for kind 5
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
CREATE TABLE erasure (           -- what every restore removes again before it serves anything
    cell    BLOB NOT NULL,       -- random reference, 16 bytes
    record  BLOB NOT NULL,       -- random reference, 16 bytes
    item    TEXT NOT NULL,       -- name of the data item; empty for the whole record
    at      INTEGER NOT NULL,    -- when it was erased; microseconds since 1970-01-01T00:00Z
    until   INTEGER NOT NULL,    -- when the last backup that holds it is unreadable; the same unit
    PRIMARY KEY (cell, record, item)
) WITHOUT ROWID;
CREATE TABLE head (              -- how far store and ledger were, as the key store last heard
    name    TEXT PRIMARY KEY,    -- which log or table; 'gap' and a product: until when its consents count no more;
                                 -- 'restored': the last restore; 'revoked' and the public id of a credential
    value   INTEGER NOT NULL     -- its length or number, or microseconds since 1970-01-01T00:00Z; never falls
) WITHOUT ROWID;
CREATE TABLE stamp (             -- the last writes, in both files the same
    count   INTEGER PRIMARY KEY, -- number of the write
    tag     BLOB NOT NULL        -- 16 random bytes
);
CREATE TABLE person (            -- who joins in where one person is not enough
    name    TEXT PRIMARY KEY,    -- a name of an operator's own choice
    hash    TEXT NOT NULL        -- Argon2id of the person's passphrase
) WITHOUT ROWID;
";

/// Schema 2: which derived sets were given out.
const SCHEMA_2: &str = "
CREATE TABLE given (             -- sets of which a restore remembers again whose data they are made of
    cell    BLOB NOT NULL,       -- random reference, 16 bytes
    set_id  BLOB NOT NULL,       -- random reference, 16 bytes
    derived TEXT NOT NULL,       -- which set of the policy
    from_at INTEGER NOT NULL,    -- its first record was created; microseconds since 1970-01-01T00:00Z
    to_at   INTEGER NOT NULL,    -- its last record was created; the same unit
    made_at INTEGER NOT NULL,    -- the same unit
    until   INTEGER NOT NULL,    -- when the last backup without it is unreadable; the same unit
    members BLOB NOT NULL,       -- keyed hashes of random references, 32 bytes each
    PRIMARY KEY (cell, set_id)
) WITHOUT ROWID;
";

/// Schema 3: what was spent of the budgets of statistics.
const SCHEMA_3: &str = "
ALTER TABLE given ADD COLUMN spent INTEGER NOT NULL DEFAULT 0; -- privacy loss, in thousandths
";

/// Schema 4: what showed, row by row. What was remembered by people alone cannot be compared with it.
const SCHEMA_4: &str = "
ALTER TABLE given ADD COLUMN shape TEXT NOT NULL DEFAULT '{}'; -- JSON: which items show in which way
UPDATE given SET members = x''; -- from here on keyed hashes, 16 bytes each: of whose a row was, of what showed, of salts
";

/// Brings the key store to the latest schema.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), KeyError> {
    let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let made = begun.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'meta'")?.exists([])?;
    let found = if made { meta(&begun, "schema")?.unwrap_or(0) } else { 0 };
    if found > LATEST {
        return Err(KeyError::Newer { found, known: LATEST });
    }
    if found < 1 {
        begun.execute_batch(SCHEMA_1)?;
    }
    if found < 2 {
        begun.execute_batch(SCHEMA_2)?;
    }
    if found < 3 {
        begun.execute_batch(SCHEMA_3)?;
    }
    if found < 4 {
        begun.execute_batch(SCHEMA_4)?;
        set_meta(&begun, "schema", LATEST)?;
    }
    Ok(begun.commit()?)
}

/// One of the key store's own settings.
pub(super) fn meta<T: rusqlite::types::FromSql>(connection: &Connection, name: &str) -> Result<Option<T>, KeyError> {
    let mut select = connection.prepare_cached("SELECT value FROM meta WHERE name = ?1")?;
    Ok(select.query_row([name], |row| row.get(0)).optional()?)
}

/// Sets one.
pub(super) fn set_meta(connection: &Connection, name: &str, value: impl rusqlite::ToSql) -> Result<(), KeyError> {
    let sql = "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value";
    connection.prepare_cached(sql)?.execute(params![name, value])?;
    Ok(())
}

/// Forgets one.
pub(super) fn forget_meta(connection: &Connection, name: &str) -> Result<(), KeyError> {
    connection.prepare_cached("DELETE FROM meta WHERE name = ?1")?.execute([name])?;
    Ok(())
}
