#!/usr/bin/env python3
"""Ends the server under load, again and again, and looks for what is lost.

  killed_test.py --ibid BINARY [--rounds 6] [--seed N]

Threads ask for checks and read; at a random instant the server gets SIGKILL or SIGTERM; another one begins on the same
cache. In the end every check that was accepted is done, each once, and the cache is whole.
"""
import argparse
import http.client
import json
import random
import signal
import subprocess
import sys
import threading
import time

import harness


class Load:
    """Six threads that ask for checks and read, as long as somebody answers."""

    def __init__(self, server, number):
        self.server, self.stop = server, threading.Event()
        self.accepted, self.offline, self.read, self.odd = [], set(), 0, []
        self.threads = [threading.Thread(target=self.work, args=(number * 10 + n,)) for n in range(6)]
        for thread in self.threads:
            thread.start()

    def work(self, seed):
        dice = random.Random(seed)
        while not self.stop.is_set():
            try:
                if dice.random() < 0.4:
                    number, links = dice.randrange(1_000_000), dice.randrange(1, 6)
                    what = ({"url": "http://story.example/article"} if dice.random() < 0.3 else
                            {"text": harness.text_with_links(number, links)})
                    if "text" in what and dice.random() < 0.2:
                        # Of links that no other check asks: what is remembered is told offline, too.
                        what = {"text": harness.text_with_links(number, links, "unasked"), "offline": True}
                    status, _, body = self.server.ask("POST", "/api/checks", what, timeout=10)
                    if status == 202:
                        self.accepted.append(json.loads(body)["id"])
                        if "offline" in what:
                            self.offline.add(self.accepted[-1])
                    elif status != 503:
                        self.odd.append((status, body))
                else:
                    target = dice.choice(["/api/checks", "/api/status", "/api/rot", "/api/graph?limit=3", "/api/search?q=mayor",
                                          f"/api/checks/{dice.randrange(1, 50)}/report", f"/api/checks/{dice.randrange(1, 50)}"])
                    status, _, _ = self.server.get(target, timeout=10)
                    self.read += 1
                    if status not in (200, 404, 503):
                        self.odd.append((target, status))
            except (OSError, http.client.HTTPException):
                if self.stop.wait(0.02):  # It is being ended.
                    return

    def end(self):
        self.stop.set()
        for thread in self.threads:
            thread.join()


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--rounds", type=int, default=6)
    flags.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    args = flags.parse_args()
    print(f"seed {args.seed}", flush=True)
    dice, check = random.Random(args.seed), harness.Checks()
    with harness.web_and_folder() as (folder, web):
        server = harness.Server(args.ibid, folder, web, ["--max-queue", "100000"])
        accepted, offline, read, left = [], set(), 0, 0
        for number in range(args.rounds):
            with server.start():
                load = Load(server, args.seed + number)
                time.sleep(dice.uniform(0.2, 2))
                how = dice.choice([signal.SIGKILL, signal.SIGTERM])
                began = time.monotonic()
                code, said = server.end(how)
                took = time.monotonic() - began
                load.end()
                accepted += load.accepted
                offline |= load.offline
                read += load.read
                check.equal((code, said), (0 if how == signal.SIGTERM else -9, ""), f"the end by {how!r}")
                check(took < 6, f"the end by {how!r} took {took:.1f} s")
                check.equal(load.odd, [], "odd answers")
            verified = subprocess.run([server.ibid, "cache", "verify", "--cache", server.cache], capture_output=True, text=True)
            check.equal((verified.returncode, verified.stderr), (0, ""), "the cache")
            server.process = None
        with server.start():
            left = server.json("/api/status")["checks"]
            until = time.monotonic() + 120
            while (counts := server.json("/api/status")["checks"])["queued"] + counts["working"] and time.monotonic() < until:
                time.sleep(0.1)
            for number in accepted:
                status, _, body = server.get(f"/api/checks/{number}")
                check(status == 200 and json.loads(body)["state"] == "done", f"check {number}: {status} {body[:300]!r}")
                if number in offline:  # Whoever took it up knew how it was wished.
                    row = json.loads(body)
                    check(row["wishes"] == {"offline": True} and "alive" not in row["verdicts"], f"check {number} was to ask nobody: {row}")
            check.equal(len(set(accepted)), len(accepted), "each number once")
            check(counts["done"] >= len(accepted) and counts["failed"] == 0, f"{len(accepted)} accepted, in the end {counts}")
            check.equal(server.end(), (0, ""), "the last end")
        check(len(accepted) > 10 * args.rounds and left["queued"] + left["working"] >= 0, f"only {len(accepted)} checks were accepted")
        print(f"{len(accepted)} checks accepted and {read} answers read in {args.rounds} lives; {left['queued']} were left for the last")
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
