#!/usr/bin/env python3
"""Every operation of the OpenAPI document is asked, and what it answers is what the document says.

  api_test.py --ibid BINARY

Articles, reports and graphs are the same bytes as the command line writes over the same cache.
"""
import argparse
import gzip
import json
import re
import subprocess
import sys
import time
import urllib.parse

import harness

try:
    import jsonschema
    import openapi_spec_validator
except ImportError:
    print("jsonschema and openapi-spec-validator (PyPI) are missing")
    sys.exit(77)

FORMATS = ("text", "markdown", "html", "json", "ndjson", "jsonld", "csv", "nodes-csv", "edges-csv", "dot", "graphml", "gexf",
           "bibtex", "csl-json", "robust-links", "pwid", "claimreview")


class Document:
    def __init__(self, server, check):
        self.server, self.check, self.asked = server, check, set()
        self.root = server.json("/api/openapi.json")
        openapi_spec_validator.validate(self.root)

    def resolved(self, node):
        while "$ref" in node:
            target = self.root
            for part in node["$ref"][2:].split("/"):
                target = target[part]
            node = target
        return node

    def ask(self, method, path, number=None, query="", want=200, **more):
        """Asks, and holds the answer to the document."""
        target = path.replace("{id}", str(number)) + (f"?{query}" if query else "")
        status, headers, body = self.server.ask(method, target, **more)
        self.check.equal(status, want, f"{method} {target}")
        operation = self.root["paths"][path][method.lower()]
        if str(status) not in operation["responses"]:
            self.check(False, f"{method} {target}: {status} is not in the document: {body!r}")
            return headers, body
        self.asked.add((method, path))
        response = self.resolved(operation["responses"][str(status)])
        kind = headers.get("content-type", "")
        content = response.get("content", {})
        self.check(bool(content) or not body, f"{method} {target}: {len(body)} bytes of body")
        if content:
            media = content.get(kind.split(";")[0]) or content.get("*/*")
            self.check(media is not None, f"{method} {target}: {kind} is not in the document")
            if media and "json" in kind and body and "ndjson" not in kind:
                jsonschema.validate(json.loads(body), {**media["schema"], "components": self.root["components"]},
                                    cls=jsonschema.Draft202012Validator)
        return headers, body


def command_line(server, name, form):
    done = subprocess.run([server.ibid, "check", "--no-config", "--cache", server.cache, "-f", form,
                           *server.web.split(), name], cwd=server.folder, capture_output=True, timeout=60)
    if done.returncode != 0:
        raise SystemExit(f"ibid check: {done.stderr.decode()}")
    return done.stdout


def events(body):
    for block in body.decode().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            yield fields


def the_same_bytes(server, document, check, number, name):
    """The server and the command line on the same input, cache and clock."""
    for form in FORMATS:
        _, body = document.ask("GET", "/api/checks/{id}/report", number, f"format={form}")
        check(body == command_line(server, name, form), f"report of {name} as {form} is not what ibid check writes")
    _, body = document.ask("GET", "/api/checks/{id}/article.json", number)
    check(body == command_line(server, name, "json"), f"article.json of {name} is not what ibid check writes")
    lines = command_line(server, name, "ndjson")
    for form in ("json", "dot", "nodes-csv"):
        graph = subprocess.run([server.ibid, "graph", "--no-config", "-f", form], input=lines, capture_output=True)
        _, body = document.ask("GET", "/api/graph", query=f"format={form}&limit=1")
        check(body == graph.stdout, f"graph of {name} as {form} is not what ibid graph writes")


def history(server, document, check, count):
    seen, target = [], "/api/checks?limit=2"
    while target:
        path, _, query = target.partition("?")
        page = json.loads(document.ask("GET", path, query=query)[1])
        seen += [one["id"] for one in page["checks"]]
        target = page.get("next")
    check.equal(seen, sorted(set(seen), reverse=True), "pages of the history")
    check.equal(len(seen), count, "checks in the history")
    done = json.loads(document.ask("GET", "/api/checks", query="state=done")[1])["checks"]
    check(done and all(one["state"] == "done" for one in done), "state=done")
    document.ask("GET", "/api/checks", query="state=lost", want=400)
    document.ask("GET", "/api/checks", query="limit=0", want=400)
    document.ask("GET", "/api/checks", query="before=x", want=400)
    document.ask("GET", "/api/checks", query="colour=red", want=400)


def elsewhere(server, document, check, folder):
    """What the command line checks on the same cache."""
    (folder / "other.txt").write_text("A quokka\n\nThe keeper said that the quokka is well. See http://many.example/quokka for more.\n")
    command_line(server, "other.txt", "json")
    until = time.monotonic() + 20
    while not (found := server.json("/api/search?q=quokka")["results"]) and time.monotonic() < until:
        time.sleep(0.2)
    check.equal([one["check"]["source"] for one in found], ["other.txt"], "what the command line has checked")
    number = found[0]["check"]["id"]
    check("quokka" in document.ask("GET", "/api/checks/{id}/report", number, "format=text")[1].decode(), "its report")
    document.ask("POST", "/api/checks/{id}/again", number, want=409)


def wished(server, document, check):
    """How one check is to be made, kept with it."""
    def made(number):
        row = server.wait(number)
        article = json.loads(document.ask("GET", "/api/checks/{id}/article.json", number)[1])
        return row, sorted(one["id"] for one in article.get("evidence", []))

    text = harness.text_with_links("wish")
    row, _ = made(server.add({"text": text, "offline": True, "no_archive": True}))
    check.equal(row["wishes"], {"offline": True, "no_archive": True}, "wishes of a check")
    check.equal(row["verdicts"].get("offline"), 2, f"links that were never asked, offline: {row}")
    first, asked = made(server.add({"text": text}))
    check("wishes" not in first and first["verdicts"].get("alive") == 2, f"no wishes: {first}")
    check(asked, "evidence of what was asked")
    same = json.loads(document.ask("POST", "/api/checks/{id}/again", first["id"], want=202)[1])
    check.equal(made(same["id"])[1], asked, "what still stands is not asked again")
    anew = json.loads(document.ask("POST", "/api/checks/{id}/again", first["id"], body={"newer_than": "0s"}, want=202)[1])
    row, again = made(anew["id"])
    check(row["wishes"] == {"newer_than": "0s"} and len(again) == len(asked) and not set(again) & set(asked), f"asked anew: {row}")
    headers = {"Content-Type": "application/octet-stream"}
    _, body = document.ask("POST", "/api/checks", query="offline=true&newer_than=1h", body=text.encode(), headers=headers, want=202)
    row, kept = made(json.loads(body)["id"])
    check.equal((row["wishes"], kept), ({"offline": True, "newer_than": "1h"}, again), "offline: the newest in the cache")
    url = made(server.add({"url": "http://story.example/article", "offline": True}))[0]
    check.equal(url["state"], "done", f"a page from the cache: {url}")
    lost = server.wait(server.add({"url": "http://story.example/never", "offline": True}))
    check(lost["state"] == "failed" and "not in the cache" in lost["error"], f"a page that the cache lacks: {lost}")
    document.ask("POST", "/api/checks", body={"text": "a", "offline": 1}, want=422)
    document.ask("POST", "/api/checks", query="newer_than=soon", body=b"a", headers=headers, want=400)
    document.ask("POST", "/api/checks/{id}/again", first["id"], body={"colour": "red"}, want=422)
    document.ask("POST", "/api/checks/{id}/again", first["id"], body="offline=true",
                 headers={"Content-Type": "application/x-www-form-urlencoded"}, want=415)


def searching(document, check):
    def found(words):
        body = document.ask("GET", "/api/search", query=urllib.parse.urlencode({"q": words}))[1]
        return json.loads(body)["results"]

    check(found("zanzibar ferry"), "a word of the text is found")
    check(found("zanz"), "the beginning of a word is found")
    check(found("PORT many.example"), "a word of the headline and a host are found")
    check(any(part.get("match") for part in found("zanzibar")[0]["snippet"]), "a match is marked")
    check.equal(found("zanzibar absent"), [], "all words are wanted")
    for odd in ('"', "*", "a OR b", "NEAR(", "title:x", '"" ""', "(((", "a\x00b".replace("\x00", "%"), "-", "é" * 400):
        found(odd)
    document.ask("GET", "/api/search", want=400)
    document.ask("GET", "/api/search", query="q=a&q=b", want=400)
    document.ask("GET", "/api/search", query="q=%ff", want=400)
    document.ask("GET", "/api/search", query="q=%0a", want=400)


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    args = flags.parse_args()
    check = harness.Checks()
    with harness.web_and_folder() as (folder, web):
        (folder / "note.txt").write_text(harness.text_with_links(1))
        page = harness.TESTS / "sample/article.txt"
        (folder / "sample.txt").write_bytes(page.read_bytes())
        with harness.Server(args.ibid, folder, web) as server:
            document = Document(server, check)
            document.ask("GET", "/api/status")
            document.ask("GET", "/api/openapi.json")
            headers, body = document.ask("POST", "/api/checks", body={"url": "http://story.example/article"}, want=202)
            first = json.loads(body)["id"]
            check.equal(headers["location"], f"/api/checks/{first}", "Location")
            watched = list(events(document.ask("GET", "/api/checks/{id}/events", first)[1]))
            states = [json.loads(one["data"])["state"] for one in watched]
            check.equal(states[-1], "done", "the last event's state")
            check.equal(watched[-1]["id"], "end", "the last event's id")
            document.ask("GET", "/api/checks/{id}/events", first, want=204, headers={"Last-Event-ID": "end"})
            again = list(events(document.ask("GET", "/api/checks/{id}/events", first, headers={"Last-Event-ID": "1"})[1]))
            check.equal(len(again), 1, "events of a check that is done")
            done = json.loads(document.ask("GET", "/api/checks/{id}", first)[1])
            check.equal((done["title"], done["publisher"]), ("The port will open", "The Harbour Post"), "what is known of it")
            check.equal(sum(done["verdicts"].values()), done["references"], "verdicts")
            the_same_bytes(server, document, check, first, "http://story.example/article")

            for name in ("note.txt", "sample.txt"):
                _, body = document.ask("POST", "/api/checks", query=f"name={name}", body=(folder / name).read_bytes(),
                                       headers={"Content-Type": "application/octet-stream"}, want=202)
                number = json.loads(body)["id"]
                server.wait(number)
                the_same_bytes(server, document, check, number, name)
            text = server.wait(server.add({"text": harness.text_with_links(2), "name": "a\u202eb", "date": "2015-09-28"}))
            check.equal((text["kind"], text["published"], text["source"]), ("text", "2015-09-28", "a\u202eb"), "a text")
            _, body = document.ask("POST", "/api/checks/{id}/again", text["id"], want=202)
            check.equal(server.wait(json.loads(body)["id"])["source"], "a\u202eb", "the same again")
            failed = server.wait(server.add({"url": "http://story.example/empty"}))
            check("empty page" in failed["error"], f"why it failed: {failed}")
            document.ask("GET", "/api/checks/{id}/report", failed["id"], want=404)
            private = server.wait(server.add({"url": f"http://127.0.0.1:{server.port}/api/status"}))
            check(private["state"] == "failed" and "--allow-private" in private["error"], f"a private address: {private}")

            history(server, document, check, 7)
            wished(server, document, check)
            searching(document, check)
            for by in ("day", "month", "host"):
                rows = json.loads(document.ask("GET", "/api/rot", query=f"by={by}")[1])[f"{by}s"]
                check(rows and rows[0]["ok"] + rows[0]["failing"] + rows[0]["dead"] > 0, f"rot by {by}: {rows}")
            hosts = {row["host"]: row for row in rows}
            check.equal(hosts["many.example"]["failing"], 1, "what fails at many.example")
            document.ask("GET", "/api/rot", query="by=moon", want=400)
            document.ask("GET", "/api/graph", query="format=html", want=400)
            document.ask("GET", "/api/graph")

            elsewhere(server, document, check, folder)
            for bad, want in (({"url": "ftp://a.example/"}, 422), ({}, 422), ({"text": ""}, 422), ({"text": 7}, 422),
                              ({"text": "a", "colour": "red"}, 422), ({"text": "a", "date": "soon"}, 422),
                              ({"url": "http://a.example/", "kind": "film"}, 422), ({"text": "a", "name": "a\nb"}, 422)):
                document.ask("POST", "/api/checks", body=bad, want=want)
            document.ask("POST", "/api/checks", body="x", headers={"Content-Type": "text/plain"}, want=415)
            document.ask("POST", "/api/checks", body=b"[" * 100_000, headers={"Content-Type": "application/json"}, want=422)
            for path in ("/api/checks/{id}", "/api/checks/{id}/report", "/api/checks/{id}/article.json", "/api/checks/{id}/events"):
                document.ask("GET", path, 999, want=404)
            document.ask("POST", "/api/checks/{id}/again", 999, want=404)
            document.ask("DELETE", "/api/checks/{id}", first, want=204)
            document.ask("DELETE", "/api/checks/{id}", first, want=404)
            document.ask("GET", "/api/checks/{id}/report", first, want=404)
            document.ask("POST", "/api/session", body={"token": "any"}, want=204)
            document.ask("POST", "/api/session", body={"key": "any"}, want=422)
            document.ask("DELETE", "/api/session", want=204)
            check.equal(document.ask("GET", "/api/status")[1], document.ask("GET", "/api/status")[1], "the same status")
            streams(server, document, check)
            every = {(method.upper(), path) for path, item in document.root["paths"].items() for method in item}
            check.equal(sorted(every - document.asked), [], "operations that were not asked")
            conditions(server, check, text["id"])
            compressed(server, check, text["id"])
            code, said = server.end()
            check.equal((code, said), (0, ""), "how the server ended")
    return check.finish()


def streams(server, document, check):
    """All checks as they go on, until the server is told to stop."""
    import http.client
    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    link.request("GET", "/api/events", headers={"Host": f"127.0.0.1:{server.port}"})
    answer = link.getresponse()
    check.equal((answer.status, answer.getheader("Content-Type")), (200, "text/event-stream"), "GET /api/events")
    document.asked.add(("GET", "/api/events"))
    number = server.add({"text": harness.text_with_links(3)})
    got = b""
    while b'"state":"done"' not in got:
        got += answer.read1(65536)
    kinds = re.findall(rb"^event: (\w+)$", got, re.M)
    check(kinds[0] == b"hello" and kinds.count(b"check") >= 2, f"events of all: {kinds}")
    server.ask("DELETE", f"/api/checks/{number}")
    while b"event: deleted" not in got:
        got += answer.read1(65536)
    link.close()


def compressed(server, check, number):
    """The same answers in gzip, for who takes it."""
    for target in ("/", "/assets/app.js", "/api/openapi.json", "/api/checks", f"/api/checks/{number}/report", "/api/graph"):
        _, plain, body = server.get(target)
        _, small, packed = server.get(target, headers={"Accept-Encoding": "br, gzip"})
        if len(body) < 1400:
            check("content-encoding" not in small and packed == body, f"{target} is small enough")
            continue
        check.equal((small.get("content-encoding"), gzip.decompress(packed)), ("gzip", body), f"{target} in gzip")
        check(len(packed) < len(body) / 2, f"{target}: {len(packed)} of {len(body)} bytes")
        check.equal((plain["vary"], small["vary"]), ("Accept-Encoding",) * 2, f"{target}: Vary")
        check(plain["etag"] != small["etag"], f"{target}: one ETag for two answers")
        check.equal(server.get(target, headers={"Accept-Encoding": "gzip", "If-None-Match": small["etag"]})[0], 304, f"{target}, known")
        _, refused, same = server.get(target, headers={"Accept-Encoding": "gzip;q=0"})
        check("content-encoding" not in refused and same == body, f"{target} where gzip is refused")
    _, stream, _ = server.get(f"/api/checks/{number}/events", headers={"Accept-Encoding": "gzip"})
    check("content-encoding" not in stream, "events are as they are")


def conditions(server, check, number):
    """ETag, HEAD, OPTIONS, other methods."""
    for target in ("/", "/api/openapi.json", "/api/checks", f"/api/checks/{number}", f"/api/checks/{number}/article.json",
                   f"/api/checks/{number}/report"):
        status, headers, body = server.get(target)
        check.equal(status, 200, target)
        etag = headers["etag"]
        for sent, want in ((etag, 304), (f'"x", {etag}', 304), ("*", 304), ('"x"', 200)):
            check.equal(server.get(target, headers={"If-None-Match": sent})[0], want, f"{target} If-None-Match {sent}")
        status, head, nothing = server.ask("HEAD", target)
        check.equal((status, head.get("content-length"), nothing), (200, str(len(body)), b""), f"HEAD {target}")
        status, options, _ = server.ask("OPTIONS", target)
        check(status == 204 and "GET, HEAD" in options["allow"], f"OPTIONS {target}: {status} {options}")
        check(not any("access-control" in name for name in options), f"OPTIONS {target} allows another origin something")
        for method in ("PUT", "PATCH", "TRACE", "BREW"):
            status, other, _ = server.ask(method, target)
            check(status == 405 and other["allow"] == options["allow"], f"{method} {target}: {status}")


if __name__ == "__main__":
    sys.exit(main())
