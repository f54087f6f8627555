#!/usr/bin/env python3
"""Opens what ibid exports with the programs that its users open it with.

  run.py --ibid BINARY --readers FOLDER TEST

TEST is a script of this folder: NAME.py runs in the virtual environment FOLDER/python, NAME.mjs with the packages of
FOLDER/node (scripts/readers makes both). Exit 77, for ctest: skipped, because its reader is not there.

The script is run in a folder for each set of articles, in which there are: articles.ndjson, what was exported;
graph.json, the graph of them all; one file a format, named as the format, from `ibid graph -f FORMAT`; site/, a folder of
files with links, and its audit, one file a format, named audit.FORMAT, as `ibid audit -f FORMAT` writes it; and
cache.sqlite, a cache in which the audit is and the sample was checked, with checked.json, what came of that.
Sets: "plain" (the article that has every field, and the sample as the recorded web answers), and "hostile" (one
article for each payload, in every field that a stranger may write: hostile.py).
"""
import argparse
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import hostile

HERE = pathlib.Path(__file__).resolve().parent
TESTS = HERE.parent
SKIPPED = 77


def ibid(binary, *words, stdin=""):
    done = subprocess.run([binary, *words], input=stdin, capture_output=True, text=True, timeout=300, cwd=TESTS.parent)
    if done.returncode != 0:
        sys.exit(f"ibid {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def plain(binary):
    whole = json.loads((TESTS / "json/data/checked.json").read_text(encoding="utf-8"))
    sample = ibid(binary, "check", "-f", "ndjson", "--replay", "tests/sample/web.warc.gz", "tests/sample/article.txt")
    return json.dumps(whole) + "\n" + sample


def formats(binary, command="graph"):
    text = " ".join(ibid(binary, command, "--help").split())
    return re.search(r"Formats: ([\w, -]+) Examples:", text)[1].split(", ")


def export(binary, articles, folder):
    (folder / "articles.ndjson").write_text(articles, encoding="utf-8", newline="")
    for name in formats(binary):
        written = subprocess.run([binary, "graph", "-f", name, folder / "articles.ndjson"], capture_output=True,
                                 timeout=300)
        if written.returncode != 0 or written.stderr:
            sys.exit(f"ibid graph -f {name}: exit {written.returncode}\n{written.stderr.decode()}")
        (folder / name).write_bytes(written.stdout)
    shutil.copy(folder / "json", folder / "graph.json")


def plain_site(site):
    (site / "article.txt").write_bytes((TESTS / "sample/article.txt").read_bytes())
    (site / "links & more.md").write_text("[a](https://t.co/ibidSmpl01) and <https://bit.ly/ibid-sample>,\n\n- `no`\n"
                                          "- [b](missing.md#part \"title\") [c][r] http://host.invalid/\n\n"
                                          "[r]: https://bit.ly/ibid-sample\n", encoding="utf-8")
    (site / "page.html").write_text("<p>é <a href='https://t.co/ibidSmpl01'>x</a> <img src=\"mailto:a@b.example\">",
                                    encoding="utf-8")


def hostile_site(site):
    """A file for each payload: its name, where a file can be called so, and its links."""
    for number, payload in enumerate(hostile.PAYLOADS, 1):
        name = re.sub("[/\0]", "_", payload).encode("utf-8", "replace")[:150].decode("utf-8", "ignore")
        links = "".join(f'<a href="{html.escape(url)}">{html.escape(payload)}</a>\n' for url in hostile.urls(payload))
        (site / f"{number} {name}.html").write_text("<meta charset=utf-8>\n" + links, encoding="utf-8")


def audit(binary, folder, fill):
    (folder / "site").mkdir()
    fill(folder / "site")
    common = ["audit", "--no-config", "--replay", TESTS / "sample/web.warc.gz", "--now", "2026-05-01T12:00:00Z"]
    for name in formats(binary, "audit"):
        output = ["--no-cache"] if name != "json" else ["--cache", "cache.sqlite"]
        written = subprocess.run([binary, *common, *output, "-f", name, "-o", f"audit.{name}", "site"], cwd=folder,
                                 capture_output=True, timeout=300)
        if written.returncode != 0 or written.stderr:
            sys.exit(f"ibid audit -f {name}: exit {written.returncode}\n{written.stderr.decode()}")
    # What a replay answers is not kept: the recorded web goes into the cache first.
    ibid(binary, "cache", "import", "--no-config", "--cache", folder / "cache.sqlite", "tests/sample/web.warc.gz")
    checked = ibid(binary, "check", "--no-config", "--cache", folder / "cache.sqlite", "--offline", "-f", "json",
                   "tests/sample/article.txt")
    (folder / "checked.json").write_text(checked, encoding="utf-8")


def command_for(test, readers):
    if test.suffix == ".mjs":
        node, packages = shutil.which("node"), readers / "node" / "node_modules"
        if not node or not packages.is_dir():
            return None
        # Modules are looked for beside the script.
        beside = readers / "node" / test.name
        shutil.copy(test, beside)
        return [node, beside]
    python = readers / "python" / "bin" / "python3"
    return [python, test] if python.exists() else None


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--readers", required=True, type=pathlib.Path)
    flags.add_argument("test", type=pathlib.Path)
    args = flags.parse_args()
    command = command_for(args.test.resolve(), args.readers.resolve())
    if not command:
        print("skipped: scripts/readers has not installed its reader")
        return SKIPPED
    environment = os.environ | {"PYTHONPATH": str(HERE), "IBID": args.ibid,
                                "IBID_PACKAGES": str(args.readers.resolve() / "node" / "node_modules")}
    for name, articles, site in (("plain", plain(args.ibid), plain_site), ("hostile", hostile.articles(), hostile_site)):
        with tempfile.TemporaryDirectory(prefix="ibid-readers-") as folder:
            export(args.ibid, articles, pathlib.Path(folder))
            audit(args.ibid, pathlib.Path(folder), site)
            done = subprocess.run(command, cwd=folder, env=environment | {"IBID_SET": name}, timeout=300)
            if done.returncode != 0:
                print(f"{args.test.name} on the {name} articles: exit {done.returncode}")
                return done.returncode
            print(f"{name}: as exported")
    return 0


if __name__ == "__main__":
    sys.exit(main())
