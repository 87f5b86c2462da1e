-- What alarms count, what they raised, and who is kept out.

CREATE TABLE sighting (           -- what an alarm counts; forgotten once its length of time is over
  product TEXT    NOT NULL,
  alarm   TEXT    NOT NULL,       -- alarm of the policy
  who     TEXT    NOT NULL,       -- reference of the doer, or capacity and roles
  of_what BLOB    NOT NULL,       -- reference of what is counted once: a person, a record, an act
  at      INTEGER NOT NULL,       -- when it was seen last
  PRIMARY KEY (product, alarm, who, of_what)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_at ON sighting (product, alarm, who, at);

CREATE TABLE alert (              -- rows are added, never changed
  product TEXT    NOT NULL,
  alert   BLOB    NOT NULL,       -- reference
  alarm   TEXT    NOT NULL,       -- alarm of the policy
  who     TEXT    NOT NULL,       -- as in sighting
  count   INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (product, alert)
) STRICT, WITHOUT ROWID;
CREATE INDEX alert_of ON alert (product, alarm, who, at);

CREATE TABLE suspension (
  product    TEXT    NOT NULL,
  suspension BLOB    NOT NULL,    -- reference
  facts      TEXT    NOT NULL,    -- what happened, of things and of no person; or the alarm's path
  liability  TEXT    NOT NULL,    -- what is said of liability for it
  decided_by BLOB,                -- reference of who decided it; none: an alarm
  from_at    INTEGER NOT NULL,
  until_at   INTEGER,
  lifted_at  INTEGER,
  reason     TEXT,                -- why it was lifted
  PRIMARY KEY (product, suspension)
) STRICT, WITHOUT ROWID;

CREATE TABLE suspended (          -- whom a suspension keeps out
  product    TEXT NOT NULL,
  whom       TEXT NOT NULL,       -- recipient, person or sign-in, with the name or the reference
  suspension BLOB NOT NULL,
  PRIMARY KEY (product, whom, suspension)
) STRICT, WITHOUT ROWID;
