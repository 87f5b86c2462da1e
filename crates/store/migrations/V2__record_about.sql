-- Everything about a person is found without looking at anybody else's records.
CREATE INDEX record_about ON record (cell, subject) WHERE subject IS NOT NULL;
