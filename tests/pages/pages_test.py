#!/usr/bin/env python3
"""Opens what ibid writes for browsers in one: pages_test.py --ibid BINARY --readers FOLDER

Makes reports of the sample article, of hostile articles, and of a large one (large_article.py), and runs
report_test.mjs over them with Playwright and axe (tests/readers/package.json) in Debian's Chromium. Exit 77, for
ctest: skipped, because one of these is not there.
"""
import argparse
import html
import importlib.util
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SKIPPED = 77
MENTIONS = 2000
NODES = 5000
BYTES_MAX = 5_000_000


def load(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(binary, folder, name, *words, source=None, answers=ROOT / "tests/sample/web.warc.gz"):
    if source is not None:
        (folder / (name + ".in")).write_text(source, encoding="utf-8", newline="")
        words = (folder / (name + ".in"), *words)
    done = subprocess.run([binary, "check", "--replay", answers, "-f", "html", "-o",
                           folder / (name + ".html"), *words], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        sys.exit(f"{name}: exit {done.returncode}\n{done.stderr}")
    return folder / (name + ".html")


def hostile_page(payload):
    """A page that says it in its title, its text, a link, a quotation and a post."""
    safe = html.escape(payload)
    return (f"<title>{safe}</title><meta name=author content=\"{safe}\"><h1>{safe}</h1><p>The New York Times reported that "
            f"“{safe}”. {safe} said so, <a href=\"https://host.example/{safe}\">{safe}</a>, according to {safe}.</p>"
            f"<blockquote class=twitter-tweet><p>{safe}</p>&mdash; {safe} (@someone) <a href=\"https://twitter.com/someone/"
            f"status/648162500000161792\">{safe}</a></blockquote><p>{safe}")


def large(binary, folder):
    """The report of two thousand mentions and a graph of five thousand nodes."""
    (folder / "large").mkdir()
    article, answers = load(HERE / "large_article.py").write(folder / "large")
    graph = subprocess.run([binary, "check", "--replay", answers, "-f", "json", article], capture_output=True, text=True, timeout=300)
    record = json.loads(graph.stdout)
    made = len(record["mentions"]), len(record["graph"]["nodes"])
    if made[0] < MENTIONS or made[1] < NODES:
        sys.exit(f"the large article has {made[0]} mentions and {made[1]} nodes")
    size = report(binary, folder, "large", article, answers=answers).stat().st_size
    print(f"the report of {made[0]} mentions and {made[1]} nodes has {size} bytes")
    if size > BYTES_MAX:
        sys.exit(f"more than {BYTES_MAX}")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--readers", required=True, type=pathlib.Path)
    args = flags.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    modules = args.readers.resolve() / "node"
    if not (chromium and node and (modules / "node_modules/playwright-core").is_dir()):
        print("skipped: needs Chromium, Node.js and what scripts/readers installs")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="ibid-pages-") as scratch:
        folder = pathlib.Path(scratch)
        report(args.ibid, folder, "sample", ROOT / "tests/sample/article.txt")
        for number, payload in enumerate(load(HERE.parent / "readers/hostile.py").PAYLOADS[::6], 1):
            report(args.ibid, folder, f"hostile-{number}", "--input-kind", "html", source=hostile_page(payload))
        large(args.ibid, folder)
        shutil.copy(HERE / "report_test.mjs", modules)  # Modules are looked for beside the script.
        return subprocess.run([node, modules / "report_test.mjs", chromium, folder], timeout=500).returncode


if __name__ == "__main__":
    sys.exit(main())
