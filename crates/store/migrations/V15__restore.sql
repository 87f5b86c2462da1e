-- What a restore without the newest ledger leaves behind: consents of the cell from up to this instant count no more.
ALTER TABLE cell ADD COLUMN agreed_since INTEGER;
