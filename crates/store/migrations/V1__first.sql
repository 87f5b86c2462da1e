-- Every key starts with the cell, and every transaction touches one cell: the unit of storage and isolation.
-- Columns hold random references, types, times, revisions and ciphertext; nothing else about people.
-- Times are microseconds since 1970-01-01T00:00:00Z. References are 16 bytes.

CREATE TABLE version (            -- published versions of policies; a version's text never changes
  product      TEXT    NOT NULL,  -- product id
  version      TEXT    NOT NULL,  -- version id
  hash         TEXT    NOT NULL,  -- SHA-256 of the canonical form, hexadecimal
  source       BLOB    NOT NULL,  -- the policy file
  effective_at INTEGER NOT NULL,  -- in force from
  published_at INTEGER NOT NULL,  -- put here
  PRIMARY KEY (product, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE cell (
  cell     BLOB    NOT NULL PRIMARY KEY, -- reference
  product  TEXT    NOT NULL,             -- product id
  state    TEXT    NOT NULL,             -- own | active | suspended | cancelled
  state_at INTEGER NOT NULL,             -- since when
  rev      INTEGER NOT NULL              -- revision of state
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  cell     BLOB    NOT NULL,
  subject  BLOB    NOT NULL, -- random reference of a person
  state    TEXT    NOT NULL, -- open | disabled | cancelled
  state_at INTEGER NOT NULL,
  guardian INTEGER,          -- when a guardian's consent was verified
  rev      INTEGER NOT NULL,
  PRIMARY KEY (cell, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent (
  cell     BLOB    NOT NULL,
  subject  BLOB    NOT NULL,
  purpose  TEXT    NOT NULL,
  state    TEXT    NOT NULL, -- given | withdrawn
  kind     TEXT    NOT NULL, -- general | separate | written | guardian
  state_at INTEGER NOT NULL,
  rev      INTEGER NOT NULL,
  PRIMARY KEY (cell, subject, purpose)
) STRICT, WITHOUT ROWID;

CREATE TABLE permission (
  cell       BLOB    NOT NULL,
  subject    BLOB    NOT NULL,
  permission TEXT    NOT NULL,
  granted    INTEGER NOT NULL, -- 0 | 1
  state_at   INTEGER NOT NULL,
  rev        INTEGER NOT NULL,
  PRIMARY KEY (cell, subject, permission)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (
  cell      BLOB    NOT NULL,
  activity  BLOB    NOT NULL, -- reference
  kind      TEXT    NOT NULL,
  opened_by BLOB,             -- reference of a person
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,
  rev       INTEGER NOT NULL,
  PRIMARY KEY (cell, activity)
) STRICT, WITHOUT ROWID;

CREATE TABLE taken (           -- how many values of an item an activity has taken
  cell     BLOB    NOT NULL,
  activity BLOB    NOT NULL,
  item     TEXT    NOT NULL,
  count    INTEGER NOT NULL,
  PRIMARY KEY (cell, activity, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
  cell        BLOB    NOT NULL,
  record      BLOB    NOT NULL, -- reference
  kind        TEXT    NOT NULL, -- record type
  holder      BLOB    NOT NULL, -- reference of a person, or of the cell itself
  subject     BLOB,             -- reference of the person it is about
  captured_at INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  tries       INTEGER NOT NULL, -- wrong tries of a drawn code
  digest      BLOB    NOT NULL, -- SHA-256 of the sealed form
  shortlived  INTEGER NOT NULL, -- 1: gone before the next backup, and so in none
  rev         INTEGER NOT NULL,
  PRIMARY KEY (cell, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_of_holder ON record (cell, holder, kind);
CREATE INDEX record_of_kind ON record (cell, kind, record);

CREATE TABLE value (
  cell   BLOB    NOT NULL,
  record BLOB    NOT NULL,
  item   TEXT    NOT NULL,
  grp    INTEGER NOT NULL, -- values of one group share a content key
  kept   TEXT    NOT NULL, -- sealed | hashed | open
  body   BLOB    NOT NULL, -- sealed form; the value itself only where it is about nobody
  hash   BLOB    NOT NULL, -- SHA-256 of body: part of the record's digest
  PRIMARY KEY (cell, record, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE gone (          -- values that went while others of their record stay: the digest still adds up
  cell   BLOB NOT NULL,
  record BLOB NOT NULL,
  item   TEXT NOT NULL,
  hash   BLOB NOT NULL,
  PRIMARY KEY (cell, record, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE slot (           -- the content key of a group, wrapped once for each rule that covers it
  cell     BLOB    NOT NULL,
  record   BLOB    NOT NULL,
  grp      INTEGER NOT NULL,
  rule     TEXT    NOT NULL,
  edition  INTEGER NOT NULL,
  term_day TEXT,             -- the day that names the term's half
  until    INTEGER,          -- the exact end, where it is known
  wrapped  BLOB    NOT NULL,
  PRIMARY KEY (cell, record, grp, rule)
) STRICT, WITHOUT ROWID;
CREATE INDEX slot_until ON slot (cell, rule, until) WHERE until IS NOT NULL;

CREATE TABLE lookup (         -- the blind index: a keyed hash of the normalised value
  cell   BLOB NOT NULL,
  digest BLOB NOT NULL,
  record BLOB NOT NULL,
  item   TEXT NOT NULL,
  PRIMARY KEY (cell, digest, record, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_of_record ON lookup (cell, record);

CREATE TABLE draw (           -- codes drawn for one look-up value, counted over a window
  cell   BLOB    NOT NULL,
  digest BLOB    NOT NULL,    -- keyed hash of the value, as in lookup
  at     INTEGER NOT NULL,
  record BLOB    NOT NULL,
  PRIMARY KEY (cell, digest, at, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX draw_at ON draw (at);

CREATE TABLE due (            -- what has a deadline, in the order of time
  at      INTEGER NOT NULL,
  cell    BLOB    NOT NULL,
  work    TEXT    NOT NULL,   -- JSON of references, rules and days
  since   INTEGER NOT NULL,   -- when it was set
  promise TEXT    NOT NULL,
  PRIMARY KEY (at, cell, work)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_work ON due (cell, work);

CREATE TABLE entry (          -- the ledger's rows are the truth; tiles and checkpoints are derived
  cell  BLOB    NOT NULL,
  seq   INTEGER NOT NULL,     -- number in the cell's log, from 0
  leaf  BLOB    NOT NULL,     -- commitment: version byte and SHA-256(salt || body)
  at    INTEGER NOT NULL,
  log   TEXT,                 -- the log whose time the body is kept for
  until INTEGER,              -- the body goes then
  salt  BLOB,                 -- 32 random bytes; goes with the body
  body  BLOB,                 -- JSON without personal values
  PRIMARY KEY (cell, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_until ON entry (cell, log, until) WHERE until IS NOT NULL AND body IS NOT NULL;

CREATE TABLE head (           -- how many entries a cell's log has, and how many of them are published
  cell      BLOB    NOT NULL PRIMARY KEY,
  size      INTEGER NOT NULL,
  published INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE counter (        -- bumped with each commit, so that evidence never scans
  cell    BLOB    NOT NULL,
  promise TEXT    NOT NULL,
  done    INTEGER NOT NULL,
  refused INTEGER NOT NULL,
  late    INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (cell, promise)
) STRICT, WITHOUT ROWID;

CREATE TABLE gap (            -- what the policy does not declare and somebody asked for
  product TEXT    NOT NULL,
  code    TEXT    NOT NULL,
  about   TEXT    NOT NULL,   -- a field, purpose or recipient, only where it has the form of a name
  count   INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (product, code, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (         -- acts on the outside world; never a value
  id        BLOB    NOT NULL PRIMARY KEY, -- reference of the act
  cell      BLOB    NOT NULL,
  recipient TEXT    NOT NULL,
  purpose   TEXT    NOT NULL,
  occasion  TEXT,
  subject   BLOB,
  record    BLOB    NOT NULL,
  state     TEXT    NOT NULL, -- waiting | sending | delivered | refused | voided
  attempts  INTEGER NOT NULL,
  next_at   INTEGER NOT NULL,
  code      TEXT,             -- the last refusal's code
  entry     INTEGER           -- number of the ledger entry that grounds the release
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_next ON outbox (next_at) WHERE state IN ('waiting', 'sending');

CREATE TABLE agreement (
  product      TEXT    NOT NULL,
  recipient    TEXT    NOT NULL,
  counterparty TEXT    NOT NULL,
  terms        TEXT    NOT NULL, -- JSON list of names
  digest       TEXT    NOT NULL, -- SHA-256 of the document
  from_at      INTEGER NOT NULL,
  until_at     INTEGER NOT NULL,
  suspended    INTEGER NOT NULL,
  rev          INTEGER NOT NULL,
  PRIMARY KEY (product, recipient)
) STRICT, WITHOUT ROWID;

CREATE TABLE credential (     -- one for each calling service
  id         TEXT    NOT NULL PRIMARY KEY,
  label      TEXT    NOT NULL, -- name of a service
  hash       BLOB    NOT NULL, -- SHA-256 of 32 random bytes shown once
  grants     TEXT    NOT NULL, -- JSON: products, cells and roles it may speak for
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency (
  credential TEXT    NOT NULL,
  key        TEXT    NOT NULL, -- SHA-256 of the caller's key
  body_hash  BLOB    NOT NULL, -- keyed hash of the body
  status     INTEGER NOT NULL,
  answer     TEXT    NOT NULL, -- the outcome's code and references
  until      INTEGER NOT NULL,
  PRIMARY KEY (credential, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_until ON idempotency (until);

CREATE TABLE backup (
  id       BLOB    NOT NULL PRIMARY KEY, -- reference
  at       INTEGER NOT NULL,
  until    INTEGER NOT NULL,             -- its key is destroyed then
  bytes    INTEGER NOT NULL,
  digest   TEXT    NOT NULL              -- SHA-256 of the file
) STRICT, WITHOUT ROWID;

CREATE TABLE witness (        -- the product log: the cells' checkpoints, in order
  product TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  note    TEXT    NOT NULL,   -- a signed checkpoint
  PRIMARY KEY (product, seq)
) STRICT, WITHOUT ROWID;
