-- ibid's cache, schema 2: answers that a 304 confirmed, what the checks of a thing add up to, and what pruning needs.

ALTER TABLE exchanges ADD COLUMN validated_by TEXT NOT NULL DEFAULT '';  -- exchanges.id of the 304 by which the server let a stored answer stand: body and status are of that one, headers brought up to date. Empty where the answer came whole.

-- So that what is not cited can be found and dropped without reading the whole file.
CREATE INDEX exchanges_by_time ON exchanges (asked_at);
CREATE INDEX exchanges_by_body ON exchanges (body_sha256);
CREATE INDEX reusable_by_exchange ON reusable (exchange);
CREATE INDEX articles_by_record ON articles (record_sha256);
CREATE INDEX resolution_evidence_by_exchange ON resolution_evidence (exchange);

ALTER TABLE resolutions ADD COLUMN state TEXT NOT NULL DEFAULT '';           -- What all checks so far add up to: 'ok', 'failing', 'dead'; empty where they do not say.
ALTER TABLE resolutions ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;      -- Failures since the last success that count, each long enough after the one before.
ALTER TABLE resolutions ADD COLUMN failing_since INTEGER;                    -- Time of the first of them; NULL where there is none.
ALTER TABLE resolutions ADD COLUMN next_check INTEGER;                       -- Until then the verdict stands without asking; NULL where it does not.

-- What schema 1 knew of a thing was its newest verdict: no failure of it counts more than once.
UPDATE resolutions SET
  state = CASE WHEN verdict IN ('alive', 'moved', 'paywall', 'too_large', 'protected') THEN 'ok'
               WHEN dead = 1 OR verdict IN ('server_error', 'connect_failure', 'tls_failure', 'timeout') THEN 'failing'
               ELSE '' END,
  failures = dead = 1 OR verdict IN ('server_error', 'connect_failure', 'tls_failure', 'timeout'),
  failing_since = CASE WHEN dead = 1 OR verdict IN ('server_error', 'connect_failure', 'tls_failure', 'timeout') THEN checked_at END;

DROP VIEW dead_links;
DROP VIEW dead_links_by_host;
DROP VIEW slowest_hosts;
DROP VIEW what_changed;
DROP VIEW latest_resolution;

-- The state of each cited thing: its newest resolution.
CREATE VIEW latest_resolution AS
SELECT id, reference_key, kind, label, url, host, verdict, dead, reasons, final_url, title, text_sha256,
       snapshot_url, checked_at, recorded_at, article, state, failures, failing_since, next_check
FROM (SELECT resolutions.*,
             row_number() OVER (PARTITION BY reference_key ORDER BY recorded_at DESC, id DESC) AS newest
      FROM resolutions)
WHERE newest = 1;

-- How long each resolution stood: from since up to, and without, until.
CREATE VIEW resolution_periods AS
SELECT reference_key, label, url, host, verdict, state, final_url, text_sha256,
       datetime(recorded_at / 1000, 'unixepoch') AS since,
       coalesce(datetime(lead(recorded_at) OVER history / 1000, 'unixepoch'), '9999-12-31') AS until
FROM resolutions
WINDOW history AS (PARTITION BY reference_key ORDER BY recorded_at, id);

-- What does not answer as it should, and is not dead by the rule yet or is: with who cites it, and where it can still be read.
CREATE VIEW failing_links AS
SELECT latest.label, latest.url, latest.state, latest.verdict, latest.reasons, latest.failures,
       datetime(latest.failing_since / 1000, 'unixepoch') AS failing_since, latest.snapshot_url,
       datetime(latest.checked_at / 1000, 'unixepoch') AS checked_at,
       count(DISTINCT articles.source) AS articles,
       group_concat(DISTINCT articles.source) AS cited_by
FROM latest_resolution AS latest
LEFT JOIN citations ON citations.reference_key = latest.reference_key
LEFT JOIN articles ON articles.id = citations.article
WHERE latest.state IN ('failing', 'dead')
GROUP BY latest.reference_key
ORDER BY articles DESC, latest.url;

-- What is dead by the rule, who cites it, and where it can still be read.
CREATE VIEW dead_links AS
SELECT label, url, verdict, reasons, failures, failing_since, snapshot_url, checked_at, articles, cited_by
FROM failing_links
WHERE state = 'dead';

-- Which hosts lose most.
CREATE VIEW dead_links_by_host AS
SELECT host, sum(state = 'dead') AS dead, sum(state = 'failing') AS failing, count(*) AS cited,
       round(100.0 * sum(state = 'dead') / count(*), 1) AS percent_dead
FROM latest_resolution
WHERE host <> ''
GROUP BY host
HAVING sum(state IN ('failing', 'dead')) > 0
ORDER BY dead DESC, failing DESC, host;

-- Which hosts keep a run waiting.
CREATE VIEW slowest_hosts AS
SELECT host, count(*) AS requests, round(avg(elapsed_ms)) AS average_ms, max(elapsed_ms) AS longest_ms,
       sum(failure <> 'none') AS failures
FROM exchanges
WHERE validated_by = ''
GROUP BY host
ORDER BY average_ms DESC, host;

-- Where two resolutions of one thing, one after the other, do not agree.
CREATE VIEW what_changed AS
SELECT datetime(recorded_at / 1000, 'unixepoch') AS changed_at, label, url, verdict_before, verdict,
       state_before, state, final_url_before, final_url, text_sha256_before <> text_sha256 AS text_changed, reference_key
FROM (SELECT id, recorded_at, label, url, reference_key, verdict, state, final_url, text_sha256,
             lag(verdict) OVER history AS verdict_before,
             lag(state) OVER history AS state_before,
             lag(final_url) OVER history AS final_url_before,
             lag(text_sha256) OVER history AS text_sha256_before
      FROM resolutions
      WINDOW history AS (PARTITION BY reference_key ORDER BY recorded_at, id))
WHERE verdict_before IS NOT NULL
  AND (verdict_before <> verdict OR state_before <> state OR final_url_before <> final_url
       OR text_sha256_before <> text_sha256)
ORDER BY recorded_at DESC, id DESC;
