-- What people were told and what they answered; consents by version; values that are marked as a minor's.

CREATE TABLE answer (
  cell     BLOB    NOT NULL,
  holder   BLOB    NOT NULL, -- reference of a person, or of the cell itself for the tenant
  told     TEXT    NOT NULL, -- `policy`, or a notice's path
  said     TEXT    NOT NULL, -- shown | accepted | used | declined
  notice   TEXT    NOT NULL, -- SHA-256 of the version that was shown, hexadecimal
  language TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  rev      INTEGER NOT NULL,
  PRIMARY KEY (cell, holder, told, said)
) STRICT, WITHOUT ROWID;

-- SHA-256 of the version under which it was given, hexadecimal; '' for one withdrawn without a word.
ALTER TABLE consent ADD COLUMN notice TEXT NOT NULL DEFAULT '';
-- 1: marked as a minor's.
ALTER TABLE value ADD COLUMN minor INTEGER NOT NULL DEFAULT 0;

-- A consent was given to the version then in force, for no other was taken; an account began with accepting it.
UPDATE consent SET notice = coalesce((
  SELECT version.hash FROM version JOIN cell ON cell.product = version.product
  WHERE cell.cell = consent.cell AND version.effective_at <= consent.state_at
  ORDER BY version.effective_at DESC, version.published_at DESC LIMIT 1), '');
INSERT INTO answer (cell, holder, told, said, notice, language, at, rev)
  SELECT account.cell, account.subject, 'policy', 'accepted', first.notice, '', first.state_at, 1
  FROM account JOIN consent AS first ON first.cell = account.cell AND first.subject = account.subject
  WHERE first.state_at = (SELECT min(state_at) FROM consent
                          WHERE consent.cell = account.cell AND consent.subject = account.subject)
  GROUP BY account.cell, account.subject;
