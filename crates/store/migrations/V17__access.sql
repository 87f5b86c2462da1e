-- What the company has on file: proofs for each thing and person that a duty speaks of, and what calls for one.

ALTER TABLE proof RENAME TO proof_before;
CREATE TABLE proof (            -- that a duty was done; rows are added, never changed
  cell       BLOB    NOT NULL,  -- the product's own
  duty       TEXT    NOT NULL,  -- a promise of the policy
  thing      TEXT    NOT NULL,  -- what it was done for; empty: all that it speaks of, or a person
  person     BLOB    NOT NULL,  -- reference of whom it was done for; empty: no person
  done_at    INTEGER NOT NULL,
  entered_at INTEGER NOT NULL,
  review_at  INTEGER,           -- proves nothing from then on
  digest     TEXT    NOT NULL,  -- SHA-256 of the evidence, hexadecimal
  facts      TEXT    NOT NULL,  -- JSON: fact of the policy to what is on file, of things
  PRIMARY KEY (cell, duty, thing, person, done_at, entered_at)
) STRICT, WITHOUT ROWID;
INSERT INTO proof SELECT cell, duty, '', x'', done_at, entered_at, review_at, digest, '{}' FROM proof_before;
DROP TABLE proof_before;
CREATE INDEX proof_of_person ON proof (cell, person) WHERE person <> x'';

CREATE TABLE called (           -- that a duty has to be done; rows are added, never changed
  cell   BLOB    NOT NULL,      -- the product's own
  duty   TEXT    NOT NULL,
  thing  TEXT    NOT NULL,
  person BLOB    NOT NULL,
  at     INTEGER NOT NULL,      -- when it was entered
  since  INTEGER,               -- what was done before proves nothing; none: whatever was done counts
  PRIMARY KEY (cell, duty, thing, person, at)
) STRICT, WITHOUT ROWID;
