#!/usr/bin/env python3
"""What is installed works for those who have nothing else of ibid.

  package_test.py --build FOLDER --compiler CXX

Installs a build into an empty folder; runs the program, its manual page and its completions from there;
builds another project with find_package(ibid) against it; makes the Debian packages where dpkg-deb is.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
HERE = ROOT / "tests/package"
SAMPLE = ROOT / "tests/sample"
PROJECT = """cmake_minimum_required(VERSION 3.16)
project(other LANGUAGES CXX)
find_package(ibid 0.1 REQUIRED)
foreach(name example interface)
  add_executable(${name} ${name}.cpp)
  target_link_libraries(${name} PRIVATE ibid::ibid)
endforeach()
"""


def run(*words, **more):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, timeout=300, **more)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}: exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def check(holds, what):
    if not holds:
        sys.exit(f"not so: {what}")
    print(f"ok: {what}")


def program(prefix, scratch):
    ibid = prefix / "bin/ibid"
    env = {"HOME": str(scratch), "PATH": "/usr/bin:/bin"}
    out = run(ibid, "check", "--replay", SAMPLE / "web.warc.gz", SAMPLE / "article.txt", env=env)
    check("A quarter of a decade" in out, "the installed program checks the sample article")
    if (pdf := next((ROOT / "tests").rglob("*.pdf"), None)) is not None:
        run(ibid, "detect", pdf, env=env)
        check(True, "it finds its reader of PDFs")
    page = prefix / "share/man/man1/ibid.1"
    text = page.read_text()
    commands = re.findall(r"^  (?!ibid)(\w+) +[A-Z]", run(ibid, "--help").partition("Examples:")[0], re.M)
    for command in commands:
        flags = re.findall(r"^ {2,}(?:-\w, )?(--[\w-]+)", run(ibid, command, "--help"), re.M)
        for flag in flags:
            check_quietly(flag.replace("-", "\\-") in text, f"ibid.1 names {flag}")
    print(f"ok: ibid.1 names every flag of {len(commands)} commands")
    if shutil.which("groff"):
        done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", page], capture_output=True, text=True)
        check(done.stderr == "", f"groff has nothing to say of ibid.1 {done.stderr}")


def check_quietly(holds, what):
    if not holds:
        sys.exit(f"not so: {what}")


def completions(prefix):
    bash = prefix / "share/bash-completion/completions/ibid"
    asked = {"ibid che": "check", "ibid check --reco": "--record", "ibid check --color a": "always auto",
             "ibid check -f ht": "html", "ibid detect --input-kind p": "pdf", "ibid graph --no-third": ""}
    for line, expected in asked.items():
        words = line.split(" ")
        script = (f'source {bash}; compopt() {{ :; }}; COMP_WORDS=({" ".join(words)}); COMP_CWORD={len(words) - 1}; '
                  '_ibid; echo "${COMPREPLY[@]}"')
        got = set(run("bash", "-u", "-c", script).split())
        check(got == set(expected.split()), f"bash completes '{line}' with '{expected}'")
    if shutil.which("zsh"):
        run("zsh", "-n", prefix / "share/zsh/site-functions/_ibid")
        check(True, "zsh reads its completion")
    if shutil.which("fish"):
        fish = prefix / "share/fish/vendor_completions.d/ibid.fish"
        got = run("fish", "--no-config", "-c", f"source {fish}; complete -C 'ibid check --reco'")
        check(got.startswith("--record\t"), "fish completes --record")


def library(prefix, compiler, scratch):
    source, build = scratch / "other", scratch / "other-build"
    source.mkdir()
    (source / "CMakeLists.txt").write_text(PROJECT)
    for name in ("example.cpp", "interface.cpp"):
        shutil.copy(HERE / name, source)
    run("cmake", "-S", source, "-B", build, f"-DCMAKE_PREFIX_PATH={prefix}", f"-DCMAKE_CXX_COMPILER={compiler}")
    run("cmake", "--build", build)
    run(build / "interface", SAMPLE / "web.warc.gz", cwd=scratch)
    check(True, "every function of the interface is in the library")
    article = (SAMPLE / "article.txt").read_bytes()
    got = subprocess.run([build / "example"], input=article, capture_output=True, check=True).stdout.decode()
    record = json.loads(run(prefix / "bin/ibid", "detect", "-f", "json", SAMPLE / "article.txt",
                            env={"HOME": str(scratch)}))
    check(got.splitlines() == [reference["label"] for reference in record["references"]],
          "the example prints what the article leans on")
    code = (HERE / "example.cpp").read_text()
    shown = "".join(f"    {line}\n" if line else "\n" for line in code.splitlines())
    check(shown in (ROOT / "README.md").read_text(), "README.md shows the example")


def packages(build, scratch):
    if shutil.which("dpkg-deb") is None:
        print("left out: no dpkg-deb, so no Debian packages")
        return
    run("cpack", "--config", build / "CPackConfig.cmake", "-G", "DEB", "-B", scratch / "deb")
    debs = {path.name.split("_")[0]: path for path in (scratch / "deb").glob("*.deb")}
    check(set(debs) == {"ibid", "libibid-dev"}, "there are two packages")
    check("libcurl" in run("dpkg-deb", "-f", debs["ibid"], "Depends"), "ibid depends on what it runs with")
    files = run("dpkg-deb", "-c", debs["ibid"])
    for name in ("usr/bin/ibid", "usr/libexec/ibid/ibid-pdf", "usr/share/man/man1/ibid.1", "libibid.so."):
        check(name in files, f"ibid holds {name}")
    check("usr/include/ibid/ibid.h" in run("dpkg-deb", "-c", debs["libibid-dev"]), "libibid-dev holds ibid.h")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--compiler", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        prefix = scratch / "prefix"
        run("cmake", "--install", arguments.build, "--prefix", prefix, env=os.environ | {"DESTDIR": ""})
        program(prefix, scratch)
        completions(prefix)
        library(prefix, arguments.compiler, scratch)
        packages(arguments.build, scratch)


if __name__ == "__main__":
    main()
