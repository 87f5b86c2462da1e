-- What a term ends goes into an anonymised set before it ends.

ALTER TABLE slot ADD COLUMN anonymised INTEGER NOT NULL DEFAULT 0; -- 1: what it keeps has gone into a set
ALTER TABLE derived_row ADD COLUMN record BLOB; -- what it was worked out of, until the set is kept
