#!/usr/bin/env python3
"""Runs the program as users do and compares what it prints and returns.

  run.py --ibid BINARY FILE.case...      runs every case; --only TEXT: those whose name holds TEXT

A case file is text. Each case starts with "== NAME"; then, in any order before its first command:

  file NAME            the indented lines that follow (4 spaces) are the file's content
  make NAME PYTHON     the file's bytes are the value of a Python expression: b'\\0' * 100
  web FOLDER           start tests/web/web.py over a folder of tests/; $WEB then has the flags that
                       bring ibid there and $ASKED names its log
  needs WHAT           skip, visibly, unless this is there: shared, root, or a Python module
  slow                 not under sanitizers

and commands, each with what must come of it:

  $ COMMAND            a shell line, run with bash in an empty folder; "ibid" is the program
  exit N               its exit code (0 where not said)
  out: LINE            the whole of standard output, line by line
  out~ TEXT            standard output holds this text
  out! TEXT            ... does not hold it
  golden FILE          standard output equals this file of tests/golden; UPDATE_GOLDEN=1 writes it
  err: err~ err!       the same of standard error

Standard error that no line speaks of must be empty. In expected text, $SHARED and $TESTS stand for
those folders. The environment is bare: HOME is the empty folder, no XDG, no proxy, LC_ALL=C.UTF-8.
"""
import argparse
import difflib
import importlib.util
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("IBID_SHARED", TESTS.parent.parent / "shared"))
SECONDS_MAX = 120
SKIPPED = 77  # For ctest: all cases were.


class Case:
    def __init__(self, name, where):
        self.name, self.where = name, where
        self.files, self.web, self.needs, self.commands, self.slow = [], None, [], [], False


def parse(path):
    cases, block = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("    ") and block is not None:
            block.append(line[4:])
            continue
        if not line.strip() or line.startswith("#"):
            if block is not None and not line.strip():
                block.append("")
            continue
        block = None
        word, _, rest = line.partition(" ")
        if word == "==":
            cases.append(Case(rest, f"{path.name}:{number}"))
        elif word == "file":
            block = []
            cases[-1].files.append((rest, block))
        elif word == "make":
            name, _, expression = rest.partition(" ")
            cases[-1].files.append((name, eval(expression, {"SHARED": SHARED, "TESTS": TESTS})))
        elif word == "web":
            cases[-1].web = rest
        elif word == "needs":
            cases[-1].needs.append(rest)
        elif word == "slow":
            cases[-1].slow = True
        elif word == "$":
            cases[-1].commands.append({"line": rest, "exit": 0, "out": [], "err": [], "golden": None})
        elif word == "exit":
            cases[-1].commands[-1]["exit"] = int(rest)
        elif word == "golden":
            cases[-1].commands[-1]["golden"] = TESTS / "golden" / rest
        elif word[:3] in ("out", "err") and word[3:] in (":", "~", "!"):
            cases[-1].commands[-1][word[:3]].append((word[3:], rest))
        else:
            sys.exit(f"{path}:{number}: what is '{word}'?")
    return cases


def lacking(need):
    if need == "shared":
        return not (SHARED / "data").is_dir()
    if need == "root":
        return os.geteuid() != 0
    return importlib.util.find_spec(need) is None and shutil.which(need) is None


def start_web(folder, environment):
    process = subprocess.Popen([sys.executable, TESTS / "web" / "web.py", TESTS / folder],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    about = json.loads(process.stdout.readline())
    detours = " ".join(f"--connect-to {detour}" for detour in about["connect_to"])
    environment["WEB"] = f"{detours} --cacert {about['ca']}"
    environment["ASKED"] = about["log"]
    return process


def stop_web(process):
    process.stdin.close()
    process.stdout.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def differs_from_golden(golden, got):
    """What is wrong, or nothing. With UPDATE_GOLDEN=1 the file becomes what was printed."""
    if os.environ.get("UPDATE_GOLDEN") == "1":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(got)
        return []
    want = golden.read_bytes() if golden.exists() else b""
    if want == got:
        return []
    lines = [text.decode("utf-8", "backslashreplace").splitlines() for text in (want, got)]
    rows = difflib.unified_diff(*lines, str(golden.relative_to(TESTS.parent)), "printed", lineterm="")
    return ["\n".join(rows) + "\n(UPDATE_GOLDEN=1 takes what was printed)"]


def differences(command, done):
    found = []
    if done.returncode != command["exit"]:
        found.append(f"exit {done.returncode}, not {command['exit']}")
    for stream, got in (("out", done.stdout), ("err", done.stderr)):
        text = got.decode("utf-8", "backslashreplace")
        rows = [(how, want.replace("$SHARED", str(SHARED)).replace("$TESTS", str(TESTS)))
                for how, want in command[stream]]
        whole = [want for how, want in rows if how == ":"]
        if whole and text.splitlines() != whole:
            found.append(f"{stream} is\n{text}--- not\n" + "\n".join(whole))
        if stream == "err" and not rows and text:
            found.append(f"err is not empty:\n{text}")
        for how, want in rows:
            if how == "~" and want not in text:
                found.append(f"{stream} lacks '{want}':\n{text[:4000]}")
            if how == "!" and want in text:
                found.append(f"{stream} holds '{want}':\n{text[:4000]}")
    if command["golden"]:
        found += differs_from_golden(command["golden"], done.stdout)
    return found


def run(case, binary):
    """None: passed; else what is wrong."""
    with tempfile.TemporaryDirectory(prefix="ibid-cli-") as folder:
        home = pathlib.Path(folder)
        (home / ".bin").mkdir()
        (home / ".bin" / "ibid").symlink_to(binary)
        environment = {"HOME": folder, "PATH": f"{home / '.bin'}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
                       "LC_ALL": "C.UTF-8", "TESTS": str(TESTS), "SHARED": str(SHARED)}
        for keep in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"):
            if keep in os.environ:
                environment[keep] = os.environ[keep]
        for name, content in case.files:
            (home / name).parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, list):
                content = "\n".join(content).rstrip("\n").encode() + b"\n"
            (home / name).write_bytes(content)
        web = start_web(case.web, environment) if case.web else None
        try:
            for command in case.commands:
                process = subprocess.Popen(["bash", "-c", command["line"]], cwd=home, env=environment,
                                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE, start_new_session=True)
                try:
                    out, err = process.communicate(timeout=SECONDS_MAX)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)
                    process.communicate()
                    return f"$ {command['line']}\nstill running after {SECONDS_MAX} s"
                done = subprocess.CompletedProcess(command["line"], process.returncode, out, err)
                if found := differences(command, done):
                    return f"$ {command['line']}\n" + "\n".join(found)
        finally:
            if web:
                stop_web(web)
    return None


def main():
    flags = argparse.ArgumentParser()
    flags.add_argument("--ibid", required=True)
    flags.add_argument("--only", default="")
    flags.add_argument("--sanitized", action="store_true")
    flags.add_argument("files", nargs="+", type=pathlib.Path)
    args = flags.parse_args()
    binary = pathlib.Path(args.ibid).resolve()
    passed, failed, skipped = 0, 0, 0
    for path in args.files:
        for case in parse(path):
            if args.only not in case.name:
                continue
            lacks = [need for need in case.needs if lacking(need)]
            if lacks or (case.slow and args.sanitized):
                print(f"SKIP {case.where} {case.name}: {'no ' + ', '.join(lacks) if lacks else 'slow under sanitizers'}")
                skipped += 1
                continue
            wrong = run(case, binary)
            passed, failed = passed + (wrong is None), failed + (wrong is not None)
            if wrong:
                print(f"FAIL {case.where} {case.name}\n{wrong}\n")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    if skipped and not passed + failed:
        return SKIPPED
    return 1 if failed or not passed else 0  # A run without a test is none.


if __name__ == "__main__":
    sys.exit(main())
