"""The evidence of one article as WARC, with warcio: whole, its digests right, and every exchange that the article rests on."""
import json
import os
import pathlib
import subprocess
import sys

from common import main, same

try:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.checker import Checker
except ImportError:
    print("skipped: no warcio")
    sys.exit(77)

def ibid(*words):
    done = subprocess.run([os.environ["IBID"], *words], capture_output=True, text=True, timeout=300)
    same((done.returncode, done.stderr), (0, ""), f"ibid {' '.join(map(str, words))}")
    return done.stdout


def evidence():
    article = json.loads(pathlib.Path("checked.json").read_text(encoding="utf-8"))
    ibid("cache", "export", "--cache", "cache.sqlite", "--for", "checked.json", "evidence.warc.gz")
    checker = Checker(type("Flags", (), {"verbose": False, "inputs": ["evidence.warc.gz"]})())
    checker.process_all()
    same(checker.exit_value, 0, "warcio check")
    with open("evidence.warc.gz", "rb") as file:
        answered = {r.rec_headers.get_header("WARC-Target-URI") for r in ArchiveIterator(file) if r.rec_type == "response"}
    wanted = {e["url"] for e in article["evidence"] if e.get("status")}
    same(len(wanted) > 3, True, f"the article rests on {len(wanted)} answers")
    same(wanted - answered, set(), "evidence that is not in the WARC")


if os.environ["IBID_SET"] == "plain":
    main(evidence)
