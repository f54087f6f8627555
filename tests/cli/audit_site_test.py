#!/usr/bin/env python3
"""`ibid audit` on a site of its own: nginx on loopback, three months played with --now.

  audit_site_test.py --ibid BINARY [--pages 60] [--links 600] [--interrupts 6] [--seed N] [--keep FOLDER]

Each month the site is crawled and every link asked; what is reported, and what has changed, is what
the site did. Then the last month again, ended by SIGINT and SIGKILL at random instants and gone on
with by --resume: the report is the same to the byte, and the server's log shows that nothing was
asked twice but what was under way when a SIGKILL came: asked, and its answer not yet on the disk.
Skipped (exit code 77) where there is no nginx.
scripts/audit_site runs it with 5,000 pages and 50,000 links.
"""
import argparse
import collections
import contextlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
MONTHS = ("2026-01-15T12:00:00Z", "2026-02-15T12:00:00Z", "2026-03-15T12:00:00Z")
HOSTS = 50
CONCURRENCY = 128
UNDER_WAY = 4 * CONCURRENCY  # Links: asked, waiting for their turn, or on their way to the disk.
# What becomes of links of each kind in each month, of a hundred; None: they are on no page then.
OK, GONE, MOVED, BROKEN, WALL = "ok", "gone", "moved", "broken", "wall"
KINDS = {
    "fine": (76, (OK, OK, OK)),
    "dies": (4, (OK, GONE, GONE)),
    "heals": (4, (GONE, GONE, OK)),
    "moves": (4, (OK, MOVED, MOVED)),
    "dead": (4, (GONE, GONE, GONE)),
    "stumbles": (2, (OK, BROKEN, OK)),
    "closed": (2, (WALL, WALL, WALL)),
    "comes": (2, (None, OK, OK)),
    "goes": (2, (OK, None, None)),
}
STANDING = {OK: "ok", GONE: "fail", MOVED: "warn", BROKEN: "fail", WALL: "unknown"}
VERDICT = {OK: "alive", GONE: "gone", MOVED: "moved", BROKEN: "server_error", WALL: "blocked"}
WORDS = "The council met on Thursday, and spoke of bridges. " * 30
PAGE = f"<!doctype html><html lang=en><title>A story at $uri</title><article><h1>At $uri</h1><p>{WORDS}</p></article>"
ANSWER = {
    OK: f"return 200 '{PAGE}';",
    GONE: "return 404 'There is no such page here.';",
    MOVED: "return 301 http://$host/new$uri;",
    BROKEN: "return 500 'Something broke.';",
    WALL: "return 403 'You may not.';",
}
CONF = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{
  log_format asked '$host$request_uri $status';
  access_log {folder}/access.log asked;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  default_type text/html; keepalive_requests 100000;
  server {{ listen 127.0.0.1:{port} backlog=1024; server_name site.example; root {folder}/site; }}
  server {{
    listen 127.0.0.1:{port} default_server;
    location ~ ^/new/[a-z]+/[0-9]+$ {{ {ok} }}
    location / {{ return 404 'There is no such page here.'; }}
{locations}
  }}
}}
"""


class Site:
    """The pages, in each month, and the links on them."""

    def __init__(self, folder, pages, links, seed):
        self.folder = folder
        draw = random.Random(seed)
        kinds = [kind for kind, (share, _) in KINDS.items() for _ in range(share)]
        outside = max(links - pages, 1)
        self.links = {}
        for number in range(outside):
            kind = kinds[number % len(kinds)]
            self.links[f"http://h{draw.randrange(HOSTS)}.example/{kind}/{number}"] = kind
        self.on_page = [[] for _ in range(pages)]
        for number, url in enumerate(self.links):
            self.on_page[number % pages].append(url)
            if number % 10 == 0:
                self.on_page[draw.randrange(pages)].append(url)  # Again, somewhere else.

    def write(self, month):
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        front = []
        for begin in range(0, len(self.on_page), 100):
            section = f"s{begin // 100}"
            front.append(f"<a href='/{section}.html'>Section {section}</a>")
            numbers = range(begin, min(begin + 100, len(self.on_page)))
            items = "".join(f"<li><a href='/p{n}.html'>Page {n}</a></li>" for n in numbers)
            (site / f"{section}.html").write_text(self.page(f"Section {section}", f"<ul>{items}</ul>"))
            for n in numbers:
                items = "".join(f"<li><a href='{url}'>a story</a></li>" for url in self.on_page[n]
                                if KINDS[self.links[url]][1][month] is not None)
                (site / f"p{n}.html").write_text(self.page(f"Page {n}", f"<ul>{items}</ul>"))
        (site / "index.html").write_text(self.page("Front", " ".join(front)))

    @staticmethod
    def page(title, content):
        return f"<!doctype html><html lang=en><title>{title}</title><h1>{title}</h1><p>{WORDS}</p>{content}</html>"

    def own_links(self):
        sections = (len(self.on_page) + 99) // 100
        return ([f"http://site.example/s{n}.html" for n in range(sections)] +
                [f"http://site.example/p{n}.html" for n in range(len(self.on_page))])

    def expected(self, month):
        """url -> (standing, verdict, change)"""
        out = {url: ("ok", "alive", "none") for url in self.own_links()}
        for url, kind in self.links.items():
            now = KINDS[kind][1][month]
            before = KINDS[kind][1][month - 1] if month > 0 else None
            if now is None:
                continue
            change = "none"
            if month > 0:
                fails, failed = (state in (GONE, BROKEN) for state in (now, before))
                change = ("new_link" if before is None else "new_failure" if fails and not failed else
                          "healed" if failed and not fails else
                          "newly_moved" if now == MOVED != before else "none")
            out[url] = (STANDING[now], VERDICT[now], change)
        return out

    def gone(self, month):
        return {url for url, kind in self.links.items()
                if month > 0 and KINDS[kind][1][month] is None and KINDS[kind][1][month - 1] is not None}


@contextlib.contextmanager
def nginx(folder, port, month):
    (folder / "t").mkdir(exist_ok=True)
    (folder / "access.log").write_text("")
    locations = "\n".join(f"    location ~ ^/{kind}/[0-9]+$ {{ {ANSWER[states[month] or GONE]} }}"
                          for kind, (_, states) in KINDS.items())
    (folder / "conf").write_text(CONF.format(folder=folder, port=port, ok=ANSWER[OK], locations=locations))
    server = subprocess.Popen(["nginx", "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/conf"],
                              stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", port)).close()
                break
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait()


def peak_kb(pid):
    """The most memory that it had so far. (What wait4 says includes ours, of before exec.)"""
    with contextlib.suppress(OSError, StopIteration):
        lines = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])
    return 0


class Audit:
    def __init__(self, args, folder, port):
        self.args, self.folder, self.port = args, folder, port
        self.peak_kb = 0

    def command(self, cache, month, *more):
        return [self.args.ibid, "audit", "--no-config", "--no-progress", "--no-third-party", "--depth", "3",
                "--name", "site", "--cache", str(cache), "--now", MONTHS[month], "-f", "json",
                "--max-concurrency", str(CONCURRENCY), "--host-concurrency", "16",
                "--connect-to", f":80:127.0.0.1:{self.port}", *more, "http://site.example/"]

    def run(self, cache, month, *more, out=None, end=None, after=0.0):
        """Runs it; with `end` a signal, that is sent after so many seconds. (exit code or -signal, stderr, seconds)"""
        began = time.monotonic()
        with open(out or os.devnull, "wb") as to, open(self.folder / "stderr", "w+") as err:
            process = subprocess.Popen(self.command(cache, month, *more), stdout=to, stderr=err,
                                       stdin=subprocess.DEVNULL)
            if end is not None:
                deadline = began + after
                while time.monotonic() < deadline and process.poll() is None:
                    time.sleep(0.002)
                if process.returncode is None:
                    process.send_signal(end)
            while process.poll() is None:
                self.peak_kb = max(self.peak_kb, peak_kb(process.pid))
                time.sleep(0.02)
            err.seek(0)
            return process.returncode, err.read(), time.monotonic() - began


def asked_twice(folder):
    """How often what was asked more than once, but for the first time."""
    asked = collections.Counter(line.split()[0] for line in (folder / "access.log").read_text().splitlines())
    return {url: count - 1 for url, count in asked.items() if count > 1}, sum(asked.values())


def compare(wrong, what, got, wanted):
    if got != wanted:
        wrong.append(f"{what}: {got!r}, wanted {wanted!r}")


def look_at_month(wrong, site, month, report):
    links = {link["url"]: (link["standing"], link["verdict"], link["change"]) for link in report["links"]
             if link["change"] != "gone_link"}
    expected = site.expected(month)
    name = f"month {month + 1}"
    compare(wrong, f"{name}: links that are missing", sorted(set(expected) - set(links))[:5], [])
    compare(wrong, f"{name}: links that nobody made", sorted(set(links) - set(expected))[:5], [])
    differ = [(url, links[url], expected[url]) for url in expected if url in links and links[url] != expected[url]]
    compare(wrong, f"{name}: links that are judged otherwise ({len(differ)})", differ[:3], [])
    gone = {link["url"] for link in report["links"] if link["change"] == "gone_link"}
    compare(wrong, f"{name}: gone links", sorted(gone)[:5], sorted(site.gone(month))[:5])
    compare(wrong, f"{name}: their number", len(gone), len(site.gone(month)))
    dead = sum(link["state"] == "dead" for link in report["links"] if link["change"] != "gone_link")
    compare(wrong, f"{name}: dead by history", dead, sum(kind == "dead" for kind in site.links.values())
            if month == 2 else 0)
    compare(wrong, f"{name}: dead in the summary", report["audit"]["dead"], dead)
    compare(wrong, f"{name}: places", report["audit"]["places"],
            sum(link["places_total"] for link in report["links"]))


def play_months(wrong, args, audit, site, folder, port):
    """Three months, one after the other; the seconds of each."""
    took = []
    for month in range(3):
        site.write(month)
        if month == 2:
            for part in folder.glob("cache*"):
                shutil.copy(part, folder / part.name.replace("cache", "before"))
        with nginx(folder, port, month):
            code, err, seconds = audit.run(folder / "cache", month, out=folder / f"month{month}.json")
            compare(wrong, f"month {month + 1}: exit code and messages", (code, err), (0, ""))
            if code != 0:
                return took
            twice, requests = asked_twice(folder)
            compare(wrong, f"month {month + 1}: asked twice", list(twice.items())[:5], [])
        report = json.loads((folder / f"month{month}.json").read_text())
        look_at_month(wrong, site, month, report)
        took.append(seconds)
        print(f"month {month + 1}: {report['audit']['links']} links in {report['audit']['places']} places on "
              f"{report['audit']['pages']} pages, {requests} requests, {seconds:.1f} s; {report['audit']['changes']}",
              flush=True)
    return took


def interrupt(wrong, args, audit, folder, port, seconds):
    """The third month again, ended at random instants."""
    draw = random.Random(args.seed)
    for part in folder.glob("before*"):
        shutil.copy(part, folder / part.name.replace("before", "again"))
    ended, killed, more = collections.Counter(), 0, ()
    with nginx(folder, port, 2):
        # Each piece gets its share of the whole time, so that the ends fall into all of its phases.
        for number in range(args.interrupts):
            end = (signal.SIGINT, signal.SIGKILL)[number % 2]
            code, err, _ = audit.run(folder / "again", 2, *more, end=end,
                                     after=draw.uniform(0.3, 1.7) * seconds / (args.interrupts + 1))
            more = ("--resume",)
            ended[code] += 1
            killed += code == -signal.SIGKILL
            if code == 3 and "--resume goes on" not in err:
                wrong.append(f"an interrupted run says: {err}")
            if code not in (0, 3, -signal.SIGKILL):
                wrong.append(f"interrupted: exit code {code}: {err}")
            if code == 0:
                break
        code, err, _ = audit.run(folder / "again", 2, *more, out=folder / "again.json")
        compare(wrong, "resumed: exit code", code, 0)
        twice, requests = asked_twice(folder)
    ends = ", ".join(f"{count} with {code}" for code, count in sorted(ended.items()))
    print(f"ended {sum(ended.values())} times ({ends}); {requests} requests, {sum(twice.values())} of them "
          f"again, after {killed} SIGKILLs", flush=True)
    if sum(twice.values()) > killed * UNDER_WAY:
        wrong.append(f"asked twice: {sum(twice.values())} times, after {killed} SIGKILLs with at most {UNDER_WAY} "
                     f"links under way: {list(twice.items())[:5]}")
    if (folder / "again.json").read_bytes() != (folder / "month2.json").read_bytes():
        got, wanted = (json.loads((folder / name).read_text()) for name in ("again.json", "month2.json"))
        differ = [(a, b) for a, b in zip(got["links"], wanted["links"]) if a != b]
        wrong.append(f"what was interrupted is not the same: {got['audit']} and {wanted['audit']}; "
                     f"{len(differ)} links differ: {differ[:2]}")
    if args.interrupts > 3 and len(ended) < 2:
        wrong.append("no run was interrupted: nothing was shown")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--pages", type=int, default=60)
    flags.add_argument("--links", type=int, default=600)
    flags.add_argument("--interrupts", type=int, default=6)
    flags.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    flags.add_argument("--keep")
    args = flags.parse_args()
    if not shutil.which("nginx"):
        print("SKIPPED: there is no nginx here")
        return SKIPPED
    print(f"seed {args.seed}", flush=True)
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    wrong = []
    with contextlib.ExitStack() as stack:
        name = args.keep or stack.enter_context(tempfile.TemporaryDirectory(prefix="ibid-audit-"))
        folder = pathlib.Path(name)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)  # nginx' workers are somebody else where root runs it.
        site = Site(folder, args.pages, args.links, args.seed)
        audit = Audit(args, folder, port)
        took = play_months(wrong, args, audit, site, folder, port)
        if not wrong and args.interrupts > 0:
            interrupt(wrong, args, audit, folder, port, took[2])
        print(f"at most {audit.peak_kb / 1024:.0f} MB")
    print("\n".join(wrong) or "all as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
