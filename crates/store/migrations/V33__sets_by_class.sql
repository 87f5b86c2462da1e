-- Sets are held against each other by what shows of each value, class by class.

ALTER TABLE value ADD COLUMN salt BLOB NOT NULL DEFAULT x''; -- random; goes with the value, and with it whatever tells what it became of
UPDATE value SET salt = randomblob(16);

ALTER TABLE derived_set ADD COLUMN shape TEXT NOT NULL DEFAULT '{}'; -- JSON: which items show in which way, and what tells rows apart

-- Until the set is kept, as in derived_member.
ALTER TABLE derived_row DROP COLUMN mark;
ALTER TABLE derived_row ADD COLUMN who BLOB;
ALTER TABLE derived_row ADD COLUMN shows BLOB;
ALTER TABLE derived_row ADD COLUMN origins BLOB;

DROP TABLE derived_member;
CREATE TABLE derived_member ( -- the memory of what was given out: what showed, and of which values; of no row of the set which it was
  cell    BLOB NOT NULL,
  set_id  BLOB NOT NULL,
  who     BLOB NOT NULL,      -- keyed hash of whose it was, by a key that is gone; of each class another, where rows of one person cannot be told to be hers
  shows   BLOB NOT NULL,      -- for each item of the shape 16 bytes: keyed hash of what showed; zeros for nothing
  origins BLOB NOT NULL       -- for each item of the shape 16 bytes: keyed hash of the value's salt; zeros for nothing
) STRICT;
CREATE INDEX derived_member_of ON derived_member (cell, set_id);

-- A row of which it is known what it was made of goes with any of that: rows of sets that are being made, and of linked ones.
CREATE INDEX derived_row_of ON derived_row (cell, record) WHERE record IS NOT NULL;
CREATE TRIGGER derived_row_ends AFTER DELETE ON value BEGIN
  DELETE FROM derived_row WHERE cell = OLD.cell AND record = OLD.record;
END;
