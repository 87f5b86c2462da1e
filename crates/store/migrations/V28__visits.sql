-- Recipients that read inside the environment that the company provides.

CREATE TABLE visit (
  cell      BLOB    NOT NULL,
  visit     BLOB    NOT NULL,    -- reference
  recipient TEXT    NOT NULL,    -- recipient of the policy
  purpose   TEXT    NOT NULL,
  items     TEXT    NOT NULL,    -- JSON list of names
  key       TEXT    NOT NULL,    -- SHA-256 of the secret half of its handle, hexadecimal
  from_at   INTEGER NOT NULL,
  until_at  INTEGER NOT NULL,
  closed_at INTEGER,             -- ended before its time
  rev       INTEGER NOT NULL,
  PRIMARY KEY (cell, visit)
) STRICT, WITHOUT ROWID;

CREATE TABLE visit_read (        -- whose data a visit has read; forgotten when the next one in its cell begins after its end
  cell    BLOB NOT NULL,
  visit   BLOB NOT NULL,
  subject BLOB NOT NULL,
  PRIMARY KEY (cell, visit, subject)
) STRICT, WITHOUT ROWID;
