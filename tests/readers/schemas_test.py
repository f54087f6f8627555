"""JSON against the published schemas with jsonschema: articles, their graph, and an audit."""
import json
import os
import pathlib
import sys

import common
from common import ARTICLES, main, read, same

try:
    import jsonschema
except ImportError:
    print("skipped: no jsonschema")
    sys.exit(77)

SCHEMAS = pathlib.Path(common.__file__).resolve().parents[2] / "src/json"


def fits(value, name, what):
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    errors = [f"{e.json_path}: {e.message:.200}" for e in checker(schema).iter_errors(value)]
    same(errors[:5], [], f"{what} by {name}")


def articles():
    if os.environ["IBID_SET"] == "plain":  # The hostile ones were not written by ibid.
        for article in ARTICLES:
            fits(article, "ibid-1.schema.json", "an article")
    fits(json.loads(read("graph.json")), "ibid-1.schema.json", "a graph")


def audit():
    fits(json.loads(read("audit.json")), "ibid-audit-1.schema.json", "an audit")


def refusals():
    """A schema that takes anything would say nothing."""
    broken = json.loads(read("audit.json"))
    broken["links"][0]["standing"] = 7
    schema = json.loads((SCHEMAS / "ibid-audit-1.schema.json").read_text(encoding="utf-8"))
    same(jsonschema.validators.validator_for(schema)(schema).is_valid(broken), False, "a standing that is a number")


main(articles, audit, refusals)
