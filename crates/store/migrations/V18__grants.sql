-- Who of the company's people may read.

CREATE TABLE access_grant (     -- who of the company's people may read what, and until when
  product  TEXT    NOT NULL,
  grant_id BLOB    NOT NULL,    -- reference
  person   BLOB    NOT NULL,    -- reference of who reads
  role     TEXT    NOT NULL,
  purposes TEXT    NOT NULL,    -- JSON list of names
  items    TEXT    NOT NULL,    -- JSON list of names; empty: all that those purposes read
  need     TEXT    NOT NULL,    -- why, of things and of no person
  tenant   BLOB,                -- of which tenant only
  from_at  INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  used_at  INTEGER,             -- when it was used last
  ended_at INTEGER,             -- ended before its time
  rev      INTEGER NOT NULL,
  PRIMARY KEY (product, grant_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX access_grant_of_person ON access_grant (product, person);
