-- Sets that are worked out of data about people: what each is like, its rows, and whom it was made of.

CREATE TABLE derived_set (
  cell     BLOB    NOT NULL,
  set_id   BLOB    NOT NULL, -- reference
  derived  TEXT    NOT NULL, -- derived set of the policy
  made_by  TEXT    NOT NULL, -- aggregate | anonymise | de-identify
  items    TEXT    NOT NULL, -- JSON list of names
  kinds    TEXT    NOT NULL, -- JSON list of types of record
  rows     INTEGER NOT NULL,
  smallest INTEGER NOT NULL, -- how many people share what the fewest share
  from_at  INTEGER,          -- the first of its records was created
  to_at    INTEGER,          -- the last of its records was created
  made_at  INTEGER NOT NULL,
  PRIMARY KEY (cell, set_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_set_of ON derived_set (cell, derived, made_at);

CREATE TABLE derived_row (   -- a set without a row in derived_set is being made, and seen by nobody
  cell    BLOB    NOT NULL,
  set_id  BLOB    NOT NULL,
  row_id  BLOB    NOT NULL,  -- random; tells nothing of the record
  subject BLOB,              -- whose it is, as long as that can be told
  class   BLOB    NOT NULL,  -- keyed hash of what shows in it, by a key that is gone
  count   INTEGER NOT NULL,  -- how many people it stands for
  body    BLOB    NOT NULL,  -- sealed under the set's key
  PRIMARY KEY (cell, set_id, row_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX derived_row_class ON derived_row (cell, set_id, class);
CREATE INDEX derived_row_subject ON derived_row (cell, subject) WHERE subject IS NOT NULL;

CREATE TABLE derived_member ( -- the memory of what was given out: whom a set was made of, and of no row whose it is
  cell   BLOB NOT NULL,
  set_id BLOB NOT NULL,
  mark   BLOB NOT NULL,       -- keyed hash of a random reference
  PRIMARY KEY (cell, set_id, mark)
) STRICT, WITHOUT ROWID;
