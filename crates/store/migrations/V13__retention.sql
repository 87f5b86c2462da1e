-- What moves the end of a record: the purpose and activity that it was captured for, what is open about it, and holds.

ALTER TABLE record ADD COLUMN purpose TEXT NOT NULL DEFAULT ''; -- for which purpose it was captured
ALTER TABLE record ADD COLUMN activity BLOB;                    -- within which activity it was captured
CREATE INDEX record_of_activity ON record (cell, activity) WHERE activity IS NOT NULL;

ALTER TABLE activity ADD COLUMN about BLOB;                     -- the record that it is about
CREATE INDEX activity_about ON activity (cell, about) WHERE about IS NOT NULL;

ALTER TABLE slot ADD COLUMN items TEXT;                         -- JSON list of the items that it keeps; none: all of its group
-- Keyslots of holds are found without looking at any other.
CREATE INDEX slot_of_hold ON slot (cell, rule) WHERE rule >= 'ground.' AND rule < 'ground/';

CREATE TABLE hold (               -- data kept beyond its time, on a ground of the policy
  cell      BLOB    NOT NULL,
  hold      BLOB    NOT NULL,     -- reference
  ground    TEXT    NOT NULL,
  facts     TEXT    NOT NULL,     -- JSON: fact of the policy to what is on file, of authorities and laws
  items     TEXT    NOT NULL,     -- JSON list of names; empty: every item
  case_id   BLOB,                 -- the case with which it ends
  placed_at INTEGER NOT NULL,
  until     INTEGER,              -- ends by itself then
  review_at INTEGER,              -- looked at again by then
  lifted_at INTEGER,
  reason    TEXT,                 -- on which document it was lifted
  rev       INTEGER NOT NULL,
  PRIMARY KEY (cell, hold)
) STRICT, WITHOUT ROWID;
CREATE INDEX hold_of_case ON hold (cell, case_id) WHERE case_id IS NOT NULL;

CREATE TABLE hold_on (            -- whose data a hold keeps, what is captured later included
  cell    BLOB NOT NULL,
  subject BLOB NOT NULL,
  hold    BLOB NOT NULL,
  PRIMARY KEY (cell, subject, hold)
) STRICT, WITHOUT ROWID;
