-- Files: what each is part of, and its sealed chunks where they lie in here. The key of a file is sealed in its value.

CREATE TABLE file (
  cell   BLOB    NOT NULL,
  file   BLOB    NOT NULL, -- random reference
  record BLOB,             -- the record that it is a value of; none while it is coming
  item   TEXT,             -- the item of that value
  place  TEXT    NOT NULL, -- embedded: in file_chunk | folder: in the folder of files
  state  TEXT    NOT NULL, -- coming | kept | ended: its bytes are to be removed
  at     INTEGER NOT NULL, -- when it began to come
  PRIMARY KEY (cell, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX file_of_record ON file (cell, record) WHERE record IS NOT NULL;
CREATE INDEX file_unkept ON file (state, at) WHERE state <> 'kept';

CREATE TABLE file_chunk (
  cell   BLOB    NOT NULL,
  file   BLOB    NOT NULL,
  number INTEGER NOT NULL, -- from 0
  body   BLOB    NOT NULL, -- sealed
  PRIMARY KEY (cell, file, number)
) STRICT;

-- Whatever takes the value of a file away ends the file in the same transaction.
CREATE TRIGGER file_ends AFTER DELETE ON value WHEN OLD.kept = 'file' BEGIN
  UPDATE file SET state = 'ended' WHERE cell = OLD.cell AND record = OLD.record AND item = OLD.item;
END;
