#!/usr/bin/env python3
"""Kills `ibid resolve` at random instants and looks at what is left.

  killed_test.py --ibid BINARY [--seed N] [--kills 50]

Each time, a run that writes the cache is ended with SIGKILL. Afterwards the cache is intact, and
holds every exchange that a printed line names as its evidence; at the end a run completes.
"""
import argparse
import contextlib
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

import run

SITE = """
host many.example
GET /* -> 200 text/html; charset=utf-8
  delay 4ms
  body
    <!doctype html><title>One page of many</title><p>This page is like the others, and long enough
    to be a page of its own with words in it.</p>
"""
LINES = 300
SECONDS_MAX = 0.6


def start(ibid, cache, folder, name, web):
    urls = folder / f"{name}.urls"
    urls.write_text("".join(f"http://many.example/{name}/{n}\n" for n in range(LINES)))
    with open(folder / f"{name}.out", "wb") as out:
        return subprocess.Popen([ibid, "resolve", "--format", "ndjson", "--cache", cache, *web.split(), urls],
                                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.PIPE)


def evidence_in(path):
    """The ids that complete lines name. What is cut off was never reported."""
    lines = path.read_bytes().split(b"\n")[:-1]
    return [item["id"] for line in lines for item in json.loads(line)["evidence"]]


def lost(cache, ids):
    with contextlib.closing(sqlite3.connect(cache)) as database:
        known = {row[0] for row in database.execute("SELECT id FROM exchanges")}
    return [one for one in ids if one not in known]


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    flags.add_argument("--kills", type=int, default=50)
    args = flags.parse_args()
    print(f"seed {args.seed}", flush=True)
    instants = random.Random(args.seed)
    with tempfile.TemporaryDirectory(prefix="ibid-kill-") as name:
        folder = pathlib.Path(name)
        (folder / "site.web").write_text(SITE)
        environment = {}
        server = run.start_web(folder, environment)
        try:
            return kill_and_look(args, instants, folder, environment["WEB"])
        finally:
            run.stop_web(server)


def kill_and_look(args, instants, folder, web):
    cache = folder / "cache.sqlite"
    reported, in_the_middle = 0, 0
    for number in range(args.kills):
        began = time.monotonic()
        process = start(args.ibid, cache, folder, f"run{number}", web)
        time.sleep(instants.uniform(0, SECONDS_MAX))
        process.kill()
        process.communicate()
        took = time.monotonic() - began
        ids = evidence_in(folder / f"run{number}.out")
        reported += len(ids)
        in_the_middle += 0 < len(ids) < LINES
        if not cache.exists():
            continue  # Killed before it was made.
        verified = subprocess.run([args.ibid, "cache", "verify", "--cache", cache], capture_output=True, text=True)
        missing = lost(cache, ids)
        if verified.returncode != 0 or missing:
            print(f"kill {number}, after {took:.3f} s, {len(ids)} lines reported: "
                  f"verify {verified.returncode} {verified.stderr}; lost {missing}")
            return 1
    last = start(args.ibid, cache, folder, f"run{args.kills - 1}", web)
    error = last.communicate(timeout=60)[1].decode()
    whole = evidence_in(folder / f"run{args.kills - 1}.out")
    print(f"{args.kills} kills, {in_the_middle} of them between the first line and the last; "
          f"{reported} exchanges reported before; the last run ended with {last.returncode}")
    if last.returncode != 0 or error or len(whole) < LINES:
        print(f"{error}{len(whole)} of {LINES} lines")
        return 1
    if in_the_middle < args.kills / 5:
        print("too few of them hit: the instants do not fit this machine")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
