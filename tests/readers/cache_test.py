"""The cache with sqlite3 and Datasette: every documented table and view answers, and both count the same; so do the
questions that FORMATS.md asks."""
import asyncio
import contextlib
import pathlib
import re
import sqlite3
import sys
import urllib.parse

import common
from common import same

try:
    from datasette.app import Datasette
except ImportError:
    print("skipped: no datasette")
    sys.exit(77)

FORMATS = (pathlib.Path(common.__file__).resolve().parents[2] / "FORMATS.md").read_text(encoding="utf-8")
DOCUMENTED = re.findall(r"^\*\*(?:Table|View) `(\w+)`\*\*", FORMATS, re.M)
QUESTIONS = [q.strip() for block in re.findall(r"^```sql\n(.*?)^```", FORMATS, re.M | re.S) for q in block.split(";") if q.strip()]


async def main():
    same(len(DOCUMENTED) > 20 and len(QUESTIONS) > 5, True, f"{len(DOCUMENTED)} tables and views, {len(QUESTIONS)} questions")
    reader = Datasette(["cache.sqlite"], settings={"sql_time_limit_ms": 10000, "max_returned_rows": 10000})
    with contextlib.closing(sqlite3.connect("file:cache.sqlite?mode=ro", uri=True)) as database:
        async def ask(path):
            answer = await reader.client.get(path)
            same(answer.status_code, 200, f"{path}: {answer.text[:500]}")
            return answer.json()

        filled = 0
        for name in DOCUMENTED:
            found = await ask(f"/cache/{name}.json?_size=max")
            count = database.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            same(found.get("filtered_table_rows_count", count), count, f"rows of {name}")
            same(len(found["rows"]), min(count, 10000), f"rows of {name} that are shown")
            filled += count > 0
        same(filled > 10, True, f"only {filled} are filled")
        for question in QUESTIONS:
            found = await ask("/cache.json?" + urllib.parse.urlencode({"sql": question}))
            same(len(found["rows"]), len(database.execute(question).fetchall()), question)


asyncio.run(main())
