"""DOT with Graphviz: gvpr reads it, and has the same nodes and edges with the same words; dot draws it."""
import html
import shutil
import subprocess
import sys
import xml.etree.ElementTree
from collections import Counter

from common import GRAPH, main, no_controls, plain, same

if not shutil.which("gvpr"):
    print("skipped: no Graphviz")
    sys.exit(77)

PROGRAM = """
N { print("node\\x01", $.name, "\\x01", $.tooltip, "\\x01", hasAttr($, "URL") ? aget($, "URL") : "") }
E { print("edge\\x01", $.tail.name, "\\x01", $.head.name, "\\x01", $.label) }
"""


def words(value):
    """Graphviz keeps escapes and entities until it draws."""
    return html.unescape(value.replace("\\\\", "\\"))


def dot():
    no_controls("dot")
    done = subprocess.run(["gvpr", PROGRAM, "dot"], capture_output=True, check=True, timeout=60)
    same(done.stderr, b"", "Graphviz's messages")
    rows = [line.split("\x01") for line in done.stdout.decode().split("\n") if line]
    nodes = {row[1]: words(row[2]) for row in rows if row[0] == "node"}
    same(Counter(nodes.values()), Counter(plain(node["id"]) for node in GRAPH["nodes"]), "nodes")
    same(Counter((nodes[row[1]], nodes[row[2]], row[3]) for row in rows if row[0] == "edge"),
         Counter((plain(edge["from"]), plain(edge["to"]), edge["kind"]) for edge in GRAPH["edges"]), "edges")
    for row in rows:
        same(row[0] == "edge" or row[3] == "" or row[3].startswith(("http://", "https://")), True, f"URL {row}")


def drawing():
    if len(GRAPH["nodes"]) > 200:
        return  # Drawing takes the square of it.
    drawn = subprocess.run(["dot", "-Tsvg", "dot"], capture_output=True, check=True, timeout=60)
    same(drawn.stderr, b"", "dot's messages")
    svg = xml.etree.ElementTree.fromstring(drawn.stdout)
    titles = Counter(e.get("class") for e in svg.iter("{http://www.w3.org/2000/svg}g"))
    same((titles["node"], titles["edge"]), (len(GRAPH["nodes"]), len(GRAPH["edges"])), "drawn")


main(dot, drawing)
