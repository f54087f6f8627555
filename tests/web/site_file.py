"""The notation of the test web: reads *.web files into rules. README.md beside this file is its
specification; every error names file and line."""

import dataclasses
import fnmatch
import pathlib
import re
import urllib.parse

TLS_KINDS = ("valid", "expired", "wrong-name", "self-signed", "untrusted", "old")
WORDS_INSTEAD_OF_STATUS = ("drop", "reset", "stall", "raw")
CUTS = ("close", "reset", "stall")


class SiteError(Exception):
    """What is wrong with a site file, as file:line: message."""


@dataclasses.dataclass
class Answer:
    status: int = 0  # 0: `how` says what happens instead of an HTTP answer.
    how: str = ""  # drop, reset, stall, raw
    headers: list = dataclasses.field(default_factory=list)
    body: bytes = b""
    delay: float = 0.0
    trickle: tuple | None = None  # (bytes, seconds)
    cut: tuple | None = None  # (close | reset | stall, after so many body bytes)
    length: int | None = None  # What Content-Length says, true or not.
    endless: bool = False
    chunked: bool = False
    close: bool = False
    gzip: bool = False
    bomb: int = 0
    lacks: int = 0  # So many of the last bytes of the body, which is labelled as whole.
    counts: int = 0  # How many times the rule was asked, where {n} stands for that.
    echo: bool = False
    fill: tuple | None = None  # (number of extra headers, bytes in each)


@dataclasses.dataclass
class Rule:
    where: str  # "site.web:12"
    methods: list
    path: str
    query: list | None  # [(name, value pattern)]; None: any query at all.
    more_query: bool
    conditions: list = dataclasses.field(default_factory=list)  # (wanted, header, pattern)
    answers: list = dataclasses.field(default_factory=list)
    asked: int = 0

    def matches(self, method, path, query, headers):
        if "*" not in self.methods and method not in self.methods:
            if not (method == "HEAD" and "GET" in self.methods):
                return False
        return (
            glob(self.path, path)
            and self._query_matches(query)
            and all(
                glob(pattern.lower(), headers.get(name, "").lower()) == wanted
                for wanted, name, pattern in self.conditions
            )
        )

    def _query_matches(self, query):
        if self.query is None:
            return True
        left = list(query)
        for name, pattern in self.query:
            found = next((p for p in left if p[0] == name and glob(pattern, p[1])), None)
            if found is None:
                return False
            left.remove(found)
        return self.more_query or not left

    def next_answer(self):
        """The n-th request gets the n-th answer; the last one repeats."""
        answer = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return dataclasses.replace(answer, counts=self.asked)


@dataclasses.dataclass
class Site:
    hosts: list
    tls: str
    rules: list


def glob(pattern, text):
    """Only `*` is special."""
    return fnmatch.fnmatchcase(text, pattern.replace("[", "[[]").replace("?", "[?]"))


def parse_query(text):
    return urllib.parse.parse_qsl(text, keep_blank_values=True)


def number_of(text, units, what):
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([A-Za-z]*)", text)
    if not match or match[2] not in units:
        raise ValueError(f"{what} is a number with one of {', '.join(u or 'nothing' for u in units)}")
    return float(match[1]) * units[match[2]]


def seconds(text):
    return number_of(text, {"ms": 0.001, "s": 1}, "a time")


def size(text):
    return int(number_of(text, {"": 1, "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9}, "a size"))


def parse_target(text):
    """"/path?a=1&b=*&*" -> path, [(a, 1), (b, *)], more allowed."""
    if not text.startswith(("/", "*")):
        raise ValueError("a path begins with / or is *")
    if text == "*":
        return "*", None, True
    path, mark, query = text.partition("?")
    if query == "*":
        return path, None, True
    pairs = parse_query(query) if mark else []
    more = ("*", "") in pairs
    return path, [p for p in pairs if p != ("*", "")], more


def parse_answer_head(text):
    first, _, rest = text.strip().partition(" ")
    rest = rest.strip()
    if first in WORDS_INSTEAD_OF_STATUS:
        return Answer(how=first)
    if not re.fullmatch(r"[1-9]\d\d", first):
        raise ValueError(f"'{first}' is no status and none of {', '.join(WORDS_INSTEAD_OF_STATUS)}")
    answer = Answer(status=int(first))
    if rest:
        name = "Location" if 300 <= answer.status < 400 else "Content-Type"
        answer.headers.append((name, rest))
    return answer


def apply_words(answer, words, folder):
    """One indented line that is neither a header nor a body block."""
    match words:
        case ["delay", time]:
            answer.delay = seconds(time)
        case ["trickle", rate] if "/" in rate:
            piece, _, pause = rate.partition("/")
            answer.trickle = (max(1, size(piece)), seconds(pause))
        case ["close"]:
            answer.close = True
        case [cut, "after", count] if cut in CUTS:
            answer.cut = (cut, size(count))
        case ["length", count]:
            answer.length = size(count)
        case [("endless" | "chunked" | "gzip" | "echo") as flag]:
            setattr(answer, flag, True)
        case ["lacks", count]:
            answer.lacks = size(count)
        case ["bomb", count]:
            answer.bomb = size(count)
        case ["headers", count]:
            answer.fill = (int(count), 20)
        case ["headers", count, "of", each]:
            answer.fill = (int(count), size(each))
        case ["file", name]:
            answer.body = (folder / name).read_bytes()
        case _:
            raise ValueError(f"'{' '.join(words)}' is not understood")


class Reader:
    """Reads one file, line by line; `rules` and `sites` grow as it goes."""

    def __init__(self, path):
        self.path = path
        self.lines = path.read_text(encoding="utf-8").split("\n")
        self.at = 0
        self.sites = []

    def read(self):
        while self.at < len(self.lines):
            line = self.lines[self.at].rstrip()
            try:
                if line.strip() and not line.lstrip().startswith("#"):
                    self.line(line)
            except (ValueError, OSError) as error:
                raise SiteError(f"{self.path.name}:{self.at + 1}: {error}") from error
            self.at += 1
        for rule in (r for s in self.sites for r in s.rules if not r.answers):
            raise SiteError(f"{rule.where}: a rule without '->'")
        return self.sites

    def line(self, line):
        words = line.split()
        if line[0].isspace():
            self.indented(line.strip(), words)
        elif words[0] == "host" and len(words) > 1:
            self.sites.append(Site([w.lower() for w in words[1:]], "valid", []))
        elif not self.sites:
            raise ValueError("the first line says: host NAME...")
        elif words[0] == "tls" and len(words) == 2 and words[1] in TLS_KINDS:
            self.sites[-1].tls = words[1]
        else:
            self.rule(line, words)

    def rule(self, line, words):
        if len(words) < 2 or not re.fullmatch(r"[A-Z,]+|\*", words[0]):
            raise ValueError(f"'{line}' is no rule (METHOD /path), host or tls line")
        head, arrow, answer = line.partition(" -> ")
        if len(head.split()) != 2:
            raise ValueError("a rule is: METHOD /path -> ANSWER, without spaces in the path")
        where = f"{self.path.name}:{self.at + 1}"
        rule = Rule(where, words[0].split(","), *parse_target(words[1]))
        if arrow:
            rule.answers.append(parse_answer_head(answer))
        self.sites[-1].rules.append(rule)

    def indented(self, text, words):
        if not self.sites or not self.sites[-1].rules:
            raise ValueError("an indented line belongs to a rule")
        rule = self.sites[-1].rules[-1]
        if words[0] == "->":
            rule.answers.append(parse_answer_head(text[2:]))
        elif words[0] in ("when", "unless") and not rule.answers:
            name, colon, pattern = text[len(words[0]) :].partition(":")
            if not colon:
                raise ValueError("a condition is: when Header: pattern")
            rule.conditions.append((words[0] == "when", name.strip().lower(), pattern.strip()))
        elif not rule.answers:
            raise ValueError("an answer ('->') comes first")
        elif words[0] == "body":
            rule.answers[-1].body = self.body(text)
        elif re.match(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+:", text):
            name, _, value = text.partition(":")
            rule.answers[-1].headers.append((name, value.strip()))
        else:
            apply_words(rule.answers[-1], words, self.path.parent)

    def body(self, text):
        """`body WORDS`, or the deeper-indented lines below, less the first one's indentation."""
        if text != "body":
            return text[len("body ") :].encode()
        line = self.lines[self.at]
        own = len(line) - len(line.lstrip())
        block = []
        while self.at + 1 < len(self.lines):
            line = self.lines[self.at + 1]
            if line.strip() and len(line) - len(line.lstrip()) <= own:
                break
            block.append(line)
            self.at += 1
        while block and not block[-1].strip():
            block.pop()
        if not block:
            raise ValueError("body has no lines: indent them deeper")
        cut = len(block[0]) - len(block[0].lstrip())
        return "".join(
            (line[cut:] if not line[:cut].strip() else line.lstrip()) + "\n" for line in block
        ).encode()


def read_folder(folder):
    """All *.web files of a folder, by name; a *.web file itself is fine too."""
    path = pathlib.Path(folder)
    files = [path] if path.is_file() else sorted(path.glob("*.web"))
    if not files:
        raise SiteError(f"{folder}: no *.web file there")
    return [site for file in files for site in Reader(file).read()]
