"""What the tests of this folder share: the articles that were exported, and how ibid makes words plain."""
import json
import pathlib
import re
import sys

GRAPH = json.loads(pathlib.Path("graph.json").read_text(encoding="utf-8"))["graph"]
ARTICLES = [json.loads(line) for line in pathlib.Path("articles.ndjson").read_text(encoding="utf-8").split("\n") if line]

SPACE = r"[\t-\r \x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]+"
CONTROL = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]"
INVISIBLE = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]"


def plain(words):
    """As the formats that are lines of text show a stranger's words (FORMATS.md, "Words of strangers")."""
    words = re.sub(SPACE, " ", words).strip(" ")
    return re.sub(INVISIBLE, "", re.sub(CONTROL, "\ufffd", words))


def xml_legal(words):
    """What XML cannot hold is U+FFFD in it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", words)


def read(name):
    return pathlib.Path(name).read_bytes().decode("utf-8")


def no_controls(name):
    """Nothing that a terminal or an editor would act on."""
    found = re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", read(name))
    same(found and (found[0], found.start()), None, f"{name}: characters that act")


def same(got, wanted, what):
    if got != wanted:
        print(f"{what}:\n  is  {got!r:.2000}\n  not {wanted!r:.2000}")
        sys.exit(1)


def main(*checks):
    for check in checks:
        check()
