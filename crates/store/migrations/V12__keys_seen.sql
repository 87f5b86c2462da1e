CREATE TABLE keys_seen (      -- the key store as it was at the last commit: one that is behind it was set back
  one   INTEGER NOT NULL PRIMARY KEY CHECK (one = 0),
  count INTEGER NOT NULL,     -- writes that it had seen
  tag   BLOB    NOT NULL      -- random bytes of the last of them
) STRICT;
