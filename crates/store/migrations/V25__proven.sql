-- Who sent a case, where that is proven.

ALTER TABLE cases ADD COLUMN proven_subject BLOB; -- whose account it is
ALTER TABLE cases ADD COLUMN proven_digest TEXT;  -- SHA-256 of what proves it, hexadecimal
