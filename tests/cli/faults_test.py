#!/usr/bin/env python3
"""Everything that can go wrong on a web, all at once, and who has to bear it.

  faults_test.py --ibid BINARY

One `ibid resolve` is given links to every fault below, and among them links to hosts that are as they
should be. Each fault has the verdict that stands beside it; the whole run is over in bounded time and
memory; and the sound hosts are answered as if the others were not there.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import run

# verdict | host | what it does. A host each, for what one does must not excuse another.
FAULTS = """
server_error | drop | GET / -> drop
server_error | reset | GET / -> reset
timeout | stall | GET / -> stall
timeout | stall-in-head | GET / -> 200 text/html; headers 1; delay 60s
timeout | stall-in-body | GET / -> 200 text/html; stall after 20; body <p>It stops in the middle of a word.</p>
timeout | trickle | GET / -> 200 text/html; trickle 1B/900ms; body <p>One letter after the other, and this is a long page.</p>
server_error | too-short | GET / -> 200 text/html; length 5000; body <p>Shorter than it says.</p>
alive | too-long | GET / -> 200 text/html; length 50; body <title>A bridge</title><p>It is longer than it says that it is.</p>
server_error | half-reset | GET / -> 200 text/html; reset after 20; body <p>It breaks in the middle of a word.</p>
server_error | chunk-cut | GET / -> 200 text/html; chunked; close after 20; body <p>It breaks in the middle of a word.</p>
server_error | corrupt-gzip | GET / -> 200 text/html; Content-Encoding: gzip; body <p>This is not compressed.</p>
server_error | corrupt-br | GET / -> 200 text/html; Content-Encoding: br; body <p>This is not compressed.</p>
server_error | corrupt-zstd | GET / -> 200 text/html; Content-Encoding: zstd; body <p>This is not compressed.</p>
server_error | odd-coding | GET / -> 200 text/html; Content-Encoding: x-none-such; body <p>Nobody knows this.</p>
too_large | bomb | GET / -> 200 text/html; bomb 50MB
too_large | endless | GET / -> 200 text/html; endless; body <p>The same words again and again.</p>
too_large | many-headers | GET / -> 200 text/html; headers 1000; body <p>Words.</p>
too_large | long-headers | GET / -> 200 text/html; headers 100 of 10kB; body <p>Words.</p>
server_error | no-http | GET / -> raw; body 220 mail.example ESMTP ready
unknown | loop | GET / -> 302 /
unknown | far | GET /* -> 302 /far-{n}
refused | to-loopback | GET / -> 302 http://127.0.0.1:8080/admin
refused | to-metadata | GET / -> 302 http://169.254.169.254/latest/meta-data/
refused | to-file | GET / -> 302 file:///etc/passwd
server_error | broken | GET / -> 500 text/html; body <p>Broken.</p>
server_error | unavailable | GET / -> 503 text/html; body <p>Later.</p>
blocked | too-many | GET / -> 429 text/html; body <p>Not so fast.</p>
blocked | too-many-for-an-hour | GET / -> 429 text/html; Retry-After: 3600
tls_failure | expired | tls expired; GET / -> 200
tls_failure | self-signed | tls self-signed; GET / -> 200
tls_failure | wrong-name | tls wrong-name; GET / -> 200
tls_failure | untrusted | tls untrusted; GET / -> 200
tls_failure | old | tls old; GET / -> 200
dns_failure | nowhere.invalid |
"""
SOUND = 40  # Hosts.
STORM = 150  # Links to one host that answers 429 to all of them.
TIMEOUT_S = 4
WALL_MAX_S = 60
MEGABYTES_MAX = 250
PAGE = ("<!doctype html><title>A bridge is closed</title><h1>A bridge is closed</h1><p>The bridge over the "
        "river stays closed until March, as the council said on Thursday.</p>")


def faults():
    for line in FAULTS.strip().splitlines():
        verdict, host, what = (part.strip() for part in line.split("|", 2))
        yield verdict, host, what


def site():
    lines = []
    for _, host, what in faults():
        if what:
            parts = [part.strip() for part in what.split("; ")]
            lines.append(f"host {host}.example")
            if parts[0].startswith("tls"):
                lines.append(parts.pop(0))
            lines.append(parts[0] if not parts[0].endswith("text/html") else f"{parts[0]}; charset=utf-8")
            lines += [f"  {part}" for part in parts[1:]]
    lines += ["host *.sound.example", "GET /* -> 200 text/html; charset=utf-8", f"  body {PAGE}"]
    lines += ["host storm.example", "GET /* -> 429 text/html", "  Retry-After: 1"]
    return "\n".join(lines) + "\n"


def links():
    """The faults first: whoever is asked later must not suffer from them."""
    for _, host, what in faults():
        scheme = "https" if what.startswith("tls") else "http"
        yield f"{scheme}://{host}/" if not what else f"{scheme}://{host}.example/"
    for i in range(STORM):
        yield f"http://storm.example/{i}"
    for i in range(SOUND):
        yield f"https://w{i}.sound.example/bridge-{i}.html"


def asked(log):
    return [json.loads(line) for line in pathlib.Path(log).read_text().splitlines()]


def look(records, log, wall, megabytes, sanitized):
    wrong = []
    verdicts = {r["references"][0]["url"]: r["resolutions"][0] for r in records}
    for verdict, host, what in faults():
        got = next((r for url, r in verdicts.items() if f"//{host}." in url or f"//{host}/" in url), None)
        if got is None or got["verdict"] != verdict or not got["reasons"]:
            wrong.append(f"{host}: {verdict} wanted, {got and (got['verdict'], got['reasons'])}")
    sound = [r for url, r in verdicts.items() if "sound.example" in url]
    wrong += [f"sound: {r['verdict']} {r['reasons']}" for r in sound if r["verdict"] != "alive"]
    if len(sound) != SOUND or len(records) != len(list(links())):
        wrong.append(f"{len(records)} of {len(list(links()))} lines")
    storm = [r for r in log if r["host"] == "storm.example"]
    if len(storm) > 8:
        wrong.append(f"a host that said 429 was asked {len(storm)} times")
    late = max(r["time"] for r in log if "sound" in r["host"]) - min(r["time"] for r in log)
    if late > 20:
        wrong.append(f"the last sound host was asked after {late:.1f} s")
    if wall > WALL_MAX_S or (megabytes > MEGABYTES_MAX and not sanitized):
        wrong.append(f"{wall:.1f} s, {megabytes:.0f} MB")
    return wrong


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--sanitized", action="store_true")
    args = flags.parse_args()
    with tempfile.TemporaryDirectory(prefix="ibid-faults-") as name:
        folder = pathlib.Path(name)
        (folder / "site.web").write_text(site())
        (folder / "links").write_text("\n".join(links()) + "\n")
        environment = {}
        server = run.start_web(folder, environment)
        try:
            began = time.monotonic()
            with open(folder / "out", "wb") as out:
                process = subprocess.Popen(
                    [args.ibid, "resolve", "-f", "ndjson", "--no-third-party", "--timeout", str(TIMEOUT_S),
                     "--cache", folder / "cache", *environment["WEB"].split(), folder / "links"], stdout=out)
                _, _, used = os.wait4(process.pid, 0)
            wall = time.monotonic() - began
            log = asked(environment["ASKED"])
        finally:
            run.stop_web(server)
        records = [json.loads(line) for line in (folder / "out").read_text().splitlines()]
        wrong = look(records, log, wall, used.ru_maxrss / 1024, args.sanitized)
        print(f"{len(records)} links, {len(log)} requests, {wall:.1f} s, {used.ru_maxrss / 1024:.0f} MB")
        print("\n".join(wrong))
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
