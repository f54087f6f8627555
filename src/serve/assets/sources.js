// One citation graph over the newest checks: what most of them lean on, what leans on itself, and
// each thing with all that it is tied to.
import { ask, count, el, linked, say, table, words } from "./dom.js";
import { drawing } from "./ties.js";

const kShown = 100;
const kTies = {
  cites: ["cites", "is cited by"], embeds: ["shows", "is shown by"], attributes_to: ["attributes words to", "is a source of"],
  quotes: ["quotes", "is quoted by"], republishes: ["is a copy of", "is copied by"], redirects_to: ["leads to", "is led to by"],
  archived_as: ["has the copy", "is a copy of"], authored_by: ["is by", "wrote"], published_by: ["is published by", "publishes"],
  same_as: ["is the same as", "is the same as"],
};

class Graph {
  constructor({ nodes, edges, circles = [] }) {
    this.nodes = new Map(nodes.map((node) => [node.id, node]));
    this.circles = circles;
    this.out = new Map();
    this.in = new Map();
    for (const edge of edges) {
      Graph.list(this.out, edge.from).push(edge);
      Graph.list(this.in, edge.to).push(edge);
    }
  }
  static list(lists, id) {
    if (!lists.has(id)) lists.set(id, []);
    return lists.get(id);
  }
  label(id) {
    const node = this.nodes.get(id);
    const errorPage = ["gone", "soft_404", "parked", "server_error", "blocked", "login", "consent"].includes(node?.verdict); // Its title names the error.
    return (errorPage && node.url) || node?.label || node?.url || id;
  }
  // In how many articles it stands.
  articles(id) {
    return new Set((this.in.get(id) ?? []).map((edge) => edge.from).filter((from) => this.nodes.get(from)?.kind === "article")).size;
  }
}

function walk(graph, here, go) {
  const node = graph.nodes.get(here);
  const ties = (edges, side, other) => edges.map((edge) => el("li", {}, `${kTies[edge.kind]?.[side] ?? edge.kind} `,
    el("button", { type: "button", class: "tie", click: () => go(edge[other]) }, words(graph.label(edge[other])))));
  const all = [...ties(graph.out.get(here) ?? [], 0, "to"), ...ties(graph.in.get(here) ?? [], 1, "from")];
  return el("section", { class: "walk", "aria-labelledby": "here" },
    el("h2", { id: "here", tabindex: -1 }, words(graph.label(here))),
    el("p", {}, [node.type || node.kind, node.date, node.verdict?.replaceAll("_", " ")].filter(Boolean).join(" · "), " ", node.url ? linked(node.url, node.url) : ""),
    el("ul", {}, all.slice(0, kShown)), all.length > kShown ? el("p", {}, `and ${all.length - kShown} more`) : null);
}

// The table, and what finds something in it.
function leantOn(graph, cited, named) {
  const input = el("input", { id: "find", type: "search", autocomplete: "off" });
  const shown = el("div");
  const show = () => {
    const word = input.value.trim().toLowerCase();
    const found = word ? cited.filter(([node]) => `${graph.label(node.id)} ${node.url ?? ""}`.toLowerCase().includes(word)) : cited;
    shown.replaceChildren(found.length ? table(`Most leant on${found.length > kShown ? `, ${kShown} of ${found.length}` : ""}`, ["Name", "Kind", "Outcome", "Articles"],
      found.slice(0, kShown).map(([node, number]) => [named(node.id), node.type || node.kind, (node.verdict ?? "").replaceAll("_", " "), String(number)]), [3])
      : el("p", { class: "state", role: "status" }, "Nothing has this in its name or address."));
  };
  input.addEventListener("input", show);
  show();
  return [el("h2", {}, "All of it"), el("p", { class: "inline" }, el("label", { for: "find" }, "Names or addresses that hold"), input), shown];
}

export async function showSources(place) {
  const graph = new Graph((await ask("/api/graph?format=json")).graph);
  const articles = [...graph.nodes.values()].filter((node) => node.kind === "article").length;
  place.append(el("h1", {}, "Sources"));
  if (!articles) {
    place.append(el("p", { class: "state" }, "Nothing has been checked yet."));
    return;
  }
  const here = el("div");
  const go = (id) => {
    here.replaceChildren(walk(graph, id, go));
    here.querySelector("#here").focus();
    here.scrollIntoView({ block: "nearest" });
    say(graph.label(id));
  };
  const named = (id) => el("button", { type: "button", class: "tie", click: () => go(id) }, words(graph.label(id)));
  const cited = [...graph.nodes.values()].filter((node) => node.kind === "work" || node.kind === "agent")
    .map((node) => [node, graph.articles(node.id)]).filter(([, number]) => number > 0)
    .sort((a, b) => b[1] - a[1] || (a[0].id < b[0].id ? -1 : 1));
  place.append(el("p", { class: "lead" }, `${count(articles, "article", "articles")} and what they lean on: ${count(graph.nodes.size, "thing", "things")}. Choose one to see what it is tied to.`));
  if (graph.circles.length) {
    place.append(el("h2", {}, "Lean on each other"), el("ul", {}, graph.circles.map((circle) =>
      el("li", {}, circle.map((id, i) => [i ? " → " : "", named(id)]), " → …"))));
  }
  place.append(here, ...drawing(graph, cited, go), ...leantOn(graph, cited, named),
    el("p", {}, "The same graph ", el("a", { href: "/api/graph?format=graphml", download: true }, "for igraph and yEd"), ", ",
      el("a", { href: "/api/graph?format=gexf", download: true }, "for Gephi"), ", ", el("a", { href: "/api/graph?format=dot", download: true }, "for Graphviz"), "."));
}
