-- Files outside the database: what was sent of one that did not arrive, and the copy that belongs to the backups.

ALTER TABLE file ADD COLUMN upload TEXT; -- the name under which a bucket keeps the parts that were sent; none once it is whole
ALTER TABLE file ADD COLUMN copied BLOB; -- SHA-256 of its copy in the place of backups; none while there is none
CREATE INDEX file_uncopied ON file (cell, file) WHERE state = 'kept' AND place <> 'embedded' AND copied IS NULL;
