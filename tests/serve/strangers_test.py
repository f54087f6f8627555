#!/usr/bin/env python3
"""What strangers try: other names, other pages, other paths, no token. Nobody is let in.

  strangers_test.py --ibid BINARY
"""
import argparse
import json
import re
import subprocess
import sys

import harness

SECURE = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cross-origin-resource-policy": "same-origin"}


def rebinding(server, check):
    """A page whose name was made to lead here sends its own name as Host."""
    port = server.port
    for host in (f"evil.example:{port}", "evil.example", f"127.0.0.1.evil.example:{port}", f"127.0.0.1:{port + 1}", "127.0.0.1",
                 f"127.0.0.2:{port}", f"localhost.:{port}", f"evil.example@127.0.0.1:{port}", f"127.0.0.1:{port}.evil.example",
                 f"[::1]:{port}", f"0.0.0.0:{port}", f"2130706433:{port}", f"127.1:{port}", f"localhost:{port}#", ""):
        for target in ("/api/status", "/api/checks", "/", "/nothing"):
            status, _, body = server.get(target, host=host or " ")
            check(status in (400, 403), f"Host: {host}: {target}: {status} {body[:80]!r}")
        status, _, _ = server.ask("POST", "/api/checks", {"text": "x"}, host=host or " ")
        check(status in (400, 403), f"POST, Host: {host}: {status}")
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LocalHost:{port}"):
        check.equal(server.get("/api/status", host=host)[0], 200, f"Host: {host}")
    check(b" 400 " in server.raw(b"GET /api/status HTTP/1.1\r\n\r\n").split(b"\r\n")[0], "no Host")
    two = f"GET /api/status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil.example\r\n\r\n".encode()
    check(b" 400 " in server.raw(two, half_close=True).split(b"\r\n")[0], "two Hosts")
    absolute = f"GET http://evil.example/api/status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode()
    check(b" 200 " not in server.raw(absolute, half_close=True).split(b"\r\n")[0], "an absolute target")


def other_pages(server, check):
    """What browsers say of requests that other pages make."""
    own = f"http://127.0.0.1:{server.port}"
    strangers = [{"Origin": "null"}, {"Origin": ""}, {"Origin": "https://evil.example"}, {"Origin": f"http://127.0.0.1:{server.port + 1}"},
                 {"Origin": "http://127.0.0.1"}, {"Origin": f"http://localhost:{server.port}"}, {"Origin": own + ".evil.example"},
                 {"Origin": own, "Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                 {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "nonsense"}]
    number = server.add({"text": harness.text_with_links(1)})
    server.wait(number)
    before = server.get("/api/checks")[2]
    changes = [("POST", "/api/checks", json.dumps({"text": "x"})), ("POST", f"/api/checks/{number}/again", None),
               ("DELETE", f"/api/checks/{number}", None), ("POST", "/api/session", json.dumps({"token": "x"})),
               ("DELETE", "/api/session", None)]
    for said in strangers:
        for method, target, body in changes:
            status, headers, _ = server.ask(method, target, body, {"Content-Type": "application/json", **said})
            check.equal(status, 403, f"{method} {target} {said}")
            check(not any("access-control" in name for name in headers), f"{method} {target} {said}: allowed by CORS")
        if said.get("Sec-Fetch-Site") != "none":
            for target in ("/api/status", f"/api/checks/{number}/report", "/api/events"):
                check.equal(server.get(target, headers=said)[0], 403, f"GET {target} {said}")
    # What a form can send, also of an old browser that says nothing of where it is from.
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", "text/plain; application/json", ""):
        status = server.ask("POST", "/api/checks", '{"text": "x"}', {"Content-Type": kind})[0]
        check.equal(status, 415, f"POST as {kind}")
        check.equal(server.ask("POST", "/api/session", "{}", {"Content-Type": kind})[0], 415, f"session as {kind}")
    for preflight in ({"Origin": "https://evil.example", "Access-Control-Request-Method": "DELETE"},):
        status, headers, _ = server.ask("OPTIONS", f"/api/checks/{number}", headers=preflight)
        check(status == 403 and not any("access-control" in name for name in headers), f"preflight: {status} {headers}")
    for target in ("/api/checks?text=x", f"/api/checks/{number}/again", f"/api/checks/{number}?_method=DELETE"):
        server.get(target)
    for method in ("GET", "HEAD", "POST"):
        server.ask(method, f"/api/checks/{number}", headers={"X-HTTP-Method-Override": "DELETE"})
    check.equal(server.get("/api/checks")[2], before, "the checks after all that")
    for said in ({"Origin": own}, {"Origin": own, "Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "same-origin"}):
        status, _, body = server.ask("POST", "/api/checks", json.dumps({"text": "Ann said so."}), {"Content-Type": "application/json", **said})
        check.equal(status, 202, f"our own page, {said}")
        server.wait(json.loads(body)["id"])
    check.equal(server.get("/", headers={"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"})[0], 200, "a link to the page")


def every_answer(server, check):
    """Headers of pages, data, problems, reports."""
    for target in ("/", "/api/status", "/api/checks/1/report", "/api/checks/1/report?format=graphml", "/nothing", "/api/checks/77"):
        _, headers, _ = server.get(target)
        for name, value in SECURE.items():
            check.equal(headers.get(name), value, f"{name} of {target}")
        policy = headers["content-security-policy"]
        report = target == "/api/checks/1/report"
        check("frame-ancestors 'none'" in policy or report, f"{target} can be framed: {policy}")
        check(target == "/" or "sandbox" in policy, f"{target} has our origin: {policy}")
        check("allow-same-origin" not in policy and "unsafe" not in policy, f"{target}: {policy}")
        check(headers.get("cache-control") == ("no-cache" if target == "/" else "no-store"), f"{target} is kept: {headers}")
    check("connect" not in headers.get("server", ""), "Server")


def paths(server, check):
    """Nothing but what the table of routes has."""
    for target in ("/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/../../etc/passwd",
                   "/assets/%2e%2e/openapi.json", "/assets/..\\..\\x", "//etc/passwd", "/api//status", "/api/./status", "/api/status/",
                   "/API/status", "/api/%73tatus", "/api/checks/0", "/api/checks/01", "/api/checks/-1", "/api/checks/1e0",
                   "/api/checks/99999999999999999999", "/api/checks/1%00", "/api/checks/ 1".replace(" ", "%20"), "/api/checks/1/",
                   "/api/checks/1/article.json/", "/api/checks/1/..", "/api/checks/{id}", "/assets/", "/.git/config", "/favicon.ico/x",
                   "/api", "/api/", "/\\", "/%", "/%zz", "/" + "a" * 8000, "/api/checks;x", "*"):
        status, headers, body = server.get(target)
        check(status in (400, 404), f"{target[:60]}: {status} {body[:60]!r}")
        check(b"root:" not in body and headers.get("location") is None, f"{target[:60]}: {body[:60]!r}")
    for target in ("/api/checks?limit=1&limit=2", "/api/checks?limit=%", "/api/checks?limit=1%00", "/api/checks?%00=1", "/api/search?q=%c0%af"):
        check.equal(server.get(target)[0], 400, target)


def smuggling(server, check):
    """Where a request ends is said once, or there is none; what follows is not another."""
    host = f"Host: 127.0.0.1:{server.port}\r\n"
    count = server.json("/api/status")["checks"]
    inner = f"POST /api/checks/1/again HTTP/1.1\r\n{host}Content-Length: 0\r\n\r\n"
    head = f"POST /api/checks HTTP/1.1\r\n{host}Content-Type: application/json\r\n"
    for more in ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                 "Content-Length: 0\r\nContent-Length: 5\r\n", "Content-Length: 5, 0\r\n", "Content-Length: +5\r\n", "Content-Length: -1\r\n",
                 "Content-Length: 0x5\r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked, identity\r\n",
                 "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                 "Transfer-Encoding : chunked\r\n", "Transfer-Encoding:\x0bchunked\r\n", " Transfer-Encoding: chunked\r\n", "Content-Length : 5\r\n",
                 "Content-Length: 5\r\n Content-Length: 0\r\n"):
        got = server.raw((head + more + "\r\n0\r\n\r\n" + inner).encode("latin-1"), half_close=True, timeout=5)
        answers = re.findall(rb"^HTTP/1\.1 (\d+)", got, re.M)
        # libmicrohttpd 0.9.75 sends the head of some of its own refusals twice.
        check(len(set(answers)) <= 1 and all(answer[:1] in b"45" for answer in answers), f"{more!r}: {answers}")
    for bad in ("0\r\nX: y\r\n\r\n", "1\r\n{\r\n-1\r\n", "FFFFFFFFFFFFFFFFF\r\n{", "1;" + "x" * 40_000 + "\r\n{\r\n0\r\n\r\n", "g\r\n", "2\r\n{}x\r\n0\r\n\r\n"):
        got = server.raw((head + "Transfer-Encoding: chunked\r\n\r\n" + bad).encode(), half_close=True, timeout=5)
        check(b" 202 " not in got, f"chunk {bad[:20]!r}: {got[:60]!r}")
    check.equal(server.json("/api/status")["checks"], count, "the checks after that")


def with_token(ibid, folder, web, check):
    token = "0123456789abcdef0123"
    (folder / "token").write_text(token + "\n")
    with harness.Server(ibid, folder, web, ["--token-file", folder / "token", "--server-name", "ibid.example"]) as server:
        def status(method="GET", target="/api/status", body=None, **headers):
            return server.ask(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})

        for authorization in (None, "", "Bearer", "Bearer ", "Bearer x", f"Bearer {token}x", f"Bearer {token[:-1]}", f"Basic {token}", token):
            got = status(**({"Authorization": authorization} if authorization is not None else {}))
            check(got[0] == 401 and "bearer" in got[1]["www-authenticate"].lower(), f"Authorization: {authorization}: {got[0]}")
        check.equal(status(Authorization=f"Bearer {token}")[0], 200, "the token")
        check.equal(status("POST", "/api/checks", {"text": "x"})[0], 401, "POST without token")
        check.equal(status(target=f"/api/status?token={token}")[0], 401, "the token in a URL")
        check.equal(server.get("/")[0], 200, "the page, which asks for the token")
        check.equal(status("POST", "/api/session", {"token": "x" * 20})[0], 401, "another token")
        code, headers, _ = status("POST", "/api/session", {"token": token})
        cookie = headers["set-cookie"]
        check(code == 204 and "HttpOnly" in cookie and "SameSite=Strict" in cookie and token not in cookie, f"the cookie: {cookie}")
        pair = cookie.split(";")[0]
        check.equal(status(Cookie=f"a=b; {pair}; c=d")[0], 200, "with the cookie")
        check.equal(status(Cookie=pair + "x")[0], 401, "another cookie")
        check.equal(status("DELETE", "/api/checks/1", Cookie=pair, Origin="https://evil.example")[0], 403, "the cookie from another page")
        check.equal(server.get("/api/status", host="ibid.example", headers={"Authorization": f"Bearer {token}"})[0], 200, "by its name")
        check.equal(status("POST", "/api/checks", {"text": "Ann said so."}, Cookie=pair, Host="ibid.example", Origin="https://ibid.example")[0], 202,
                    "behind a proxy")
        argv = (server.process.pid and open(f"/proc/{server.process.pid}/cmdline", "rb").read()) or b""
        check(token.encode() not in argv, "the token is in the process' arguments")
        code, said = server.end()
        check(token not in said, f"the token was said: {said}")


def starting(ibid, folder, check):
    def said(*flags, **environment):
        done = subprocess.run([ibid, "serve", "--no-config", "--port", "0", "--cache", folder / "other.sqlite", *flags], capture_output=True,
                              text=True, timeout=20, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), **environment})
        return done.returncode, done.stderr
    for flags, words in ((["--listen", "0.0.0.0"], "--token-file"), (["--listen", "192.0.2.1"], "--token-file"), (["--listen", "localhost"], "IP address"),
                         (["--listen", "::"], "--token-file"), (["--token-file", "/dev/null"], "no token"), (["--token-file", "/nowhere"], "/nowhere"),
                         (["--port", "70000"], "--port"), (["--max-queue", "0"], "--max-queue"), (["--cache", "/"], "--cache"), (["x"], "no input")):
        code, text = said(*flags)
        check(code == 2 and words in text, f"{flags}: {code} {text}")
    for more in ((), ("--offline",)):
        new = harness.Server(ibid, folder / "not" / f"yet{len(more)}", "", more)
        with new.start():
            check.equal(new.json("/api/checks"), {"checks": []}, "a cache in a folder that is not there yet")
    code, text = said("--listen", "0.0.0.0", IBID_SERVE_KEY="short")
    check(code == 2 and "16 characters" in text and "short\n" not in text, f"a short token: {code} {text}")
    with harness.Server(ibid, folder) as server:
        done = subprocess.run([ibid, "serve", "--no-config", "--port", "0", "--cache", server.cache], capture_output=True, text=True, timeout=20)
        check(done.returncode == 2 and "another ibid serve" in done.stderr, f"two on one cache: {done.returncode} {done.stderr}")
        done = subprocess.run([ibid, "serve", "--no-config", "--port", str(server.port), "--cache", folder / "third.sqlite"], capture_output=True,
                              text=True, timeout=20)
        check(done.returncode == 2 and "in use" in done.stderr, f"two on one port: {done.returncode} {done.stderr}")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    args = flags.parse_args()
    check = harness.Checks()
    with harness.web_and_folder() as (folder, web):
        starting(args.ibid, folder, check)
        (folder / "cache.sqlite").unlink(missing_ok=True)
        with harness.Server(args.ibid, folder, web) as server:
            rebinding(server, check)
            other_pages(server, check)
            every_answer(server, check)
            paths(server, check)
            smuggling(server, check)
            check.equal(server.end(), (0, ""), "how the server ended")
        (folder / "cache.sqlite").unlink()
        with harness.Server(args.ibid, folder, web) as server:
            check.equal(server.json("/api/checks"), {"checks": []}, "another cache")
        with_token(args.ibid, folder, web, check)
    return check.finish()


if __name__ == "__main__":
    sys.exit(main())
