#!/usr/bin/env python3
"""What the documents say of the command line is so.

  documents_test.py --ibid BINARY

README.md's exit codes are those of --help; every command line in the documents and in --help's own
examples parses; every flag that README.md and FORMATS.md name exists, and every flag of --help is
taken by its command; FORMATS.md's example of a configuration is taken; each rule that detect writes is in the table of rules,
each format of --help in that of formats, each host that is asked in that of who is asked what.
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DOCUMENTS = ("README.md", "FORMATS.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "tests/sample/README.md")
COMMANDS = ("check", "detect", "resolve", "graph", "archive", "audit", "serve", "cache")


class Program:
    def __init__(self, path):
        self.path = path
        self.help = {command: self.run(command, "--help").stdout for command in COMMANDS}
        self.help[""] = self.run("--help").stdout

    def run(self, *words):
        return subprocess.run([self.path, *words], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              timeout=20)


def words_of(text):
    return re.findall(r"[\w-]+", text)


def exit_codes(program):
    rows = re.findall(r"^\| (\d) \| (.*) \|$", (ROOT / "README.md").read_text(), re.M)
    said = {int(code): words_of(meaning) for code, meaning in rows}
    for command, text in program.help.items():
        codes = " ".join(text[text.index("Exit codes:"):].split("\n"))
        helped = {int(code): words_of(meaning) for code, meaning in
                  re.findall(r"(\d) (.*?)(?:;|\.\s*$)", codes.removeprefix("Exit codes:"))}
        if helped != said:
            yield f"exit codes: README.md has {said}, ibid {command} --help has {helped}"
            return


def configuration(program):
    """The example of FORMATS.md is a configuration that ibid takes."""
    (example,) = re.findall(r"^```toml\n(.*?)^```$", (ROOT / "FORMATS.md").read_text(), re.M | re.S)
    with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:  # Made for its owner alone.
        file.write(example)
        file.flush()
        done = program.run("detect", "--config", file.name, str(ROOT / "tests/sample/article.txt"))
    if done.returncode != 0:
        yield f"FORMATS.md: the example configuration: {done.stderr}"


def command_lines(text):
    """The arguments of each `ibid` of each shell line in the indented code of a document."""
    for line in text.splitlines():
        if not re.match(r"( {2}| {4}|\$ )(\./scripts/)?ibid |.*\| (\./scripts/)?ibid ", line):
            continue
        lexer = shlex.shlex(line.strip().removeprefix("$ "), posix=True, punctuation_chars="|<>;&")
        lexer.whitespace_split = True
        words, part = list(lexer) + ["|"], []
        for word in words:
            if set(word) <= set("|;&"):
                if part and part[0] in ("ibid", "./scripts/ibid"):
                    yield line, [w for w in part[1:part.index(">") if ">" in part else None]]
                part = []
            else:
                part.append(word)


def examples(program):
    texts = {name: (ROOT / name).read_text() for name in DOCUMENTS}
    texts |= {f"ibid {command} --help": text.partition("Examples:")[2] for command, text in program.help.items()}
    found = 0
    for name, text in texts.items():
        for line, words in command_lines(text):
            found += 1
            if words[0] in COMMANDS and "COMMAND" not in words:
                done = program.run(*words, "--help")
                if done.returncode != 0:
                    yield f"{name}: '{line.strip()}': {done.stderr}"
            elif words[0] not in ("COMMAND", "completion", "--help", "--version"):
                yield f"{name}: '{line.strip()}': what is {words[0]}?"
    if found < 12:
        yield f"only {found} command lines found: are they looked for in the right way?"


def flags(program):
    known = set()
    for command in COMMANDS:
        rows = re.findall(r"^  (?:(-\w), |    )(--[\w-]+)( [A-Z]\S*)?", program.help[command], re.M)
        if not rows:
            yield f"ibid {command} --help: no flags read"
        for short, flag, value in rows:
            known.add(flag)
            for name in filter(None, (short, flag)):
                done = program.run(command, name, *(["x"] if value else []), "--help")
                if done.returncode != 0:
                    yield f"ibid {command} {name}: {done.stderr}"
    known |= {"--help", "--version"}
    for name in ("README.md", "FORMATS.md"):
        for flag in set(re.findall(r"(?<![\w-])--[a-z][\w-]+", (ROOT / name).read_text())) - known:
            yield f"{name}: {flag} is no flag of any command"


def rules(program):
    """Each rule of a mention that the program writes stands in FORMATS.md's table of rules."""
    page = (ROOT / "FORMATS.md").read_text().partition("#### Rules\n")[2].partition("\n##")[0]
    known = [re.compile(re.sub(r"[A-Z]+", r"[\\w.-]+", re.escape(rule).replace(r"\_", "_")))
             for rule in re.findall(r"^\| `([^`]+)` \|", page, re.M)]
    seen = set()
    for path in ("tests/sample/article.txt", "tests/pdf/samples/news.pdf"):
        article = json.loads(program.run("detect", "-f", "json", str(ROOT / path)).stdout)
        for mention in article["mentions"]:
            seen |= {mention["rule"], mention.get("refers_rule")} - {None}
    if len(seen) < 8:
        yield f"only {len(seen)} rules seen"
    for rule in sorted(seen):
        if not any(pattern.fullmatch(rule) for pattern in known):
            yield f"FORMATS.md: rule {rule} is not in its table"


def formats(program):
    """FORMATS.md's table of formats is that of --help."""
    page = (ROOT / "FORMATS.md").read_text().partition("## Formats of `--format`")[2].partition("\n### ")[0]
    said = {name: commands.split(", ") for name, commands in re.findall(r"^\| `([\w-]+)` \| ([\w, ]+) \|", page, re.M)}
    for command, text in program.help.items():
        listed = re.search(r"Formats: ([\w, -]+) Examples:", " ".join(text.split()))
        known = set(listed[1].split(", ")) if listed else set()
        if known != {name for name, commands in said.items() if command in commands}:
            yield f"FORMATS.md: formats of {command}: --help has {sorted(known)}"


def tables(program):
    """FORMATS.md names the columns of each table, in their order."""
    page = (ROOT / "FORMATS.md").read_text().partition("### Tables")[2].partition("\n### ")[0]
    for name in ("csv", "nodes-csv", "edges-csv"):
        columns = program.run("graph", "-f", name).stdout.strip().split(",")
        section = re.split(r"\n\n(?:\*\*|    )", page.partition(f"**`{name}`**")[2])[0]
        if name == "csv":
            section = " ".join(re.findall(r"^\| (`.*?) \|", section, re.M))
        said = re.findall(r"`([a-z_]+)`", section)
        if said != columns and (name == "csv" or [column for column in said if column in columns] != columns):
            yield f"FORMATS.md: columns of {name}: the program has {columns}"


def third_parties(_):
    """Each host that the program knows by itself stands in FORMATS.md's table of who is asked what."""
    page = (ROOT / "FORMATS.md").read_text().partition("## Who is asked what\n")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([\w.-]+\.[a-z]+)`", page))
    hosts = {}
    for table in ("net/data/services.tsv", "resolve/data/oembed.tsv", "resolve/data/post_places.tsv",
                  "resolve/data/outlet_indexes.tsv"):
        for line in (ROOT / "src" / table).read_text().splitlines():
            if line.startswith("#"):
                continue
            cells = line.split("\t")
            asked = cells[:1] if "services" in table else re.findall(r"https://([\w.-]+)/", "\t".join(cells[1:5]))
            hosts |= {host: table for host in asked}
    own = {"doi.org", "arxiv.org", "t.co"}  # The article names these by its identifiers and links.
    for path in (ROOT / "src" / "resolve").glob("*.cpp"):
        code = re.sub(r"//.*", "", path.read_text().replace("://", ":~~")).replace(":~~", "://")
        hosts |= {host: path.name for host in re.findall(r'"https://([a-z][\w.-]+\.[a-z]+)[/"]', code)
                  if host not in own}
    if len(hosts) < 20:
        yield f"only {len(hosts)} hosts found: are they looked for in the right way?"
    for host in sorted(set(hosts) - named):
        yield f"FORMATS.md: {host} ({hosts[host]}) is not in its table of who is asked what"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--ibid", required=True)
    program = Program(arguments.parse_args().ibid)
    checks = (exit_codes, examples, configuration, flags, formats, tables, rules, third_parties)
    wrong = [fault for check in checks for fault in check(program)]
    print("\n".join(wrong) or "the documents and the program agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
