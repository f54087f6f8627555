"""GraphML with igraph: the same nodes and edges; vertices are found by the ids of ibid/1."""
from collections import Counter

import igraph

from common import GRAPH, main, same, xml_legal


def graphml():
    graph = igraph.Graph.Read_GraphML("graphml")
    same((graph.vcount(), graph.ecount(), graph.is_directed()), (len(GRAPH["nodes"]), len(GRAPH["edges"]), True), "size")
    for node in GRAPH["nodes"]:
        vertex = graph.vs.find(name=xml_legal(node["id"]))
        same(vertex["label"], xml_legal(node.get("label") or node["id"]), "label")
        same(vertex["url"], xml_legal(node.get("url", "")), "url")
        same(vertex["kind"], node["kind"], "kind")
    names = graph.vs["name"]
    same(Counter((names[e.source], names[e.target], e["kind"], e["confidence"]) for e in graph.es),
         Counter((xml_legal(e["from"]), xml_legal(e["to"]), e["kind"], e["confidence"]) for e in GRAPH["edges"]), "edges")


main(graphml)
