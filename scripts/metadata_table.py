#!/usr/bin/env python3
"""What ibid reads of 25 pages drawn at random: title, authors, publisher, date, and where each was found.

  metadata_table.py IBID PAGES [SEED [COUNT]]

IBID is the program, PAGES a folder of pages. The draw is that of a fixed seed over the sorted paths, so the
same pages come again. What people think of the answers stands in tests/read/METADATA.md.
"""
import json
import os
import random
import subprocess
import sys


def draw(root, seed, count):
    files = sorted(os.path.relpath(os.path.join(folder, name), root)
                   for folder, _, names in os.walk(root) for name in names
                   if not name.endswith(".jsonl") and not name.startswith("LICENSE"))
    random.Random(seed).shuffle(files)
    return files[:count]


def shown(fact):
    if not fact:
        return "?"
    value = fact["value"]
    return f"{value if len(value) <= 60 else value[:59] + '…'} [{fact.get('from', '')}]".replace("|", "/")


def main():
    ibid, root = sys.argv[1:3]
    seed, count = (int(sys.argv[i]) if len(sys.argv) > i else d for i, d in ((3, 25), (4, 25)))
    print("| page | title | authors | publisher | published |\n|---|---|---|---|---|")
    for name in draw(root, seed, count):
        run = subprocess.run([ibid, "detect", "--format", "ndjson", os.path.join(root, name)],
                             capture_output=True, text=True, check=False)
        if run.returncode != 0 or not run.stdout.strip():
            print(f"| {name} | failed: {run.stderr.strip()} | | | |")
            continue
        metadata = json.loads(run.stdout.splitlines()[0])["document"].get("metadata", {})
        authors = ", ".join(shown(a) for a in metadata.get("authors", [])) or "?"
        print(f"| {name} | {shown(metadata.get('title'))} | {authors} | {shown(metadata.get('publisher'))}"
              f" | {shown(metadata.get('published'))} |")


main()
