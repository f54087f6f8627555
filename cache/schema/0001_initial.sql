-- ibid's cache, schema 1: one SQLite file that people may open and query (FORMATS.md).
-- Times are milliseconds of UTC since 1970-01-01; datetime(asked_at / 1000, 'unixepoch') reads them.
-- Digests are 64 lower-case hex digits. A text is empty, and not NULL, where there is nothing to say.

-- Bytes, each stored once, however many exchanges brought them.
CREATE TABLE bodies (
  sha256      TEXT NOT NULL PRIMARY KEY,  -- Of the bytes before compression.
  raw_size    INTEGER NOT NULL,           -- Their number before compression.
  compression TEXT NOT NULL CHECK (compression IN ('none', 'zstd')),  -- What `content` is in: 'zstd' is one Zstandard frame (RFC 8878).
  content     BLOB NOT NULL               -- The bytes.
) STRICT;

-- Evidence: one row for each request that was made and what came back. Rows are added, never changed.
CREATE TABLE exchanges (
  seq              INTEGER PRIMARY KEY,   -- Order of storing in this file.
  id               TEXT NOT NULL UNIQUE,  -- 'e' and 16 hex digits, made of method, URL, time and answer; the same in JSON and reports.
  method           TEXT NOT NULL,         -- 'GET', 'HEAD', 'POST'.
  url              TEXT NOT NULL,         -- As asked: absolute, no fragment.
  host             TEXT NOT NULL,         -- The URL's host without port, for grouping.
  request_headers  TEXT NOT NULL,         -- 'Name: value' lines, those beyond User-Agent and Accept-Encoding.
  body_bytes_max   INTEGER NOT NULL,      -- Limit that was asked for, in decoded bytes; 0: the program's own.
  status           INTEGER NOT NULL,      -- HTTP status; 0 where no status line came.
  failure          TEXT NOT NULL,         -- 'none', or why there is no complete answer: 'dns', 'connect', 'tls', 'timeout', 'too_large', ...
  failure_detail   TEXT NOT NULL,         -- The same for people: 'certificate has expired'.
  http_version     TEXT NOT NULL,         -- '1.1', '2'.
  response_headers TEXT NOT NULL,         -- 'Name: value' lines in the order received.
  media_type       TEXT NOT NULL,         -- Of Content-Type, lower case, without parameters.
  body_sha256      TEXT REFERENCES bodies (sha256),                       -- The body after Content-Encoding was undone; NULL where none came.
  body_complete    INTEGER NOT NULL CHECK (body_complete IN (0, 1)),      -- 0 where it was cut off.
  asked_at         INTEGER NOT NULL,      -- When it was asked.
  elapsed_ms       INTEGER NOT NULL,      -- From asking to the last byte.
  remote_address   TEXT NOT NULL          -- IP address that answered; empty where none was reached.
) STRICT;

CREATE INDEX exchanges_by_url ON exchanges (url, method, asked_at);

CREATE TRIGGER exchanges_are_evidence BEFORE UPDATE ON exchanges
BEGIN
  SELECT RAISE(ABORT, 'exchanges are evidence and are never changed');
END;

-- Which exchange may answer a request again without asking (RFC 9111). This part is a cache: rows are replaced.
CREATE TABLE reusable (
  url            TEXT NOT NULL,     -- As in exchanges.
  method         TEXT NOT NULL,     -- As in exchanges.
  vary           TEXT NOT NULL,     -- 'name: value' lines of the request headers that the answer's Vary names, sorted; empty without Vary.
  exchange       TEXT NOT NULL REFERENCES exchanges (id),  -- The newest answer to such a request.
  reusable_until INTEGER NOT NULL,  -- After this it must be asked again.
  PRIMARY KEY (url, method, vary)
) STRICT, WITHOUT ROWID;

-- One row for each article at each time that it was checked.
CREATE TABLE articles (
  id            INTEGER PRIMARY KEY,  -- Local to this file.
  source        TEXT NOT NULL,        -- Path or URL as it was given; '-' for standard input.
  url           TEXT NOT NULL,        -- The article's address, as far as it is known.
  title         TEXT NOT NULL,        -- Its headline.
  publisher     TEXT NOT NULL,        -- The outlet's name.
  published     TEXT NOT NULL,        -- ISO 8601 date or RFC 3339 time.
  input_sha256  TEXT NOT NULL,        -- Of the bytes that were read.
  checked_at    INTEGER NOT NULL,     -- The time of the run.
  record_sha256 TEXT REFERENCES bodies (sha256),  -- The whole record as ibid/1 JSON; NULL where it was not kept.
  UNIQUE (source, checked_at)
) STRICT;

CREATE INDEX articles_by_input ON articles (input_sha256, checked_at);

-- What each article leans on.
CREATE TABLE citations (
  article       INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,  -- Who cites.
  reference_key TEXT NOT NULL,     -- What is cited; the same key in two articles is the same thing.
  kind          TEXT NOT NULL,     -- 'url', 'short_url', 'post', 'story', 'statement', 'document', 'agent'.
  label         TEXT NOT NULL,     -- The same for people.
  url           TEXT NOT NULL,     -- The address it is cited by; empty where the article gives none.
  mentions      INTEGER NOT NULL,  -- How many places of the text point at it.
  PRIMARY KEY (article, reference_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX citations_by_reference ON citations (reference_key);

-- What was found out about a cited thing, and when. Rows are added, never changed: the newest of a key is its state, all of them its history.
CREATE TABLE resolutions (
  id            INTEGER PRIMARY KEY,  -- Order of storing in this file.
  reference_key TEXT NOT NULL,        -- As in citations.
  kind          TEXT NOT NULL,        -- As in citations.
  label         TEXT NOT NULL,        -- As in citations.
  url           TEXT NOT NULL,        -- Where the search began; empty where only a search could find it.
  host          TEXT NOT NULL,        -- Its host, for grouping.
  verdict       TEXT NOT NULL,        -- 'alive', 'moved', 'gone', 'deleted', 'blocked', ...: the closed set of FORMATS.md.
  dead          INTEGER NOT NULL CHECK (dead IN (0, 1)),  -- 1 where the verdict says that readers cannot reach the work any more.
  reasons       TEXT NOT NULL,        -- Why, one reason a line, strongest first.
  final_url     TEXT NOT NULL,        -- Where the chain of redirects ended.
  title         TEXT NOT NULL,        -- Of the page there.
  text_sha256   TEXT NOT NULL,        -- Of the readable text there: two rows that differ show that the page changed.
  snapshot_url  TEXT NOT NULL,        -- The best archived copy that shows the work; empty where none is known.
  checked_at    INTEGER,              -- Time of the newest exchange it rests on; NULL where nothing was asked.
  recorded_at   INTEGER NOT NULL,     -- The time of the run that stored it.
  article       INTEGER REFERENCES articles (id) ON DELETE SET NULL  -- The article whose check found it out.
) STRICT;

CREATE INDEX resolutions_by_reference ON resolutions (reference_key, recorded_at);

-- The exchanges that a resolution rests on, in the order asked.
CREATE TABLE resolution_evidence (
  resolution INTEGER NOT NULL REFERENCES resolutions (id) ON DELETE CASCADE,  -- What rests on it.
  position   INTEGER NOT NULL,  -- 0, 1, 2, ...
  exchange   TEXT NOT NULL,     -- exchanges.id; the exchange itself may be in another file (a recorded WARC).
  PRIMARY KEY (resolution, position)
) STRICT, WITHOUT ROWID;

-- For people. ---

-- The state of each cited thing: its newest resolution.
CREATE VIEW latest_resolution AS
SELECT id, reference_key, kind, label, url, host, verdict, dead, reasons, final_url, title, text_sha256,
       snapshot_url, checked_at, recorded_at, article
FROM (SELECT resolutions.*,
             row_number() OVER (PARTITION BY reference_key ORDER BY recorded_at DESC, id DESC) AS newest
      FROM resolutions)
WHERE newest = 1;

-- What is gone, who cites it, and where it can still be read.
CREATE VIEW dead_links AS
SELECT latest.label, latest.url, latest.verdict, latest.reasons, latest.snapshot_url,
       datetime(latest.checked_at / 1000, 'unixepoch') AS checked_at,
       count(DISTINCT articles.source) AS articles,
       group_concat(DISTINCT articles.source) AS cited_by
FROM latest_resolution AS latest
LEFT JOIN citations ON citations.reference_key = latest.reference_key
LEFT JOIN articles ON articles.id = citations.article
WHERE latest.dead = 1
GROUP BY latest.reference_key
ORDER BY articles DESC, latest.url;

-- Which hosts lose most.
CREATE VIEW dead_links_by_host AS
SELECT host, sum(dead) AS dead, count(*) AS cited, round(100.0 * sum(dead) / count(*), 1) AS percent_dead
FROM latest_resolution
WHERE host <> ''
GROUP BY host
HAVING sum(dead) > 0
ORDER BY dead DESC, host;

-- Which hosts keep a run waiting.
CREATE VIEW slowest_hosts AS
SELECT host, count(*) AS requests, round(avg(elapsed_ms)) AS average_ms, max(elapsed_ms) AS longest_ms,
       sum(failure <> 'none') AS failures
FROM exchanges
GROUP BY host
ORDER BY average_ms DESC, host;

-- Where two resolutions of one thing, one after the other, do not agree.
CREATE VIEW what_changed AS
SELECT datetime(recorded_at / 1000, 'unixepoch') AS changed_at, label, url, verdict_before, verdict,
       final_url_before, final_url, text_sha256_before <> text_sha256 AS text_changed, reference_key
FROM (SELECT id, recorded_at, label, url, reference_key, verdict, final_url, text_sha256,
             lag(verdict) OVER history AS verdict_before,
             lag(final_url) OVER history AS final_url_before,
             lag(text_sha256) OVER history AS text_sha256_before
      FROM resolutions
      WINDOW history AS (PARTITION BY reference_key ORDER BY recorded_at, id))
WHERE verdict_before IS NOT NULL
  AND (verdict_before <> verdict OR final_url_before <> final_url OR text_sha256_before <> text_sha256)
ORDER BY recorded_at DESC, id DESC;
