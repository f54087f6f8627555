#!/usr/bin/env python3
"""Reports of articles whose text and file name are made to act: they stay words.

  hostile_test.py --ibid BINARY

Each payload of tests/write/data/payloads.json is the headline, a name, a quote and the file's name of an article, which is
checked (nothing is asked of the web). The text report holds no control character; the page of the HTML report, read by an
HTML parser, has the elements and attributes of any other report and links to nothing but the web.
"""
import argparse
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
WEB = TESTS / "sample/web.warc.gz"  # In which none of their addresses is.
GROUPS = json.loads((TESTS / "write/data/payloads.json").read_text(encoding="utf-8"))
PAYLOADS = [payload for group in GROUPS.values() for payload in group]
ACTS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.links = set(), set(), []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action", "xlink:href")]


def text_of(payload):
    return (f"{payload}\n\nBy {payload}\n\nThe port will open, {payload} said. “{payload}” said Ann Other, of {payload}, "
            f"see https://host.example/{payload} and https://t.co/abc.\n\n— {payload} (@other) September 25, 2015\n")


def run(binary, folder, names, *flags):
    done = subprocess.run([binary, "check", "--input-kind", "text", "--no-third-party", "--replay", WEB, *flags, *names], cwd=folder, capture_output=True,
                          timeout=300)
    said = done.stderr.decode("utf-8")
    if found := ACTS.search(said):
        sys.exit(f"messages: {found[0]!r} gets out: {said!r}")
    # Controls in a text make it binary data, which is no article: that is said, and the others are checked.
    refused = said.count("is binary data and no text")
    if refused != said.count("\n") or done.returncode != (0 if not refused else 3 if len(names) > 1 else 2):
        sys.exit(f"ibid check {names[-1]!r}: exit {done.returncode}: {said}")
    return done.stdout.decode("utf-8"), refused


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    binary = str(pathlib.Path(flags.parse_args().ibid).resolve())
    with tempfile.TemporaryDirectory(prefix="ibid-hostile-") as folder:
        names = []
        for number, payload in enumerate(["plain words", *PAYLOADS]):
            name = f"./{number}" + payload.replace("/", "").replace("\0", "").encode()[:120].decode(errors="ignore")
            (pathlib.Path(folder) / name).write_text(text_of(payload), encoding="utf-8", newline="")
            names.append(name)
        report, refused = run(binary, folder, names)
        if found := ACTS.search(report):
            sys.exit(f"text: {found[0]!r} gets out")
        if refused > 10:
            sys.exit(f"{refused} articles were refused")
        own = Page(run(binary, folder, names[:1], "-f", "html")[0])
        for name, payload in zip(names[1:], PAYLOADS):
            text, refused = run(binary, folder, [name], "-f", "html")
            if refused:
                continue
            page = Page(text)
            wrong = (ACTS.search(text), page.tags - own.tags, page.attributes - own.attributes,
                     [link for link in page.links if not re.match(r"https?://|#|data:image/svg\+xml", link)])
            if any(wrong):
                sys.exit(f"html: {payload!r}: {wrong}")
    print(f"{len(PAYLOADS)} payloads stay words")


main()
