-- Openings of planted records. Which records are planted stands nowhere in here.

CREATE TABLE trip (           -- an act that opened one; goes when its alert is raised
  product TEXT    NOT NULL,
  cell    BLOB    NOT NULL,
  seq     INTEGER NOT NULL,   -- number of the act's entry in the cell's log
  PRIMARY KEY (product, cell, seq)
) STRICT, WITHOUT ROWID;

ALTER TABLE alert ADD COLUMN opened TEXT; -- JSON of references and names: which act opened which; none: it is of an alarm of the policy
CREATE UNIQUE INDEX alert_opened ON alert (product, opened) WHERE opened IS NOT NULL;
