#!/usr/bin/env python3
"""Opens the web app in a browser: serve_pages_test.py --ibid BINARY --readers FOLDER

Starts `ibid serve` over a web that we play, gives it a hostile article, and runs serve_test.mjs with Playwright and axe
(tests/readers/package.json) in Debian's Chromium; then once more with a token. Exit 77, for ctest: skipped, because one of
these is not there.
"""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "serve"))
import harness  # noqa: E402

HOSTILE = ("<img src=x onerror='window.ran=1'><script>window.ran=1</script> \u202egnp.exe\u202c\n\nThe <b onclick=window.ran=1>"
           "Ministry</b> of \"'><svg onload=window.ran=1> said on Monday that it is so, according to javascript:window.ran=1. "
           "See http://many.example/page/<script>window.ran=1</script> for more.\n")


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--readers", required=True, type=pathlib.Path)
    args = flags.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    node = shutil.which("node")
    modules = args.readers.resolve() / "node"
    if not (chromium and node and (modules / "node_modules/playwright-core").is_dir()):
        print("skipped: needs Chromium, Node.js and what scripts/readers installs")
        return 77
    shutil.copy(HERE / "serve_test.mjs", modules)  # Modules are looked for beside the script.

    def browse(server, *more):
        return subprocess.run([node, modules / "serve_test.mjs", chromium, f"http://127.0.0.1:{server.port}/", *more],
                              timeout=400).returncode

    with harness.web_and_folder() as (folder, web):
        with harness.Server(args.ibid, folder, web) as server:
            server.wait(server.add({"text": HOSTILE, "name": "<img src=x onerror=window.ran=1>"}))
            failed = browse(server)
    if failed:
        return failed
    with tempfile.TemporaryDirectory(prefix="ibid-pages-") as scratch:
        secret = pathlib.Path(scratch) / "token"
        secret.write_text("a token of this test alone 0123456789\n", encoding="utf-8")
        secret.chmod(0o600)
        with harness.Server(args.ibid, scratch, flags=["--offline", "--token-file", str(secret)]) as server:
            return browse(server, secret.read_text(encoding="utf-8").strip())


if __name__ == "__main__":
    sys.exit(main())
