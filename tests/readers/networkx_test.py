"""GraphML and GEXF with networkx: the same nodes and edges, with the same words."""
from collections import Counter

import networkx

from common import GRAPH, main, no_controls, same, xml_legal

TYPES = {"dead": bool, "weight": int, "confidence": float}


def nodes_wanted():
    return {xml_legal(node["id"]): xml_legal(node.get("label") or node["id"]) for node in GRAPH["nodes"]}


def edges_wanted():
    return Counter((xml_legal(edge["from"]), xml_legal(edge["to"]), edge["kind"], edge["confidence"])
                   for edge in GRAPH["edges"])


def graphml():
    no_controls("graphml")
    graph = networkx.read_graphml("graphml", force_multigraph=True)
    ids = networkx.get_node_attributes(graph, "name")
    same({ids[n]: data["label"] for n, data in graph.nodes(data=True)}, nodes_wanted(), "GraphML: nodes")
    same(Counter((ids[a], ids[b], data["kind"], data["confidence"]) for a, b, data in graph.edges(data=True)),
         edges_wanted(), "GraphML: edges")
    same(graph.is_directed(), True, "GraphML: directed")
    for node in GRAPH["nodes"]:
        for name in ("url", "date", "verdict", "kind", "type"):
            data = next(d for _, d in graph.nodes(data=True) if d["name"] == xml_legal(node["id"]))
            same(data.get(name, ""), xml_legal(node.get(name, "")), f"GraphML: {name} of {node['id']}")
        break
    for _, data in graph.nodes(data=True):
        same("dead" in data, "verdict" in data, f"GraphML: dead of {data}")
        for name, value in data.items():
            same(type(value), TYPES.get(name, str), f"GraphML: type of {name}")


def gexf():
    no_controls("gexf")
    graph = networkx.read_gexf("gexf", version="1.3")
    same(dict(graph.nodes(data="label")), nodes_wanted(), "GEXF: nodes")
    wanted = edges_wanted()
    same(graph.number_of_edges(), sum(wanted.values()), "GEXF: edges")
    same(Counter((a, b, data["kind"], data["confidence"]) for a, b, data in graph.edges(data=True)), wanted, "GEXF: edges")
    weights = Counter(max(1, len(edge.get("mentions", []))) for edge in GRAPH["edges"])
    same(Counter(data["weight"] for _, _, data in graph.edges(data=True)), weights, "GEXF: weights")
    for node in GRAPH["nodes"]:
        day = node.get("date", "")
        start = graph.nodes[xml_legal(node["id"])].get("start")
        if len(day) == 10 and day[:4].isdigit():
            same(start, day, f"GEXF: start of {node['id']}")
        elif not day:
            same(start, None, f"GEXF: start of {node['id']}")


main(graphml, gexf)
