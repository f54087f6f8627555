#!/usr/bin/env python3
"""Rough clients: half requests, slow ones, too much of everything. The server stays, small, and answers others.

  rough_test.py --ibid BINARY [--whole]       --whole: 1 GB uploads, and waits out every time limit
"""
import argparse
import contextlib
import json
import os
import pathlib
import random
import re
import select
import socket
import sys
import threading
import time

import harness

LIMIT = 1 << 20  # --max-input of this server.


def memory(server):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) << 10


def memory_max(server):
    """In bytes; sanitizers keep 256 MiB of what was freed, and shadows of the rest."""
    maps = pathlib.Path(f"/proc/{server.process.pid}/maps").read_text()
    return (1000 if re.search(r"lib[at]san", maps) else 300) << 20


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def open_link(server):
    return socket.create_connection(("127.0.0.1", server.port), 20)


def is_alive(server, check, after):
    began = time.monotonic()
    check.equal(server.get("/api/status")[0], 200, f"an answer after {after}")
    check(time.monotonic() - began < 2, f"an answer after {after} took {time.monotonic() - began:.2f} s")


def upload(server, head, block, total):
    """Sends until told to stop. (what came back, bytes that were sent)"""
    sent, got = 0, b""
    with contextlib.closing(open_link(server)) as link:
        link.sendall(head)
        link.setblocking(False)
        until = time.monotonic() + 60
        with contextlib.suppress(ConnectionError):
            while sent < total and time.monotonic() < until:
                readable, writable, _ = select.select([link], [link], [], 1)
                if readable:
                    got += (more := link.recv(65536))
                    if not more or got:
                        break
                if writable:
                    sent += link.send(block)
            link.settimeout(5)
            while more := link.recv(65536):
                got += more
    return got, sent


def too_large(server, check, total):
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    before = memory(server)
    head = f"POST /api/checks HTTP/1.1\r\n{host}Content-Type: text/html\r\n"
    got, sent = upload(server, f"{head}Content-Length: {total}\r\n\r\n".encode(), b"x" * 65536, total)
    check(sent < 32 << 20, f"{sent} bytes of {total} were taken")
    check(not got or b" 413 " in got, f"a large upload: {got[:100]!r}")
    got, sent = upload(server, f"{head}Content-Length: {total}\r\nExpect: 100-continue\r\n\r\n".encode(), b"", 1)
    check(b" 413 " in got and b" 100 " not in got, f"a large upload that asks before: {got[:100]!r}")
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"
    got, sent = upload(server, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode(), chunk, total)
    check(sent < 80 << 20, f"{sent} bytes of a chunked upload were taken")
    check(b" 202 " not in got, f"a large chunked upload: {got[:100]!r}")
    over = b"x" * (LIMIT + 1000)
    got = server.raw(f"{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode() + b"%x\r\n" % len(over) + over + b"\r\n0\r\n\r\n")
    check(b" 413 " in got, f"a little too large: {got[:100]!r}")
    status, _, body = server.ask("POST", "/api/checks", {"text": "é" * LIMIT})
    check.equal(status, 413, "a large text")
    status, _, body = server.ask("POST", "/api/checks", "x" * (20 << 20), {"Content-Type": "text/plain"})
    check.equal(status, 415, "much of what is not taken")
    check(memory(server) - before < 64 << 20, f"{(memory(server) - before) >> 20} MiB more after large uploads")
    is_alive(server, check, "large uploads")


def lies(server, check):
    """Content-Length says more than comes: nothing comes of it."""
    count = server.json("/api/status")["checks"]
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    for body in (b'{"text": "Ann said so."}', b""):
        got = server.raw(f"POST /api/checks HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n".encode() + body,
                         half_close=True, timeout=5)
        check(b" 202 " not in got, f"half a body: {got[:80]!r}")
    check.equal(server.json("/api/status")["checks"], count, "the checks after half bodies")


def headers(server, check):
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    for name, request in (("a long header", f"GET / HTTP/1.1\r\n{host}X: {'y' * 200_000}\r\n\r\n"),
                          ("many headers", f"GET / HTTP/1.1\r\n{host}" + "".join(f"X{n}: y\r\n" for n in range(20_000)) + "\r\n"),
                          ("a long target", f"GET /{'y' * 200_000} HTTP/1.1\r\n{host}\r\n"),
                          ("a long method", f"{'G' * 200_000} / HTTP/1.1\r\n{host}\r\n"),
                          ("no HTTP", "\x16\x03\x01\x02\x00\x01\x00" * 100), ("nonsense", "\r\n\r\n\r\n\x00\xff" * 1000),
                          ("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), ("no version", "GET /\r\n\r\n"), ("HTTP/9", f"GET / HTTP/9.9\r\n{host}\r\n")):
        got = server.raw(request.encode("latin-1"), half_close=True, timeout=5)
        check(b" 200 " not in got.split(b"\r\n")[0], f"{name}: {got[:60]!r}")
    is_alive(server, check, "odd headers")


def pipelining(server, check):
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    one = f"GET /api/status HTTP/1.1\r\n{host}\r\n".encode()
    last = f"GET /api/rot HTTP/1.1\r\n{host}Connection: close\r\n\r\n".encode()
    got = server.raw(one * 50 + f"GET /api/checks HTTP/1.1\r\n{host}\r\n".encode() * 50 + last, timeout=20)
    check.equal(len(re.findall(rb"HTTP/1\.1 200 ", got)), 101, "answers to 101 requests at once")
    check(got.rstrip().endswith(b"}") and b'"days"' in got[-2000:], "the last answer is the last question's")


def random_bytes(server, check, seed, rounds):
    """Requests with bytes changed, cut anywhere, in pieces."""
    dice = random.Random(seed)
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    body = json.dumps({"text": "Ann said so.", "name": "a"})
    whole = [f"GET /api/checks?limit=5 HTTP/1.1\r\n{host}If-None-Match: \"x\"\r\n\r\n",
             f"POST /api/checks HTTP/1.1\r\n{host}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}",
             f"POST /api/checks?name=a HTTP/1.1\r\n{host}Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Hi\r\n0\r\n\r\n",
             f"GET /api/checks/1/events HTTP/1.1\r\n{host}\r\n", f"DELETE /api/checks/9999 HTTP/1.1\r\n{host}\r\n"]
    for _ in range(rounds):
        data = bytearray(dice.choice(whole).encode())
        for _ in range(dice.randrange(4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        data = data[:dice.randrange(1, len(data) + 1)] if dice.random() < 0.5 else data
        with contextlib.closing(open_link(server)) as link, contextlib.suppress(OSError):
            at = dice.randrange(len(data) + 1)
            link.sendall(data[:at])
            link.sendall(data[at:])
            if dice.random() < 0.5:
                link.shutdown(socket.SHUT_WR)
                link.settimeout(0.05)
                link.recv(65536)
    is_alive(server, check, f"random bytes (seed {seed})")


def gone_readers(server, check):
    """Who asks and goes, also from streams."""
    number = server.add({"text": harness.text_with_links(5)})
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    for target in ("/api/events", f"/api/checks/{number}/events", f"/api/checks/{number}/report", "/api/graph"):
        for _ in range(50):
            with contextlib.closing(open_link(server)) as link:
                link.sendall(f"GET {target} HTTP/1.1\r\n{host}\r\n".encode())
                if target == "/api/events":
                    link.recv(100)
    server.wait(number)
    is_alive(server, check, "readers that went")


def many_streams(server, check):
    links = [open_link(server) for _ in range(600)]
    for link in links:
        link.sendall(f"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
    answers = [link.recv(12) for link in links]
    check(answers.count(b"HTTP/1.1 200") <= 512 and answers.count(b"HTTP/1.1 503") >= 88, f"600 streams: {sorted(set(answers))}")
    is_alive(server, check, "600 streams")
    for link in links:
        link.close()
    server.wait(server.add({"text": harness.text_with_links(6)}))  # What is sent shows who has gone.
    server.wait(server.add({"text": harness.text_with_links(7)}))


def slow(server, check, whole):
    """Who sends a byte now and then is shown out at the end of the time for that; others are answered meanwhile."""
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    links = [open_link(server) for _ in range(300)]
    stop, closed = threading.Event(), []

    def drip():
        data = f"GET /api/status HTTP/1.1\r\n{host}X: {'y' * 1000}\r\n\r\n".encode()
        for at in range(len(data)):
            for link in [link for link in links if link not in closed]:
                try:
                    link.sendall(data[at:at + 1])
                except OSError:
                    closed.append(link)
            if stop.wait(0.25):
                return

    thread = threading.Thread(target=drip)
    thread.start()
    began = time.monotonic()
    is_alive(server, check, "300 slow clients came")
    while whole and len(closed) < len(links) and time.monotonic() - began < 45:
        is_alive(server, check, "300 slow clients")
        time.sleep(1)
    stop.set()
    thread.join()
    for link in links:
        link.close()
    if whole:
        check.equal(len(closed), len(links), "slow clients that were shown out")
        check(25 < time.monotonic() - began < 40, f"that took {time.monotonic() - began:.0f} s")


def full_queue(ibid, folder, web, check):
    with harness.Server(ibid, folder, web, ["--max-queue", "3", "--max-checks", "1"]) as server:
        answers = [server.ask("POST", "/api/checks", {"text": harness.text_with_links(n, path="stuck")}) for n in range(8)]
        busy = [headers for status, headers, _ in answers if status == 503]
        check(len(busy) >= 4 and all(headers["retry-after"].isdigit() for headers in busy), f"a full queue: {[one[0] for one in answers]}")
        for _, _, body in answers[:2]:
            check.equal(server.wait(json.loads(body)["id"])["state"], "done", "what was accepted")
        server.end()


def lock_out(ibid, folder, web, check):
    """Who takes all connections and says nothing, or half of something, keeps nobody out for long."""
    with harness.Server(ibid, folder, web, ["--max-connections", "64"]) as server:
        host = f"Host: 127.0.0.1:{server.port}\r\n"
        body = f"POST /api/checks HTTP/1.1\r\n{host}Content-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>"
        asked = f"GET /assets/app.js HTTP/1.1\r\n{host}\r\n"
        for name, half in (("no words", ""), ("half headers", "GET / HTTP/1.1\r\nX: "), ("half bodies", body), ("an answer and no more", asked)):
            links = [open_link(server) for _ in range(100)]
            for link in links:
                link.sendall(half.encode())
            began = time.monotonic()
            check.equal(server.get("/api/status")[0], 200, f"an answer beside 100 clients with {name}")
            check(time.monotonic() - began < 10, f"it took {time.monotonic() - began:.1f} s beside 100 clients with {name}")
            for link in links:
                link.close()
        check.equal(server.end(), (0, ""), "how it ended")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--whole", action="store_true")
    flags.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    args = flags.parse_args()
    check = harness.Checks()
    with harness.web_and_folder() as (folder, web):
        with harness.Server(args.ibid, folder, web, ["--max-input", "1M"]) as server:
            server.wait(server.add({"text": harness.text_with_links(0)}))
            files = descriptors(server)
            too_large(server, check, (1 << 30) if args.whole else (256 << 20))
            lies(server, check)
            headers(server, check)
            pipelining(server, check)
            random_bytes(server, check, args.seed, 2000 if args.whole else 300)
            gone_readers(server, check)
            many_streams(server, check)
            slow(server, check, args.whole)
            # Half requests stay no longer than the time for a whole one.
            until = time.monotonic() + 150
            while args.whole and descriptors(server) > files + 8 and time.monotonic() < until:
                time.sleep(1)
            check(not args.whole or descriptors(server) <= files + 8, f"{descriptors(server)} descriptors, {files} before")
            check(memory(server) < memory_max(server), f"{memory(server) >> 20} MiB in the end")
            check.equal(server.end(), (0, ""), "how the server ended")
        (folder / "cache.sqlite").unlink()
        full_queue(args.ibid, folder, web, check)
        lock_out(args.ibid, folder, web, check)
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
