"""The three tables with pandas, Python's csv and SQLite: the same rows, the same words, no formula."""
import csv
import io
import re
import sqlite3
from collections import Counter

import pandas

from common import ARTICLES, GRAPH, main, no_controls, plain, read, same

FORMULA = re.compile(r"'+(?=[=+\-@＝＋－＠])")


def cell(words):
    """As a table has it: plain, and what a spreadsheet would take for a formula behind an apostrophe."""
    words = plain(words)
    return "'" + words if re.match(r"'*[=+\-@＝＋－＠]", words) else words


def undone(words):
    """As FORMATS.md says that the apostrophe is undone."""
    return words[1:] if re.match(r"'+[=+\-@＝＋－＠]", words) else words


def table(name):
    no_controls(name)
    text = read(name)
    same(text.replace("\r\n", "").count("\r") + text.replace("\r\n", "").count("\n"), 0, f"{name}: lines end in CRLF alone")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    same({len(row) for row in rows}, {len(rows[0])}, f"{name}: fields a row")
    for row in rows[1:]:
        for value in row:
            same(value[:1] in tuple("=+-@＝＋－＠\t\r\n"), False, f"{name}: a formula in {value!r}")
    frame = pandas.read_csv(name, dtype=str, keep_default_na=False)
    same(frame.values.tolist(), rows[1:], f"{name}: pandas and csv agree")
    with sqlite3.connect(":memory:") as database:
        frame.to_sql("t", database, index=False)
        same(database.execute("SELECT count(*) FROM t").fetchone()[0], len(rows) - 1, f"{name}: rows in SQLite")
    return frame.to_dict("records")


def nodes():
    rows = table("nodes-csv")
    same([row["id"] for row in rows], [cell(node["id"]) for node in GRAPH["nodes"]], "ids")
    for row, node in zip(rows, GRAPH["nodes"]):
        same(undone(row["label"]), plain(node.get("label") or node["id"]), "label")
        for name in ("kind", "type", "url", "date", "verdict"):
            same(undone(row[name]), plain(node.get(name, "")), name)


def edges():
    rows = table("edges-csv")
    same(Counter((r["source"], r["target"], r["kind"], float(r["confidence"])) for r in rows),
         Counter((cell(e["from"]), cell(e["to"]), e["kind"], e["confidence"]) for e in GRAPH["edges"]), "edges")
    labels = {node["id"]: node.get("label") or node["id"] for node in GRAPH["nodes"]}
    same([undone(row["target_label"]) for row in rows], [plain(labels[edge["to"]]) for edge in GRAPH["edges"]], "labels")
    same([int(row["weight"]) for row in rows], [max(1, len(edge.get("mentions", []))) for edge in GRAPH["edges"]], "weights")


def mentions():
    rows = iter(table("csv"))
    for article in ARTICLES:
        text = article["document"]["text"]
        references = {r["id"]: r for r in article["references"]}
        resolutions = {r["reference"]: r for r in article["resolutions"]}
        for mention in article["mentions"]:
            if mention.get("chrome"):
                continue
            row = next(rows)
            same(row["article"], cell(article["document"]["source"]), "article")
            same((row["mention"], row["kind"]), (mention["id"], mention["kind"]), "mention")
            begin, end = mention["at"]
            same((int(row["begin"]), int(row["end"])), (begin, end), "positions")
            same(int(row["line"]), text[:begin].count("\n") + 1, "line")
            if mention["kind"] == "attribution":
                quote = " … ".join(text[slice(*part["at"])] for part in mention["content"])
                same(undone(row["quote"]), plain(quote), "quote")
                source = text[slice(*mention["source"]["at"])] if mention.get("source") else ""
                same(undone(row["source"]), plain(source.removesuffix(",")), "source")  # Shown by itself.
            resolution = resolutions.get(mention.get("reference"), {})
            same(row["verdict"], resolution.get("verdict", ""), "verdict")
            same(undone(row["resolved_url"]), plain(resolution.get("final_url", "")), "resolved_url")
            valid = [s["url"] for s in resolution.get("snapshots", []) if s["valid"]] or [""]
            same(undone(row["archived_url"]), plain(valid[0]), "archived_url")
            looks = [look["fit"] for r in article["resolutions"] for check in r.get("quotes", [])
                     if check["mention"] == mention["id"] for look in check["looks"]]
            same(row["quote_fit"], min(looks, key=["verbatim", "changed", "absent"].index, default=""), "quote_fit")
            drift = resolution.get("drift", {}).get("kept", "")
            same(float(row["drift_kept"] or -1), float(drift if drift != "" else -1), "drift_kept")
            key = references.get(mention.get("reference"), {}).get("key", "")
            same(undone(row["reference"]), plain(key), "reference")
    same(next(rows, None), None, "one row more than mentions")


main(nodes, edges, mentions)
