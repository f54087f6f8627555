-- ibid's cache, schema 6: up to where articles that were checked elsewhere are checks of `ibid serve`, too.

-- One row.
CREATE TABLE check_adoption (
  one        INTEGER PRIMARY KEY CHECK (one = 1),  -- 1.
  up_to      INTEGER NOT NULL                      -- The newest of articles.id that was looked at.
) STRICT;

INSERT INTO check_adoption VALUES (1, 0);
