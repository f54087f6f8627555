#!/usr/bin/env python3
"""The rules of the house that no compiler checks, held against the tree; ctest runs it as "tree".

  check_tree.py ROOT       checks the tree, prints "path:line: message" for each break
  check_tree.py --self     plants one break of each rule and checks that it is seen

One rule per function. Delete a rule when a compiler or clang-tidy learns to check it.
"""
import pathlib
import re
import sys
import tempfile

HOMES = {  # third-party header -> the only place that may include it
    "sqlite3": "cache/",
    "zstd": "cache/",
    "curl/": "src/net/",
    "boost/": "src/url/rfc3986.cpp",
    "libpsl": "src/url/",
    "simdjson": "src/json/",
    "unicode/": "src/text/",
    "openssl/": "src/digest/",
    "zlib": "src/warc/",
    "CLI/": "src/cli/",
    "toml++/": "src/cli/config.cpp",
    "poppler/": "src/pdf/poppler_",
    "microhttpd": "src/serve/http_",
    "md4c": "src/read/markdown_html.cpp",
}
MAY_USE = {  # folder -> folders whose headers it may include, beside include/ibid and itself
    "model": {"text"},
    "text": set(),
    "digest": set(),
    "json": {"text"},
    "url": {"text"},
    "pdf": {"text"},
    "read": {"text", "digest", "json", "url", "pdf"},
    "detect": {"text", "url", "json", "read"},  # read: for markup inside attributes and scripts
    "refer": {"text", "digest", "url", "detect"},
    "warc": {"text", "digest"},
    "net": {"text", "digest", "url", "warc"},
    "resolve": {"text", "digest", "url", "json", "read", "warc", "net"},  # warc: Common Crawl's records
    "graph": {"text", "url", "digest"},
    "write": {"text", "digest", "json", "graph", "url"},
    "cache": {"text", "digest", "json", "net"},
    "pipeline": {"text", "digest", "json", "url", "read", "detect", "refer", "warc", "net", "resolve",
                 "graph", "write", "cache"},
    "audit": {"text", "digest", "json", "url", "read", "detect", "refer", "warc", "net", "resolve", "write",
              "cache", "pipeline"},  # warc: sitemaps that are gzip files
    "library": {"read", "graph", "json", "write", "pipeline"},
    "serve": {"text", "digest", "json", "url", "read", "warc", "net", "graph", "write", "cache",
              "pipeline"},  # warc: answers in gzip
    "cli": {"text", "digest", "json", "url", "read", "detect", "refer", "net", "resolve", "graph", "write",
            "cache", "pipeline", "audit", "serve"},
}
NET_SEEN_BY_RESOLVE = {"net/task.h", "net/web.h"}
NET_SEEN_BY_CACHE = {"net/exchange_store.h", "net/loop.h"}
BANNED = {  # text -> (what to use instead, folders where it is right)
    "system_clock::now": ("net::Loop::Now()", {"net"}),
    "std::regex": ("a scanner of its own", set()),
    "using namespace": ("qualified names", set()),
    "sleep_for": ("net::Loop::After()", {"cache"}),
    "std::rand": ("<random>", set()),
    "getenv": ("an option that cli reads", {"cli"}),
}
PURE = {"detect", "refer", "graph", "url", "text", "json", "write", "model", "digest"}
IMPURE = re.compile(r"#include <(ctime|fstream|filesystem|thread|sys/[a-z]+\.h|netinet/.*|unistd\.h)>")
LINES_MAX = 500
OWN_WORDS = re.compile(r"\b(TODO|FIXME|XXX)\b")


def sources(root):
    for top in ("include", "src", "cache"):
        for path in sorted((root / top).rglob("*")):
            if path.suffix in (".h", ".cpp"):
                yield path.relative_to(root), path.read_text(encoding="utf-8").splitlines()


def folder_of(path):
    return path.parts[1] if path.parts[0] == "src" else path.parts[0]


def check_homes(path, lines):
    for number, line in enumerate(lines, 1):
        match = re.match(r'#include ["<](.+)[">]', line)
        for header, home in HOMES.items():
            if match and match[1].startswith(header) and not str(path).startswith(home):
                yield f"{path}:{number}: <{match[1]}> has its only home in {home}"


def check_layers(path, lines):
    folder = folder_of(path)
    for number, line in enumerate(lines, 1):
        match = re.match(r'#include "(([^/"]+)/[^"]+)"', line)
        if not match or match[2] in {"ibid", folder}:
            continue
        if folder == "include" or match[2] not in MAY_USE.get(folder, set()):
            yield f"{path}:{number}: {folder} may not include {match[1]}"
        if folder == "resolve" and match[2] == "net" and match[1] not in NET_SEEN_BY_RESOLVE:
            yield f"{path}:{number}: resolve sees the web through {sorted(NET_SEEN_BY_RESOLVE)} only"
        if folder == "cache" and match[2] == "net" and match[1] not in NET_SEEN_BY_CACHE:
            yield f"{path}:{number}: cache sees net through {sorted(NET_SEEN_BY_CACHE)} only"


def check_banned(path, lines):
    folder = folder_of(path)
    for number, line in enumerate(lines, 1):
        code = line.split("//")[0]
        for text, (instead, homes) in BANNED.items():
            if text in code and folder not in homes:
                yield f"{path}:{number}: '{text}': use {instead}"
        if folder in PURE and IMPURE.match(code):
            yield f"{path}:{number}: {folder} is pure: no clock, file, thread or network ({code.strip()})"
        if OWN_WORDS.search(line):
            yield f"{path}:{number}: leftover mark; say it in an issue"


def check_length(path, lines):
    if len(lines) > LINES_MAX:
        yield f"{path}:{LINES_MAX}: {len(lines)} lines, at most {LINES_MAX}: split it by subject"


def check_pragma(path, lines):
    if path.suffix == ".h" and "#pragma once" not in lines:
        yield f"{path}:1: no #pragma once"


def check_layout(root):
    allowed = {"CMakeLists.txt", "CMakePresets.json", "README.md", "ARCHITECTURE.md", "FORMATS.md",
               "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "src", "include", "cache", "tests", "scripts"}
    for path in sorted(root.iterdir()):
        if not path.name.startswith(".") and path.name not in allowed | {"build"}:
            yield f"{path.name}:1: the top level holds {', '.join(sorted(allowed))}"
    for name in sorted(allowed):
        if not (root / name).exists():
            yield f"{name}:1: missing"


def check_tests_mirror(root):
    """Each test file stands for a source file of the same name, or for a file's subject."""
    for path in sorted((root / "tests").rglob("*_test.cpp")):
        folder = path.parent.relative_to(root / "tests")
        home = root / (folder if folder.parts[0] == "cache" else "src" / folder)
        if not home.is_dir():
            yield f"{path.relative_to(root)}:1: there is no {home.relative_to(root)}"


def check_tables(root):
    """Each data table names the columns and says where its rows come from."""
    for path in sorted((root / "src").rglob("*.tsv")):
        head = "".join(l for l in path.read_text(encoding="utf-8").splitlines(True)[:40] if l.startswith("#"))
        if not head:
            yield f"{path.relative_to(root)}:1: a table begins with a comment on its columns and sources"


RULE_LITERAL = re.compile(r'"((?:link|tag|embed|attribution|quote|byline|dateline|notice|identifier|coref|rejected)\.[a-z_.]*)"')


def check_rules(root):
    """Each rule id in the code stands in write's table of rules, each row is the code's, FORMATS.md has the same rows."""
    table = root / "src/write/data/rules.tsv"
    if not table.exists():
        return
    rows = [l for l in table.read_text(encoding="utf-8").splitlines() if l and not l.startswith("#")]
    page = (root / "FORMATS.md").read_text(encoding="utf-8").partition("#### Rules\n")[2].partition("\n##")[0]
    if re.findall(r"^\| `([^`]+)` \| (.+) \|$", page, re.M) != [tuple(row.split("\t")) for row in rows]:
        yield f"FORMATS.md:1: its table of rules is not that of {table.relative_to(root)}"
    known = [row.split("\t")[0] for row in rows]
    patterns = {rule: re.compile(re.sub(r"[A-Z]+", r"[\\w.-]+", rule.replace(".", r"\."))) for rule in known}
    used = set()
    for folder in ("detect", "refer"):
        for path in sorted((root / "src" / folder).rglob("*.cpp")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for literal in RULE_LITERAL.findall(line.split("//")[0]):
                    family = literal.endswith(".")
                    fits = [r for r, p in patterns.items()
                            if (r.startswith(literal) and r[len(literal):len(literal) + 1].isupper() if family
                                else r == literal or ("attribution" in r and p.fullmatch(literal)))]
                    used.update(fits)
                    if not fits:
                        yield f"{path.relative_to(root)}:{number}: rule {literal} is not in {table.relative_to(root)}"
    for rule in known:
        if rule not in used:
            yield f"{table.relative_to(root)}:1: rule {rule} is nobody's"


FILE_RULES = (check_homes, check_layers, check_banned, check_length, check_pragma)
TREE_RULES = (check_layout, check_tests_mirror, check_tables, check_rules)


def check(root):
    errors = []
    for path, lines in sources(root):
        for rule in FILE_RULES:
            errors += rule(path, lines)
    for rule in TREE_RULES:
        errors += rule(root)
    return errors


def self_test():
    planted = {
        "src/detect/a.h": "#include <curl/curl.h>\n",
        "src/graph/b.h": '#pragma once\n#include "cache/cache.h"\n',
        "src/resolve/c.h": '#pragma once\n#include "net/loop.h"\n',
        "src/read/d.cpp": "using namespace std;\n",
        "src/url/e.cpp": "#include <fstream>\n",
        "src/url/f.cpp": "int a;\n" * 501,
        "src/net/g.cpp": "// FIXME\n",
        "src/detect/data/h.tsv": "a\tb\n",
        "tests/nowhere/i_test.cpp": "\n",
        "stray.txt": "",
        "src/write/data/rules.tsv": "# rule\tgoes by\nlink.nobody\tx\n",
        "src/refer/j.cpp": 'auto rule = "coref.unknown";\n',
        "FORMATS.md": "#### Rules\n\n| `link.other` | x |\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in planted.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text)
        (root / "include").mkdir()
        found = "\n".join(check(root))
    unseen = [name for name in planted if f"{name}:" not in found]
    print(f"planted breaks that no rule saw: {unseen}" if unseen else f"{len(planted)} planted breaks seen")
    return bool(unseen)


def main():
    if sys.argv[1:] == ["--self"]:
        return self_test()
    errors = check(pathlib.Path(sys.argv[1]).resolve())
    print("\n".join(errors) or "the tree is tidy")
    return bool(errors)


if __name__ == "__main__":
    sys.exit(main())
