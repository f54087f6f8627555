-- ibid's cache, schema 4: the checks of `ibid serve`, from the moment that somebody asked for them, and what they are found by.

-- One row for each check that was asked for. What is queued or working when a program ends is begun again by the next.
CREATE TABLE checks (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,  -- Counts up; never used twice.
  kind            TEXT NOT NULL CHECK (kind IN ('url', 'text', 'file')),  -- What was given.
  source          TEXT NOT NULL,        -- The URL, the file's name, or what the text was called; '-' where it was not.
  input_sha256    TEXT REFERENCES bodies (sha256),   -- The text's or the file's bytes; NULL for a URL.
  input_kind      TEXT NOT NULL,        -- 'html', 'text', 'markdown', 'pdf' where somebody said so; empty: it is looked at.
  input_url       TEXT NOT NULL,        -- Where a text or file came from, as far as that was said.
  input_date      TEXT NOT NULL,        -- The article's date where somebody said it.
  media_type      TEXT NOT NULL,        -- Content-Type that the file was sent with.
  state           TEXT NOT NULL CHECK (state IN ('queued', 'working', 'done', 'failed')),  -- How far it is.
  tries           INTEGER NOT NULL,     -- How often it was begun.
  created_at      INTEGER NOT NULL,     -- When it was asked for.
  started_at      INTEGER,              -- When it was last begun.
  finished_at     INTEGER,              -- When it was done or had failed.
  error           TEXT NOT NULL,        -- Why it failed, for people.
  title           TEXT NOT NULL,        -- The article's headline,
  publisher       TEXT NOT NULL,        -- outlet,
  published       TEXT NOT NULL,        -- date or time,
  url             TEXT NOT NULL,        -- and address.
  reference_count INTEGER NOT NULL,     -- How many things it leans on,
  failing         INTEGER NOT NULL,     -- how many of them do not answer as they should,
  dead            INTEGER NOT NULL,     -- and how many are dead by the rule.
  verdicts        TEXT NOT NULL,        -- How many have which verdict: a JSON object of numbers.
  record_sha256   TEXT REFERENCES bodies (sha256)    -- The whole record as ibid/1 JSON; NULL until it is done.
) STRICT;

CREATE INDEX checks_by_state ON checks (state, id);
CREATE INDEX checks_by_input ON checks (input_sha256);
CREATE INDEX checks_by_record ON checks (record_sha256);

-- The words of checks that are done; rowid is checks.id. Search is by FTS5's MATCH.
CREATE VIRTUAL TABLE check_words USING fts5 (
  title,   -- The article's headline.
  source,  -- What was given, and the article's address and outlet.
  hosts,   -- The hosts of what it leans on.
  text,    -- Its text, of a very long one the beginning.
  tokenize = "unicode61 remove_diacritics 2");
