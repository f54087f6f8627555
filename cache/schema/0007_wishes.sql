-- ibid's cache, schema 7: how somebody wished a check of `ibid serve` to be made.

ALTER TABLE checks ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}';  -- A JSON object with the flags of ibid check by their names: '{"offline":true,"newer_than":"1h"}'.
