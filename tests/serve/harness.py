"""A server of the program under test, and the web that it asks."""
import contextlib
import http.client
import json
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TESTS / "cli"))
import run  # noqa: E402

SITE = """
host story.example www.story.example
GET /article -> 200 text/html; charset=utf-8
  body
    <!doctype html><title>The port will open</title><meta property="og:site_name" content="The Harbour Post">
    <article><h1>The port will open</h1><p>The port will open in May, said Ann Other, a spokeswoman for the harbour.
    “We are ready,” she said. See <a href="http://many.example/page/1">the plan</a> and
    <a href="http://many.example/gone">the old plan</a>.</p><p>The Zanzibar ferry is late.</p></article>
GET /slow -> 200 text/html; charset=utf-8
  delay 3s
  body
    <!doctype html><title>Slow</title><p>See <a href="http://many.example/page/2">that</a>, said Ann Other.</p>
GET /empty -> 200 text/html

host many.example
GET /gone -> 410 text/html
  body <title>Gone</title><p>It is gone.</p>
GET /stuck/* -> 200 text/html
  delay 2s
  body <!doctype html><title>Stuck</title><p>This page took its time to be answered, and here it is.</p>
GET /* -> 200 text/html; charset=utf-8
  delay 20ms
  body
    <!doctype html><title>One page of many</title><p>This page is like the others, and long enough
    to be a page of its own with words in it.</p>
"""


def text_with_links(number, links=2, path="page"):
    urls = " and ".join(f"http://many.example/{path}/{number}/{n}" for n in range(links))
    return f"Story number {number}\n\nThe mayor said on Monday that it is so. See {urls} for more.\n"


class Server:
    """One run of `ibid serve`; the cache stays when it ends."""

    def __init__(self, ibid, folder, web="", flags=()):
        self.ibid, self.folder, self.web, self.flags = pathlib.Path(ibid).resolve(), pathlib.Path(folder), web, list(flags)
        self.cache = self.folder / "cache.sqlite"
        self.process, self.port = None, None

    def start(self, port=0):
        self.process = subprocess.Popen(
            [self.ibid, "serve", "--port", str(port), "--cache", self.cache, "--no-config", *self.web.split(), *self.flags],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        if not line.startswith("http://"):
            raise SystemExit(f"the server did not start: {line}{self.process.stderr.read()}")
        self.port = int(line.rstrip("/\n").rpartition(":")[2])
        return self

    def end(self, how=signal.SIGTERM, wait=20):
        """Its exit code and what it said."""
        self.process.send_signal(how)
        try:
            _, said = self.process.communicate(timeout=wait)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise SystemExit(f"the server did not end within {wait} s of {how!r}")
        return self.process.returncode, said

    def __enter__(self):
        return self.start() if self.process is None else self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def ask(self, method, target, body=None, headers=None, host=None, timeout=30):
        """(status, headers with names in lower case, body) of one request."""
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)) as connection:
            if isinstance(body, dict):
                body, headers = json.dumps(body), {"Content-Type": "application/json", **(headers or {})}
            connection.request(method, target, body, {"Host": host or f"127.0.0.1:{self.port}", **(headers or {})})
            answer = connection.getresponse()
            return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()

    def get(self, target, **more):
        return self.ask("GET", target, **more)

    def json(self, target):
        status, _, body = self.get(target)
        if status != 200:
            raise SystemExit(f"GET {target}: {status} {body!r}")
        return json.loads(body)

    def add(self, what):
        status, headers, body = self.ask("POST", "/api/checks", what)
        if status != 202:
            raise SystemExit(f"POST {what}: {status} {body!r}")
        return json.loads(body)["id"]

    def wait(self, number, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            check = self.json(f"/api/checks/{number}")
            if check["state"] in ("done", "failed"):
                return check
            time.sleep(0.05)
        raise SystemExit(f"check {number} is not done after {seconds} s: {check}")

    def raw(self, data, timeout=10, half_close=False):
        """What comes back for bytes as they are, until the server closes; what came so far on a reset or timeout."""
        out = b""
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.port), timeout)) as link:
            try:
                link.sendall(data)
                if half_close:
                    link.shutdown(socket.SHUT_WR)
                while block := link.recv(65536):
                    out += block
            except OSError:
                pass
        return out


@contextlib.contextmanager
def web_and_folder(site=SITE):
    """A folder of this test alone, and the flags that lead to the web of `site`."""
    with tempfile.TemporaryDirectory(prefix="ibid-serve-") as name:
        folder = pathlib.Path(name)
        (folder / "web").mkdir()
        (folder / "web" / "site.web").write_text(site)
        environment = {}
        process = run.start_web(folder / "web", environment)
        try:
            yield folder, environment["WEB"] + " --no-third-party"
        finally:
            run.stop_web(process)


class Checks:
    """Collects what is wrong; the test fails with all of it."""

    def __init__(self):
        self.wrong, self.right = [], 0

    def __call__(self, good, what):
        if good:
            self.right += 1
        else:
            self.wrong.append(what)

    def equal(self, got, want, what):
        self(got == want, f"{what}: {got!r}, not {want!r}")

    def finish(self):
        print("\n".join(self.wrong) or f"{self.right} things are so")
        return 1 if self.wrong else 0
