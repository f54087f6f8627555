#!/usr/bin/env python3
"""Against a real server: nginx on loopback, HTTP/1.1 and HTTP/2 with TLS, and what its log counts.

  nginx_test.py --ibid BINARY

Skipped (exit code 77) where there is no nginx. Pages are packed with gzip; a host that lets one
request through in a second answers 429 to the rest, with Retry-After.
"""
import argparse
import collections
import contextlib
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "web"))
import authority  # noqa: E402

SKIPPED = 77
LINKS = 60
PER_HOST = 4
PAGE = "<!doctype html><title>A story at $uri</title><p>" + "The council met on Thursday. " * 40 + "</p>"

CONF = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
  log_format counted '$connection $server_protocol $host $status $msec';
  access_log {folder}/access.log counted;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  default_type text/html; gzip on; gzip_min_length 1; gzip_types text/html;
  limit_req_zone $host zone=slow:1m rate=1r/s;
  limit_req_status 429;
  server {{
    listen 127.0.0.1:{plain};
    server_name plain.example;
    location / {{ return 200 "{page}"; }}
  }}
  server {{
    listen 127.0.0.1:{plain};
    server_name strict.example;
    error_page 429 @later;
    location @later {{ add_header Retry-After 2 always; return 429 "later"; }}
    location / {{ limit_req zone=slow; try_files /none @page; }}
    location @page {{ return 200 "{page}"; }}
  }}
  server {{
    listen 127.0.0.1:{tls} ssl http2;
    server_name two.example;
    ssl_certificate {folder}/leaf1.pem; ssl_certificate_key {folder}/leaf.key;
    location / {{ return 200 "{page}"; }}
  }}
}}
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def nginx(folder):
    ports = {"plain": free_port(), "tls": free_port()}
    authority.Authority(folder).context(["two.example"], "valid")
    (folder / "t").mkdir()
    (folder / "conf").write_text(CONF.format(folder=folder, page=PAGE, **ports))
    server = subprocess.Popen(["nginx", "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/conf"],
                              stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", ports["tls"])).close()
                break
            time.sleep(0.05)
        yield ports
    finally:
        server.terminate()
        server.wait()


def resolve(args, folder, ports, urls):
    (folder / "links").write_text("\n".join(urls) + "\n")
    (folder / "access.log").write_text("")
    for old in folder.glob("cache*"):
        old.unlink()
    done = subprocess.run(
        [args.ibid, "resolve", "-f", "ndjson", "--no-third-party", "--host-concurrency", str(PER_HOST),
         "--cache", folder / "cache", "--cacert", folder / "ca.pem",
         "--connect-to", f":80:127.0.0.1:{ports['plain']}", "--connect-to", f":443:127.0.0.1:{ports['tls']}",
         folder / "links"], capture_output=True, text=True, check=False, timeout=120)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    log = [line.split() for line in (folder / "access.log").read_text().splitlines()]
    return [record["resolutions"][0] for record in records], log


def exchanges(folder, columns):
    with contextlib.closing(sqlite3.connect(folder / "cache")) as database:
        return database.execute(f"SELECT DISTINCT {columns} FROM exchanges").fetchall()


def check(wrong, what, got, wanted):
    if got != wanted:
        wrong.append(f"{what}: {got}, wanted {wanted}")


def look(args, folder, ports):
    wrong = []
    got, log = resolve(args, folder, ports, [f"http://plain.example/a-story-{i}" for i in range(LINKS)])
    check(wrong, "1.1", collections.Counter(r["verdict"] for r in got), {"alive": LINKS})
    check(wrong, "1.1, titles", [r["title"] for r in got], [f"A story at /a-story-{i}" for i in range(LINKS)])
    check(wrong, "1.1, as kept", exchanges(folder, "http_version"), [("1.1",)])
    check(wrong, "1.1, packed", {h.count("Content-Encoding: gzip") for h, in exchanges(folder, "response_headers")},
          {1})
    connections = len({line[0] for line in log})
    if connections > PER_HOST:
        wrong.append(f"1.1: {connections} connections to a host that is asked {PER_HOST} things at once")

    got, log = resolve(args, folder, ports, [f"https://two.example/a-story-{i}" for i in range(LINKS)])
    check(wrong, "2", collections.Counter(r["verdict"] for r in got), {"alive": LINKS})
    check(wrong, "2, as kept", exchanges(folder, "http_version"), [("2",)])
    check(wrong, "2, as asked", {line[1] for line in log}, {"HTTP/2.0"})
    check(wrong, "2, connections", len({line[0] for line in log}), 1)

    got, log = resolve(args, folder, ports, [f"http://strict.example/a-story-{i}" for i in range(3)])
    check(wrong, "429", [r["verdict"] for r in got], ["alive"] * 3)
    times = [(line[3], float(line[4])) for line in log]
    for (status, at), (_, following) in zip(times, times[1:]):
        # What was under way already when the answer left is another matter.
        if status == "429" and 0.1 < following - at < 1.99:
            wrong.append(f"asked again {following - at:.3f} s after 'Retry-After: 2'")
    if not any(status == "429" for status, _ in times):
        wrong.append("the strict host never said 429: nothing was shown")
    return wrong


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    args = flags.parse_args()
    if not shutil.which("nginx"):
        print("SKIPPED: there is no nginx here")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="ibid-nginx-") as name:
        folder = pathlib.Path(name)
        with nginx(folder) as ports:
            wrong = look(args, folder, ports)
        print("\n".join(wrong) or "all as it should be")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
