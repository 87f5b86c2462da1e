-- Both suites live in one store while one takes over from the other.
ALTER TABLE record ADD COLUMN suite INTEGER NOT NULL DEFAULT 1; -- the suite's byte in the sealed form

CREATE TABLE suite (          -- what a product's records are sealed under, and how far the old ones have come
  product  TEXT    NOT NULL PRIMARY KEY,
  suite    INTEGER NOT NULL,  -- the suite's byte; a record that is captured under another is decided again
  total    INTEGER,           -- records that were under another suite when the change began; none: not counted yet
  done     INTEGER NOT NULL,  -- of these, sealed anew
  remain   INTEGER NOT NULL,  -- of these, passed over: ended, or not what was sealed
  cell     BLOB,              -- where the change is: the last cell
  record   BLOB,              -- and the last record in it
  began_at INTEGER NOT NULL,
  ended_at INTEGER            -- none: under way
) STRICT, WITHOUT ROWID;
