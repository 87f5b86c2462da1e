-- Sets that are made by themselves: who would be one of too few is left out before the set is kept.

ALTER TABLE derived_row ADD COLUMN mark BLOB; -- as in derived_member, until the set is kept

CREATE TABLE use_count ( -- how often a function was used on a day; nothing of who used it
  cell     BLOB    NOT NULL,
  derived  TEXT    NOT NULL, -- row of the policy
  function TEXT    NOT NULL,
  day      TEXT    NOT NULL, -- in the policy's zone
  count    INTEGER NOT NULL,
  PRIMARY KEY (cell, derived, function, day)
) STRICT, WITHOUT ROWID;
