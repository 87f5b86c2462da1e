-- What people write in about, what the company must do and prove, and acts on a ground.

CREATE TABLE cases (            -- who wrote in is known by reference; what was written is a record
  cell         BLOB    NOT NULL,
  case_id      BLOB    NOT NULL, -- reference
  contact      TEXT    NOT NULL, -- contact of the policy
  way          TEXT    NOT NULL, -- email | phone | post | page
  kind         TEXT    NOT NULL, -- a word of the contact, or a right's path
  owner        TEXT,             -- role that answers for it; none: any staff
  subject      BLOB,             -- who sent it, where she has an account
  record       BLOB,             -- what was written
  purpose      TEXT,             -- under which it is read
  sender_key   TEXT    NOT NULL, -- SHA-256 of the key that its sender was given, hexadecimal
  arrived_at   INTEGER NOT NULL,
  entered_at   INTEGER NOT NULL,
  due_at       INTEGER NOT NULL,
  entered_late INTEGER NOT NULL, -- 1: entered later than it should have been
  about_rights INTEGER NOT NULL, -- 1: what was written holds a word about a right
  state        TEXT    NOT NULL, -- open | answered | closed | out-of-scope
  state_at     INTEGER NOT NULL,
  reason       TEXT,             -- why it was set aside
  rev          INTEGER NOT NULL,
  PRIMARY KEY (cell, case_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX cases_waiting ON cases (cell, due_at) WHERE state = 'open';

CREATE TABLE proof (            -- that a duty was done; rows are added, never changed
  cell       BLOB    NOT NULL,  -- the product's own
  duty       TEXT    NOT NULL,  -- a promise of the policy
  done_at    INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  review_at  INTEGER,           -- proves nothing from then on
  digest     TEXT    NOT NULL,  -- SHA-256 of the evidence, hexadecimal
  PRIMARY KEY (cell, duty, done_at, entered_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE office (           -- who holds a role's office, from and until
  cell     BLOB    NOT NULL,    -- the product's own
  role     TEXT    NOT NULL,
  holder   BLOB    NOT NULL,    -- random reference of a person
  from_at  INTEGER NOT NULL,
  until_at INTEGER,             -- not included; none: until further notice
  PRIMARY KEY (cell, role, holder, from_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE approval (         -- what an activity opens without consent: an approved ground
  cell     BLOB    NOT NULL,
  activity BLOB    NOT NULL,    -- reference; it runs and closes like any other
  ground   TEXT    NOT NULL,    -- ground of the policy
  facts    TEXT    NOT NULL,    -- JSON list of names: what is on file
  items    TEXT    NOT NULL,    -- JSON list of names: what it opens
  subject  BLOB    NOT NULL,    -- whose data it opens
  PRIMARY KEY (cell, activity)
) STRICT, WITHOUT ROWID;
