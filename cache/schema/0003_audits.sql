-- ibid's cache, schema 3: audits, which ask after every link of a site, again and again.

-- One row for each audit that was begun. Those of one name are one after another of the same site.
CREATE TABLE audits (
  id          INTEGER PRIMARY KEY,  -- Local to this file.
  name        TEXT NOT NULL,        -- As --name says, else made of the inputs.
  settings    TEXT NOT NULL,        -- What decides which links there are, a line each: who goes on must have the same.
  started_at  INTEGER NOT NULL,     -- When it was begun.
  gathered_at INTEGER,              -- When all inputs were read; NULL: they are being read.
  finished_at INTEGER,              -- When nothing was left to ask; NULL: under way, or interrupted.
  compared_with INTEGER REFERENCES audits (id) ON DELETE SET NULL  -- The finished audit of the same name before this one; NULL where there is none.
) STRICT;

CREATE INDEX audits_by_name ON audits (name, id);
CREATE INDEX audits_by_compared ON audits (compared_with);

-- Each link of an audit once, in however many places it stands; id by id in the order in which they were found.
CREATE TABLE audit_links (
  id              INTEGER PRIMARY KEY,              -- Local to this file.
  audit           INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,  -- Whose.
  url             TEXT NOT NULL,                    -- Absolute, without fragment; as it is written where that gives no URL.
  host            TEXT NOT NULL,                    -- Its host, for grouping.
  standing        TEXT NOT NULL DEFAULT 'open',     -- 'ok', 'warn', 'fail', 'unknown', 'excluded'; 'open': not asked yet.
  settled         TEXT NOT NULL DEFAULT '',         -- The last of 'ok', 'warn', 'fail' that an audit of this name has come to, this one included; empty: none.
  change          TEXT NOT NULL DEFAULT 'none',     -- What is different from `compared_with`: 'new_failure', 'healed', 'newly_moved', 'new_link', 'none'.
  verdict         TEXT NOT NULL DEFAULT 'not_checked',  -- As in resolutions.
  reasons         TEXT NOT NULL DEFAULT '',         -- Why, one reason a line, strongest first.
  status          INTEGER NOT NULL DEFAULT 0,       -- HTTP status of the last answer; 0 where there is none.
  state           TEXT NOT NULL DEFAULT '',         -- What all checks so far add up to: 'ok', 'failing', 'dead'; empty where they do not say.
  failures        INTEGER NOT NULL DEFAULT 0,       -- As in resolutions.
  failing_since   INTEGER,                          -- As in resolutions.
  last_ok         INTEGER,                          -- Time of the last success; NULL where there was none.
  final_url       TEXT NOT NULL DEFAULT '',         -- Where its redirects ended.
  moved_for_good  INTEGER NOT NULL DEFAULT 0 CHECK (moved_for_good IN (0, 1)),  -- 1: final_url may be written in its place.
  title           TEXT NOT NULL DEFAULT '',         -- Of the page there.
  archived_url    TEXT NOT NULL DEFAULT '',         -- An archived copy that shows the work; empty where none is known.
  archived_at     INTEGER,                          -- When that was captured.
  copies_sought   INTEGER NOT NULL DEFAULT 0 CHECK (copies_sought IN (0, 1)),  -- 1: archives were asked.
  missing_fragments TEXT NOT NULL DEFAULT '',       -- Fragments of its places that are not on the page, a line each.
  checked_at      INTEGER,                          -- Time of the newest exchange it rests on; NULL where nothing was asked.
  UNIQUE (audit, url)
) STRICT;

-- What was read: kept for the newest audit of each name.
CREATE TABLE audit_pages (
  id    INTEGER PRIMARY KEY,  -- In the order of reading.
  audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,  -- Whose.
  name  TEXT NOT NULL         -- File as it was named or found, or URL.
) STRICT;

CREATE INDEX audit_pages_by_audit ON audit_pages (audit);

-- Where each link stands: kept for the newest audit of each name.
CREATE TABLE audit_places (
  id         INTEGER PRIMARY KEY,  -- In the order of reading.
  link       INTEGER NOT NULL REFERENCES audit_links (id) ON DELETE CASCADE,  -- What stands there.
  page       INTEGER NOT NULL REFERENCES audit_pages (id) ON DELETE CASCADE,  -- On which page.
  line       INTEGER NOT NULL,     -- From 1; 0 where it is not known.
  col        INTEGER NOT NULL,     -- Code points, from 1; 0 where it is not known.
  begin_byte INTEGER NOT NULL,     -- Half-open span of `written` in the file; both 0 where there is none.
  end_byte   INTEGER NOT NULL,     -- Its end.
  written    TEXT NOT NULL,        -- As it stands there.
  fragment   TEXT NOT NULL,        -- Of the URL, without '#'.
  anchor     TEXT NOT NULL         -- The words that are linked.
) STRICT;

CREATE INDEX audit_places_by_link ON audit_places (link);
CREATE INDEX audit_places_by_page ON audit_places (page);

-- Inputs, and files below them, that could not be read.
CREATE TABLE audit_unreadable (
  id    INTEGER PRIMARY KEY,  -- In the order of reading.
  audit INTEGER NOT NULL REFERENCES audits (id) ON DELETE CASCADE,  -- Whose.
  input TEXT NOT NULL,        -- Which.
  why   TEXT NOT NULL         -- For people.
) STRICT;

CREATE INDEX audit_unreadable_by_audit ON audit_unreadable (audit);

-- For people. ---

-- What was different in each finished audit from the one of the same name before it.
CREATE VIEW audit_changes AS
SELECT audits.name, datetime(audits.finished_at / 1000, 'unixepoch') AS finished_at, link.change, link.url,
       old.verdict AS verdict_before, link.verdict, link.state, old.final_url AS final_url_before, link.final_url,
       link.archived_url, audits.id AS audit
FROM audits
JOIN audit_links AS link ON link.audit = audits.id AND link.change <> 'none'
LEFT JOIN audit_links AS old ON old.audit = audits.compared_with AND old.url = link.url
WHERE audits.finished_at IS NOT NULL
UNION ALL
SELECT audits.name, datetime(audits.finished_at / 1000, 'unixepoch'), 'gone_link', old.url,
       old.verdict, '', old.state, old.final_url, '', old.archived_url, audits.id
FROM audits
JOIN audit_links AS old ON old.audit = audits.compared_with
WHERE audits.finished_at IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM audit_links AS link WHERE link.audit = audits.id AND link.url = old.url);

-- How each audit ended, oldest first: link rot over time.
CREATE VIEW audit_results AS
SELECT audits.name, datetime(audits.started_at / 1000, 'unixepoch') AS started_at,
       datetime(audits.finished_at / 1000, 'unixepoch') AS finished_at, count(link.id) AS links,
       coalesce(sum(link.standing = 'ok'), 0) AS ok, coalesce(sum(link.standing = 'warn'), 0) AS warn,
       coalesce(sum(link.standing = 'fail'), 0) AS fail, coalesce(sum(link.standing = 'unknown'), 0) AS unknown,
       coalesce(sum(link.standing = 'excluded'), 0) AS excluded, coalesce(sum(link.standing = 'open'), 0) AS open,
       coalesce(sum(link.state = 'dead'), 0) AS dead, audits.id AS audit
FROM audits
LEFT JOIN audit_links AS link ON link.audit = audits.id
GROUP BY audits.id
ORDER BY audits.id;
