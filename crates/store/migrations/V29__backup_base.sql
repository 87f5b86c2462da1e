-- A backup holds everything, or what changed since another.

ALTER TABLE backup ADD COLUMN base BLOB; -- the backup that it holds the changes since; none: it is a whole one
