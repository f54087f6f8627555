#!/usr/bin/env python3
"""The test web: any number of hosts, http and https, on loopback, from small declarative files.

    python3 tests/web/web.py FOLDER [--log FILE] [--ignore-stdin]

Prints one JSON line with its ports, the file of its throwaway certificate authority and its log,
then serves until standard input ends or SIGTERM comes, so that no test can leave it behind.
README.md beside this file has the notation, the log and the control port. Python 3.11's standard
library and the openssl command are all that it needs; it speaks HTTP/1.1.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import pathlib
import resource
import signal
import socket
import ssl
import struct
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

import authority
import site_file

HEAD_BYTES_MAX = 256 * 1024
PIECE = 64 * 1024
NOT_THERE = "X-Test-Web"  # The marker of what no rule answers.


class Cut(Exception):
    """The connection ends here, in the middle of whatever it was."""


class Request:
    def __init__(self, head, tls, connection):
        lines = head.decode("latin-1").split("\r\n")
        self.method, self.target, self.version = lines[0].split(" ", 2)
        pairs = [line.split(":", 1) for line in lines[1:] if ":" in line]
        self.headers = {name.strip().lower(): value.strip() for name, value in pairs}
        self.tls = tls
        self.connection = connection
        self.body = b""
        if self.target.startswith(("http://", "https://")):  # As a proxy is asked.
            parts = urllib.parse.urlsplit(self.target)
            self.target = parts.path + (f"?{parts.query}" if parts.query else "")
        self.host = self.headers.get("host", "").rsplit(":", 1)[0].lower()
        self.path, _, query = self.target.partition("?")
        self.query = site_file.parse_query(query)

    def keeps_alive(self):
        return self.headers.get("connection", "").lower() != "close" and self.version == "HTTP/1.1"

    def described(self):
        return {
            "host": self.host,
            "method": self.method,
            "target": self.target,
            "tls": self.tls,
            "headers": self.headers,
            "body": self.body.decode("utf-8", "replace"),
        }


class Web:
    def __init__(self, sites, log):
        self.sites = sites
        self.log = log
        self.began = time.monotonic()
        self.numbers = itertools.count(1)
        self.connections = itertools.count(1)
        self.under_way = {}

    def sites_of(self, host):
        return [s for s in self.sites if any(site_file.glob(h, host) for h in s.hosts)]

    def rule_for(self, request):
        for site in self.sites_of(request.host):
            for rule in site.rules:
                if rule.matches(request.method, request.path, request.query, request.headers):
                    return rule
        return None

    def note(self, request, rule, answer):
        """The line is in the file before the first byte of the answer leaves."""
        line = {
            "n": next(self.numbers),
            "time": round(time.monotonic() - self.began, 4),
            "connection": request.connection,
            "at_once": self.under_way[request.host],
            "rule": rule.where if rule else None,
            "answer": (answer.status or answer.how) if answer else 404,
            **request.described(),
        }
        self.log.write(json.dumps(line) + "\n")
        self.log.flush()

    def reset(self):
        self.log.seek(0)
        self.log.truncate()
        self.numbers = itertools.count(1)
        for rule in (r for s in self.sites for r in s.rules):
            rule.asked = 0

    async def serve(self, reader, writer, tls):
        connection = next(self.connections)
        with contextlib.suppress(Cut, ConnectionError, asyncio.IncompleteReadError, TimeoutError,
                                 asyncio.CancelledError,  # The end of the process.
                                 asyncio.LimitOverrunError, ssl.SSLError, ValueError):
            while await self.one(reader, writer, tls, connection):
                pass
        writer.close()

    async def one(self, reader, writer, tls, connection):
        """Answers one request; whether the connection may carry another."""
        request = Request((await reader.readuntil(b"\r\n\r\n"))[:-4], tls, connection)
        if (length := request.headers.get("content-length", "0")) != "0":
            request.body = await reader.readexactly(int(length))
        self.under_way[request.host] = self.under_way.get(request.host, 0) + 1
        try:
            rule = self.rule_for(request)
            answer = rule.next_answer() if rule else None
            self.note(request, rule, answer)
            if answer is None:
                answer = site_file.Answer(
                    status=404,
                    headers=[(NOT_THERE, "no rule"), ("Content-Type", "text/plain")],
                    body=f"no rule for {request.method} {request.host}{request.target}\n".encode(),
                )
            await send(writer, request, answer)
            return request.keeps_alive() and not answer.close
        finally:
            self.under_way[request.host] -= 1


def cut_off(writer, how):
    """Ends the connection hard: with RST, or with whatever was sent so far and FIN."""
    if how == "reset":
        writer.get_extra_info("socket").setsockopt(
            socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        writer.transport.abort()
    raise Cut


async def stall(writer):
    """Says nothing more until the other side leaves."""
    while not writer.transport.is_closing():
        await asyncio.sleep(0.05)
    raise Cut


def bomb(decoded_bytes):
    """A correct gzip stream of so many zeros; memory and time grow with its packed size."""
    block = b"\0" * 2**20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)  # May stand anywhere, often.
    blocks, rest = divmod(decoded_bytes, len(block))
    last = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = last.compress(block[:rest]) + last.flush()
    crc = 0
    for _ in range(blocks):
        crc = zlib.crc32(block, crc)
    crc = zlib.crc32(block[:rest], crc)
    head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    return head + packed * blocks + tail + struct.pack("<II", crc, decoded_bytes & 0xFFFFFFFF)


def payload_of(request, answer):
    """Body and headers after everything that the rule asks for has been applied."""
    body = answer.body
    headers = [(name, value.replace("{n}", str(answer.counts))) for name, value in answer.headers]
    if answer.echo:
        body = json.dumps(request.described(), indent=1).encode()
        headers.append(("Content-Type", "application/json"))
    if answer.bomb:
        body = bomb(answer.bomb)
    elif answer.gzip:
        packer = zlib.compressobj(9, zlib.DEFLATED, 31)
        body = packer.compress(body) + packer.flush()
    body = body[: len(body) - answer.lacks]
    if answer.gzip or answer.bomb:
        headers.append(("Content-Encoding", "gzip"))
    if answer.fill:
        count, each = answer.fill
        headers += [(f"X-Fill-{i}", "x" * each) for i in range(1, count + 1)]
    if answer.endless:
        body = body or b"and so on, "
    if answer.chunked or (answer.endless and answer.length is None):
        headers.append(("Transfer-Encoding", "chunked"))
    elif answer.length is not None or answer.status not in (204, 304):
        length = len(body) if answer.length is None else answer.length
        headers.append(("Content-Length", str(length)))
    if answer.close:
        headers.append(("Connection", "close"))
    return body, headers


def pieces(answer, body):
    """The body in the pieces in which it leaves, without end where it has none."""
    step = answer.trickle[0] if answer.trickle else PIECE
    if answer.endless:
        block = body * max(1, step // len(body))
        while True:
            yield from (block[i : i + step] for i in range(0, len(block), step))
    yield from (body[i : i + step] for i in range(0, len(body), step))


async def send(writer, request, answer):
    await asyncio.sleep(answer.delay)
    if answer.how == "raw":
        writer.write(answer.body.replace(b"\n", b"\r\n"))
        await writer.drain()
        raise Cut
    if answer.how == "stall":
        await stall(writer)
    if answer.how:
        cut_off(writer, answer.how)
    body, headers = payload_of(request, answer)
    head = [f"HTTP/1.1 {answer.status} Test"] + [f"{name}: {value}" for name, value in headers]
    writer.write(("\r\n".join(head) + "\r\n\r\n").encode("utf-8"))
    if request.method == "HEAD" or answer.status in (204, 304):
        await writer.drain()
        return
    chunked = ("Transfer-Encoding", "chunked") in headers
    await send_body(writer, answer, body, chunked)
    if answer.length is not None and answer.length != len(body):
        raise Cut  # The other side waits for what never comes, or takes the rest for an answer.


async def send_body(writer, answer, body, chunked):
    how, left = answer.cut or ("", 0)
    for piece in pieces(answer, body):
        out = piece[:left] if how else piece
        if out:
            writer.write(b"%x\r\n%s\r\n" % (len(out), out) if chunked else out)
        # Lets the loop notice that the other side has left: over TLS neither drain() nor is_closing()
        # says so before it has, and an endless body would never give it a chance.
        await asyncio.sleep(0)
        await writer.drain()
        if writer.transport.is_closing():
            raise Cut
        if how:
            left -= len(out)
            if left == 0:
                break
        if answer.trickle:
            await asyncio.sleep(answer.trickle[1])
    if how:
        await writer.drain()
        await asyncio.sleep(0.02)  # RST overtakes what is still in the buffers.
        await (stall(writer) if how == "stall" else asyncio.sleep(0))
        cut_off(writer, how)
    if chunked:
        writer.write(b"0\r\n\r\n")
    await writer.drain()


async def control(web, reader, writer):
    """GET /log: the log. GET /counts: requests and most at once, by host. POST /reset: as new."""
    with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
        request = Request((await reader.readuntil(b"\r\n\r\n"))[:-4], False, 0)
        lines = pathlib.Path(web.log.name).read_text(encoding="utf-8")
        status, body = 200, ""
        if request.path == "/log":
            body = lines
        elif request.path == "/counts":
            counts = {}
            for line in map(json.loads, lines.splitlines()):
                of = counts.setdefault(line["host"], {"requests": 0, "at_once_max": 0})
                of["requests"] += 1
                of["at_once_max"] = max(of["at_once_max"], line["at_once"])
            body = json.dumps(counts) + "\n"
        elif request.path == "/reset" and request.method == "POST":
            web.reset()
        else:
            status, body = 404, "GET /log, GET /counts or POST /reset\n"
        head = f"HTTP/1.1 {status} Test\r\nContent-Length: {len(body.encode())}\r\n"
        writer.write((head + "Connection: close\r\n\r\n" + body).encode())
        await writer.drain()
    writer.close()


def tls_context(web, made):
    """One certificate for all well-behaved hosts; others are made when a name is first asked."""
    literal = sorted({h for s in web.sites if s.tls == "valid" for h in s.hosts if h != "*"})
    shared = made.context(literal or ["localhost"], "valid")
    covered = {h for h in literal if "*" not in h}

    def choose(connection, name, _):
        name = (name or "localhost").lower()
        kinds = [s.tls for s in web.sites_of(name) if s.tls != "valid"]
        if kinds or name not in covered:
            if kinds[:1] == ["old"]:  # As one that knows nothing newer than TLS 1.1 answers us.
                return ssl.ALERT_DESCRIPTION_PROTOCOL_VERSION
            connection.context = made.context([name], kinds[0] if kinds else "valid")
        return None

    shared.sni_callback = choose
    return shared


async def run(web, made, arguments):
    def listen(callback, **more):
        return asyncio.start_server(callback, "127.0.0.1", backlog=2048, limit=HEAD_BYTES_MAX, **more)

    plain = await listen(lambda r, w: web.serve(r, w, False), port=arguments.port)
    secure = await listen(lambda r, w: web.serve(r, w, True), port=arguments.tls_port,
                          ssl=tls_context(web, made))
    steer = await listen(lambda r, w: control(web, r, w))
    http, https, own = (s.sockets[0].getsockname()[1] for s in (plain, secure, steer))
    print(json.dumps({
        "http": http,
        "https": https,
        "control": own,
        "ca": str(made.certificate),
        "log": web.log.name,
        "connect_to": [f":80:127.0.0.1:{http}", f":443:127.0.0.1:{https}"],
    }), flush=True)
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    if not arguments.ignore_stdin:
        watch_stdin(loop, ended)
    await ended.wait()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()


def watch_stdin(loop, ended):
    """A thread: pipes, files, terminals and /dev/null all end in the same way there."""
    def wait():
        while os.read(0, 4096):
            pass
        with contextlib.suppress(RuntimeError):  # The loop has gone already.
            loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait, daemon=True).start()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", help="folder of *.web files, or one such file")
    parser.add_argument("--log", help="file for the log (made anew; default: a temporary one)")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls-port", type=int, default=0)
    parser.add_argument("--ignore-stdin", action="store_true", help="serve until SIGTERM")
    arguments = parser.parse_args()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard if hard < 65536 else max(soft, 65536), hard))
    with tempfile.TemporaryDirectory(prefix="ibid-test-web-") as folder:
        try:
            sites = site_file.read_folder(arguments.folder)
            made = authority.Authority(folder)
        except (site_file.SiteError, RuntimeError, OSError) as error:
            print(f"web.py: {error}", file=sys.stderr)
            return 2
        name = arguments.log or f"{folder}/log.jsonl"
        with open(name, "w", encoding="utf-8") as log:
            with contextlib.suppress(asyncio.CancelledError):
                asyncio.run(run(Web(sites, log), made, arguments))
    return 0


if __name__ == "__main__":
    sys.exit(main())
