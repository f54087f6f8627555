#!/usr/bin/env python3
"""A thousand readers while fifty checks at a time are worked on; scripts/load_serve runs it.

  load.py --ibid BINARY [--seconds 10] [--readers 1000] [--at-once 50]
"""
import argparse
import re
import resource
import subprocess
import threading
import time

import harness

# Every page takes its time, so that there are always as many checks under way as may be.
SITE = harness.SITE.replace("delay 20ms", "delay 300ms")


def feed(server, stop, accepted):
    """Keeps the queue filled."""
    number = 0
    while not stop.is_set():
        counts = server.json("/api/status")["checks"]
        for _ in range(200 - counts["queued"]):
            number += 1
            accepted.append(server.add({"text": harness.text_with_links(number, 8)}))
        stop.wait(0.2)


def wrk(server, target, readers, seconds):
    done = subprocess.run(["wrk", "-t1", f"-c{readers}", f"-d{seconds}s", "--latency", "--timeout", "10s",
                           f"http://127.0.0.1:{server.port}{target}"], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    def find(pattern):
        found = re.search(pattern, done.stdout)
        return found[1] if found else "-"
    errors = find(r"Socket errors: (.*)"), find(r"Non-2xx or 3xx responses: (\d+)")
    return find(r"50%\s+(\S+)"), find(r"99%\s+(\S+)"), find(r"Requests/sec:\s+(\S+)"), errors


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--seconds", type=int, default=10)
    flags.add_argument("--readers", type=int, default=1000)
    flags.add_argument("--at-once", type=int, default=50)
    args = flags.parse_args()
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with harness.web_and_folder(SITE) as (folder, web):
        with harness.Server(args.ibid, folder, f"{web} --max-checks {args.at_once} --host-concurrency 100") as server:
            first = server.add({"text": harness.text_with_links(0)})
            server.wait(first)
            stop, accepted = threading.Event(), []
            feeder = threading.Thread(target=feed, args=(server, stop, accepted))
            feeder.start()
            time.sleep(2)
            print(f"{args.readers} readers, {args.at_once} checks at once, {args.seconds} s each")
            print(f"{'question':32} {'median':>10} {'99 %':>10} {'answers/s':>10}")
            for target in ("/", "/api/status", "/api/checks", f"/api/checks/{first}", f"/api/checks/{first}/article.json",
                           f"/api/checks/{first}/report", "/api/search?q=mayor", "/api/rot?by=host", "/api/graph?limit=10"):
                median, worst, rate, errors = wrk(server, target, args.readers, args.seconds)
                note = "" if errors == ("-", "-") else f"  errors {errors}"
                print(f"{target:32} {median:>10} {worst:>10} {rate:>10}{note}", flush=True)
            stop.set()
            feeder.join()
            counts = server.json("/api/status")["checks"]
            print(f"{len(accepted) + 1} checks accepted meanwhile: {counts}")
            server.end()


if __name__ == "__main__":
    main()
