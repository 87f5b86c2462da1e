-- People's second factors. What they are worked out from stands in the key store.

CREATE TABLE second_factor (
  product     TEXT    NOT NULL,
  person      BLOB    NOT NULL,   -- random reference
  factor      BLOB,               -- reference: names the secret in the key store; none: reset
  enrolled_at INTEGER,
  step        INTEGER,            -- half minute whose code was accepted last
  used        INTEGER NOT NULL,   -- recovery codes that were used, one bit for each
  misses      INTEGER NOT NULL,   -- wrong codes since the last right one
  missed_at   INTEGER,
  open_until  INTEGER,            -- proved until then
  confirmed   INTEGER NOT NULL,   -- whether a code was ever right
  rev         INTEGER NOT NULL,
  PRIMARY KEY (product, person)
) STRICT, WITHOUT ROWID;
