#!/usr/bin/env python3
"""Copies of dead sources in a real web archive: pywb over WARC files that ibid recorded.

  pywb_test.py --ibid BINARY --venv FOLDER

Ten sources are visited at eight moments, each as it was then: there, an error, a page that says
"not found" with 200, a login, a consent wall, a parked domain, sent to the front page, another
page under its address. ibid records each visit; pywb serves the recordings, with its TimeGate, its
TimeMap and its index. Then all sources are dead, and an article that cites them is checked: each
must be found again, in the nearest capture that shows it, whichever of the archive's ways is asked.

pywb is installed into FOLDER when it is not there; IBID_PYWB names the folder of its programs
instead. Where it cannot be had, the test is skipped (exit code 77).
"""
import argparse
import http.client
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time

import run

SKIPPED = 77
WORDS = ["harbour tunnel opens for cyclists", "council votes to close the old library",
         "river floods three villages overnight", "teachers accept new pay agreement",
         "orchestra finds lost manuscript in attic", "beetles threaten the northern forests",
         "ferry service returns after winter storm", "museum buys rare medieval map",
         "school kitchen wins national prize", "bridge repairs delayed until spring"]
MOMENTS = ["2014-03-01", "2015-06-10", "2015-09-20", "2015-09-27", "2015-09-30", "2015-10-20",
           "2016-08-01", "2019-01-05"]
ARTICLE_DATE = "2015-09-28"
# What each source was at each moment; "-": not visited. The article is of between the fourth and the
# fifth. "ok" nearest to it is what must be found.
STATES = [
    ["ok", "ok", "ok", "404", "410", "ok", "-", "-"],
    ["-", "-", "ok", "soft", "soft", "-", "ok", "-"],
    ["ok", "-", "-", "login", "consent", "login", "parked", "-"],
    ["-", "-", "-", "home", "home", "ok", "ok", "parked"],
    ["-", "ok", "-", "wrong", "home", "wrong", "wrong", "wrong"],
    ["-", "-", "-", "ok", "-", "-", "-", "parked"],
    ["-", "-", "-", "-", "500", "soft", "ok", "home"],
    ["ok", "soft", "login", "home", "404", "wrong", "parked", "404"],
    ["-", "-", "moved", "404", "-", "ok", "-", "-"],
    ["-", "-", "-", "-", "-", "-", "-", "ok"],
]
FILLER = ("People who were there said that they had waited for this day, and that nobody had believed "
          "it until the morning itself. The details were read out in the town hall, and questions "
          "were answered for an hour.")


def host(n):
    return f"paper{n}.example"


def path(n):
    return f"/2015/09/25/{WORDS[n].replace(' ', '-')}.html"


def page(title, text):
    return (f"200 text/html; charset=utf-8\n  body\n    <!doctype html><html><head><title>{title}</title>"
            f"</head><body><article><h1>{title}</h1><p>{text}</p><p>{FILLER}</p></article></body></html>\n")


def answer(n, state):
    title = WORDS[n].capitalize()
    front = f"GET / -> {page('The Paper', 'Welcome to the front page of today, with the weather.')}"
    rules = {
        "ok": lambda: page(title, f"{title}, the town heard on Friday."),
        "404": lambda: "404\n  body gone\n",
        "410": lambda: "410\n  body gone\n",
        "500": lambda: "500\n  body broken\n",
        "soft": lambda: "200 text/html\n  body <title>Page not found</title><h1>Page not found</h1><p>Sorry.\n",
        "login": lambda: "200 text/html\n  body <title>Log in</title><form><input type=password></form>\n",
        "consent": lambda: "302 https://consent.example/consent?next=x\n",
        "parked": lambda: ("200 text/html\n  body <title>This domain is for sale</title>"
                           "<p>Buy this domain. This domain is for sale.\n"),
        "home": lambda: "302 /\n",
        "wrong": lambda: page("Best bonuses of casinos 2016", "Spin and win with free chips every day."),
        "moved": lambda: f"301 /archive{path(n)}\n",
    }
    text = f"host {host(n)}\nGET {path(n)} -> {rules[state]()}"
    if state == "moved":
        text += f"GET /archive{path(n)} -> {rules['ok']()}"
    return text + front


CONSENT = ("host consent.example\nGET /consent?next=x -> 200 text/html\n"
           "  body <title>Before you continue</title><p>We use cookies. Accept all.\n")


def ibid(binary, arguments, text=None):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True, timeout=120, input=text)
    if done.returncode not in (0, 1):
        sys.exit(f"ibid {' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr}")
    return done.stdout


def record(binary, folder):
    files = []
    for at, moment in enumerate(MOMENTS):
        site = folder / f"site{at}"
        site.mkdir()
        visited = [n for n in range(len(WORDS)) if STATES[n][at] != "-"]
        (site / "then.web").write_text("".join(answer(n, STATES[n][at]) for n in visited) + CONSENT)
        files.append(folder / f"visit{at}.warc.gz")
        environment = {}
        server = run.start_web(site, environment)
        try:
            urls = [f"http://{host(n)}{path(n)}" for n in visited]
            ibid(binary, ["resolve", "--no-cache", "--no-third-party", "--now", moment + "T09:00:00Z",
                          *environment["WEB"].split(), "--record", files[-1], *urls])
        finally:
            run.stop_web(server)
    return files


def programs(venv):
    """The folder of pywb's programs; installs them where they are not there."""
    named = os.environ.get("IBID_PYWB")
    folder = pathlib.Path(named) if named else venv / "bin"
    if (folder / "wayback").exists():
        return folder
    if not named:
        subprocess.run([sys.executable, "-m", "venv", venv], check=False, capture_output=True)
        done = subprocess.run([folder / "pip", "install", "--quiet", "--disable-pip-version-check", "pywb"],
                              check=False, capture_output=True, text=True)
        if done.returncode == 0 and (folder / "wayback").exists():
            return folder
    print("skipped: pywb cannot be had (pip install pywb); IBID_PYWB names the folder of its programs")
    sys.exit(SKIPPED)


class Pywb:
    def __init__(self, bin_folder, folder, files):
        self.folder = folder / "archive"
        self.folder.mkdir()
        manager = bin_folder / "wb-manager"
        subprocess.run([manager, "init", "all"], cwd=self.folder, check=True, capture_output=True)
        subprocess.run([manager, "add", "all", *files], cwd=self.folder, check=True, capture_output=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen([bin_folder / "wayback", "-b", "127.0.0.1", "-p", str(self.port)],
                                        cwd=self.folder, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        for _ in range(300):
            try:
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
                connection.request("GET", "/all/cdx?url=x.example")
                connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
        self.stop()
        sys.exit("pywb does not start")

    def stop(self):
        self.process.terminate()
        self.process.wait()


def wanted(n):
    """The day of the nearest valid capture."""
    days = [(abs((time.mktime(time.strptime(moment, "%Y-%m-%d"))
                  - time.mktime(time.strptime(ARTICLE_DATE, "%Y-%m-%d")))), moment)
            for moment, state in zip(MOMENTS, STATES[n]) if state in ("ok", "moved")]
    return min(days)[1]


DEAD = ("host web.archive.org\nGET /cdx/search/cdx?* -> 200 application/json\n  body []\n"
        "host index.commoncrawl.org\nGET /collinfo.json -> 200 application/json\n  body "
        '[{"id": "CC-MAIN-2015-40", "cdx-api": "https://index.commoncrawl.org/CC-MAIN-2015-40-index"}]\n'
        "GET /CC-MAIN-2015-40-index?* -> 404 application/json\n  body {\"message\": \"No Captures found\"}\n")


def article():
    links = "".join(f'<p>It was told that <a href="http://{host(n)}{path(n)}">{WORDS[n]}</a>, as '
                    f"readers of paper {n} will remember.</p>\n" for n in range(len(WORDS)))
    return ("<!doctype html><html><head><title>Ten stories of the year</title>"
            f'<meta property="article:published_time" content="{ARTICLE_DATE}T08:00:00Z"></head>'
            f"<body><article><h1>Ten stories of the year</h1>{links}</article></body></html>")


def check(binary, folder, archive_url, web):
    out = ibid(binary, ["check", "-f", "json", "--no-cache", "--now", "2026-11-20T12:00:00Z",
                        "--allow-private", *web, "--archive", archive_url, folder / "article.html"])
    record_ = json.loads(out)
    by_reference = {one["reference"]: one for one in record_["resolutions"]}
    right, wrong = 0, []
    for reference in record_["references"]:
        found = re.match(r"http://paper(\d)\.example/", reference.get("url", ""))
        if not found:
            continue
        n = int(found[1])
        snapshots = by_reference[reference["id"]].get("snapshots", [])
        best = snapshots[0] if snapshots and snapshots[0]["valid"] else None
        if best and best["at"][:10] == wanted(n):
            right += 1
        else:
            wrong.append(f"source {n}: wanted {wanted(n)}, got {json.dumps(snapshots, indent=1)}")
        for snapshot in snapshots[1:]:
            if snapshot["valid"] or not snapshot["reason"]:
                wrong.append(f"source {n}: a refused capture without its reason: {snapshot}")
    return right, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--ibid", required=True, type=pathlib.Path)
    parser.add_argument("--venv", required=True, type=pathlib.Path)
    options = parser.parse_args()
    bin_folder = programs(options.venv)
    failures = []
    with tempfile.TemporaryDirectory(prefix="ibid-pywb-") as name:
        folder = pathlib.Path(name)
        pywb = Pywb(bin_folder, folder, record(options.ibid, folder))
        site = folder / "now"
        site.mkdir()
        (site / "now.web").write_text(DEAD)
        (folder / "article.html").write_text(article())
        environment = {}
        server = run.start_web(site, environment)
        try:
            base = f"http://127.0.0.1:{pywb.port}/all/"
            for archive in (base, base + "timemap/link/", "cdx=" + base + "cdx"):
                right, wrong = check(options.ibid, folder, archive, environment["WEB"].split())
                print(f"{archive}: {right} of {len(WORDS)} dead sources found in their nearest valid capture")
                failures += wrong
        finally:
            run.stop_web(server)
            pywb.stop()
    print("\n".join(failures))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
