"""The links of Markdown: what ibid finds in each example of the CommonMark specification, beside what its HTML links."""
import csv
import html
import html.parser
import io
import os
import pathlib
import re
import subprocess
import sys

from common import main, same

SPEC = pathlib.Path(os.environ["IBID_PACKAGES"]) / "commonmark-spec/spec.txt"
if not SPEC.exists():
    print("skipped: no commonmark-spec")
    sys.exit(77)
EXAMPLES = [tuple(part.replace("→", "\t") for part in example) for example in
            re.findall(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", SPEC.read_text(encoding="utf-8"), re.M | re.S)]
# Definitions that nothing in the example uses, or that are the second of their label: each stands there once, to be looked
# after. And GitHub's addresses without brackets.
MORE = {204, 207, 208, 210, 317, 536, 537, 538, 544, 545, 563, 565, 567, 571, 592, 602, 608, 611}


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.links |= {value for name, value in attrs if name in ("href", "src") and value}


def spelled(url):
    """The specification's HTML encodes what browsers take as it is, and browsers turn backslashes of a path."""
    return re.sub("%5[Cc]", "/", url).replace("\\", "/").replace("%5B", "[").replace("%5D", "]")


def links_of(folder):
    done = subprocess.run([os.environ["IBID"], "audit", "--no-config", "--no-cache", "--offline", "-f", "csv", "--base-url",
                           "http://base.example/d/", folder], capture_output=True, timeout=300)
    links = {}
    for row in csv.DictReader(io.StringIO(done.stdout.decode("utf-8"), newline="")):
        url = re.sub("^'(?='*[=+@-])", "", row["url"]) + ("#" + row["fragment"] if row["fragment"] else "")
        links.setdefault(int(pathlib.Path(row["page"]).stem), set()).add(spelled(url))
    return links


def examples():
    for folder in ("written", "shown"):
        pathlib.Path(folder).mkdir()
    for number, (text, page) in enumerate(EXAMPLES, 1):
        pathlib.Path(f"written/{number}.md").write_text(text, encoding="utf-8", newline="")
        anchors = "".join(f'<a href="{html.escape(link)}">x</a>' for link in Page(page).links)
        pathlib.Path(f"shown/{number}.html").write_text("<meta charset=utf-8>" + anchors, encoding="utf-8")
    written, shown = links_of("written"), links_of("shown")
    same(len(EXAMPLES) > 600, True, f"{len(EXAMPLES)} examples")
    for number, (text, page) in enumerate(EXAMPLES, 1):
        found, wanted = written.get(number, set()), shown.get(number, set())
        same(wanted - found, set(), f"example {number}, not found: {text!r}")
        if number not in MORE:
            same(found - wanted, set(), f"example {number}, found: {text!r}")


if os.environ["IBID_SET"] == "plain":
    main(examples)
