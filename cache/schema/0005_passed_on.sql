-- ibid's cache, schema 5: whose findings a run may use again, and which it may pass on as they are.

ALTER TABLE articles ADD COLUMN settings TEXT NOT NULL DEFAULT '';      -- Digest of what decided what was asked and found (flags, program): runs with another do not lean on this one.
ALTER TABLE articles ADD COLUMN passed_on_to TEXT NOT NULL DEFAULT '';  -- Digest of input, settings and program; who asks the same gets the same record, as it is. Empty: nobody does.
ALTER TABLE articles ADD COLUMN stands_until INTEGER;                   -- Until then, for the first of its verdicts must be looked at again; NULL where one must at once.
ALTER TABLE articles ADD COLUMN outcomes TEXT NOT NULL DEFAULT '';      -- Its verdicts and states, each once, commas between them: 'alive,gone,ok,failing'.

CREATE INDEX articles_by_passed_on ON articles (passed_on_to, checked_at) WHERE passed_on_to <> '';
