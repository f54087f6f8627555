// One citation graph over the newest checks: what most of them lean on, what leans on itself, and
// each thing with all that it is tied to.
import { ask, count, el, linked, say, table, words } from "./dom.js";

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
    const errorPage = ["gone", "soft_404", "parked", "server_error"].includes(node?.verdict); // Its title names the error.
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

// The newest articles to the left, what several of them lean on to the right. Whoever cannot see or
// use it has the same in the table.
function drawing(graph, cited, go) {
  const kLine = 22, kWide = 900, kLeft = 330, kRight = 570;
  const shared = cited.filter(([, number]) => number > 1).slice(0, 30).map(([node]) => node.id);
  const articles = [...graph.nodes.values()].filter((node) => node.kind === "article").slice(0, 30).map((node) => node.id);
  if (!shared.length) return null;
  const high = kLine * Math.max(shared.length, articles.length) + 8;
  const y = (i, all) => high * (i + 0.5) / all.length;
  const short = (id) => (graph.label(id).length > 44 ? `${graph.label(id).slice(0, 43)}…` : graph.label(id));
  const name = (id, i, all, x, anchor) => el("text", { x, y: y(i, all) + 4, "text-anchor": anchor, click: () => go(id) }, el("title", {}, graph.label(id)), short(id));
  const lines = articles.flatMap((article, i) => (graph.out.get(article) ?? []).filter((edge) => shared.includes(edge.to)).map((edge) => {
    const [from, to] = [y(i, articles), y(shared.indexOf(edge.to), shared)];
    return el("path", { d: `M${kLeft} ${from} C${(kLeft + kRight) / 2} ${from} ${(kLeft + kRight) / 2} ${to} ${kRight} ${to}` });
  }));
  return [el("h2", {}, "What several lean on"), el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "What several lean on, drawn" },
    el("svg", { class: "ties", viewBox: `0 0 ${kWide} ${high}`, role: "img", "aria-label": `${count(articles.length, "article", "articles")} and ${count(shared.length, "source", "sources")} that several of them share; the table below has them` },
      lines, articles.map((id, i) => name(id, i, articles, kLeft - 8, "end")), shared.map((id, i) => name(id, i, shared, kRight + 8, "start"))))];
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
  place.append(here, ...(drawing(graph, cited, go) ?? []), table(`Most leant on${cited.length > kShown ? `, ${kShown} of ${cited.length}` : ""}`, ["Name", "Kind", "Outcome", "Articles"],
    cited.slice(0, kShown).map(([node, number]) => [named(node.id), node.type || node.kind, (node.verdict ?? "").replaceAll("_", " "), String(number)]), [3]),
    el("p", {}, "The same graph ", el("a", { href: "/api/graph?format=graphml", download: true }, "for igraph and yEd"), ", ",
      el("a", { href: "/api/graph?format=gexf", download: true }, "for Gephi"), ", ", el("a", { href: "/api/graph?format=dot", download: true }, "for Graphviz"), "."));
}
