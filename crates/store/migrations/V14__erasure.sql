-- Erasures with their references, who was sent what, and who was told that it is erased.

CREATE TABLE released (           -- what was sent to whom, until it is told to erase it
  cell      BLOB    NOT NULL,
  whose     BLOB    NOT NULL,     -- reference of the person, or of the cell itself
  recipient TEXT    NOT NULL,     -- recipient of the policy
  record    BLOB    NOT NULL,     -- from which record; 16 zero bytes: from none, the caller held it itself
  item      TEXT    NOT NULL,
  release   BLOB    NOT NULL,     -- reference of the last release, as the recipient got it
  rev       INTEGER NOT NULL,
  PRIMARY KEY (cell, whose, recipient, record, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX released_of_record ON released (cell, record);

CREATE TABLE erasure (            -- one for each wish or event that erases
  cell    BLOB    NOT NULL,
  erasure BLOB    NOT NULL,       -- reference: the certificate's own
  whose   BLOB    NOT NULL,       -- reference of the person, or of the cell itself
  promise TEXT    NOT NULL,
  at      INTEGER NOT NULL,
  entry   INTEGER NOT NULL,       -- number of its entry in the cell's log
  PRIMARY KEY (cell, erasure)
) STRICT, WITHOUT ROWID;
CREATE INDEX erasure_of ON erasure (cell, whose, at);

CREATE TABLE telling (            -- a recipient is told that what it was sent is erased
  cell         BLOB    NOT NULL,
  telling      BLOB    NOT NULL,  -- reference
  erasure      BLOB    NOT NULL,  -- because of which erasure
  whose        BLOB    NOT NULL,
  recipient    TEXT    NOT NULL,
  asks         TEXT    NOT NULL,  -- erase | restrict | nothing
  items        TEXT    NOT NULL,  -- JSON list of names: what it was sent, and no more
  records      TEXT    NOT NULL,  -- JSON list of references
  releases     TEXT    NOT NULL,  -- JSON list of references, as the recipient knows them
  leave_on     TEXT,              -- day of the authorisation of its own, where that asks nothing
  leave_digest TEXT,              -- SHA-256 of its copy, hexadecimal
  state        TEXT    NOT NULL,  -- due | sent | confirmed | excused
  asked_at     INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,  -- sent by then; once it is sent, confirmed by then
  state_at     INTEGER NOT NULL,
  digest       TEXT,              -- SHA-256 of what was sent, or of the confirmation, hexadecimal
  repeats      INTEGER NOT NULL,  -- how often its time ran out
  rev          INTEGER NOT NULL,
  PRIMARY KEY (cell, telling)
) STRICT, WITHOUT ROWID;
CREATE INDEX telling_of ON telling (cell, whose, recipient);
CREATE INDEX telling_waiting ON telling (cell, due_at) WHERE state IN ('due', 'sent');

CREATE TABLE leave (              -- a person authorised a recipient by herself, with a copy on file
  cell      BLOB    NOT NULL,
  subject   BLOB    NOT NULL,
  recipient TEXT    NOT NULL,
  given_on  TEXT    NOT NULL,     -- day
  digest    TEXT    NOT NULL,     -- SHA-256 of the copy, hexadecimal
  filed_at  INTEGER NOT NULL,
  rev       INTEGER NOT NULL,
  PRIMARY KEY (cell, subject, recipient)
) STRICT, WITHOUT ROWID;
