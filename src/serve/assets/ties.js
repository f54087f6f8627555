// Articles to the left, what several of them lean on to the right, and lines between. What is pointed
// at, or has the keyboard's focus, is named in full with its lines. The table says the same.
import { count, el, roam } from "./dom.js";

const kAtOnce = 30, kMost = 300; // Of each side.
const kLine = 22;

// Both sides in the order in which they are drawn: what most lean on first, and each article about where
// its lines lead.
function choose(graph, cited, most) {
  const shared = cited.filter(([, number]) => number > 1).slice(0, most).map(([node]) => node.id);
  const place = new Map(shared.map((id, i) => [id, i]));
  const articles = [...graph.nodes.values()].filter((node) => node.kind === "article").map((node) => {
    const ties = [...new Set((graph.out.get(node.id) ?? []).map((edge) => edge.to).filter((to) => place.has(to)))];
    return { id: node.id, ties, mean: ties.reduce((sum, to) => sum + place.get(to), 0) / ties.length };
  }).filter((article) => article.ties.length).sort((a, b) => b.ties.length - a.ties.length || (a.id < b.id ? -1 : 1));
  return { shared, place, articles: articles.slice(0, most).sort((a, b) => a.mean - b.mean || (a.id < b.id ? -1 : 1)), all: articles.length };
}

function draw(graph, { shared, place, articles }, wide, said, go) {
  const side = Math.min(330, wide * 0.4), [left, right] = [side, wide - side];
  const high = kLine * Math.max(shared.length, articles.length) + 8;
  const y = (i, all) => high * (i + 0.5) / all.length;
  const most = Math.max(8, Math.floor((side - 12) / 7.7));
  const short = (label) => (label.length > most ? `${label.slice(0, most - 1)}…` : label);
  const lines = articles.flatMap((article, i) => article.ties.map((to) => {
    const [from, end] = [y(i, articles), y(place.get(to), shared)];
    return { article: article.id, source: to, line: el("path", { d: `M${left} ${from} C${wide / 2} ${from} ${wide / 2} ${end} ${right} ${end}` }) };
  }));
  const names = new Map();
  const outcome = (id) => (graph.nodes.get(id).verdict ? `, ${graph.nodes.get(id).verdict.replaceAll("_", " ")}` : "");
  const point = (id) => {
    const mine = lines.filter((one) => one.article === id || one.source === id);
    lines.forEach((one) => one.line.classList.toggle("on", mine.includes(one)));
    const on = new Set(mine.flatMap((one) => [one.article, one.source]));
    names.forEach((name, other) => name.classList.toggle("on", on.has(other)));
    svg.classList.add("pointed");
    said.replaceChildren(el("strong", {}, el("bdi", {}, graph.label(id))), ` ${tiesOf(id, mine.length)}`);
  };
  const tiesOf = (id, number) => (place.has(id) ? `in ${count(graph.articles(id), "article", "articles")}${outcome(id)}` : `leans on ${count(number, "of these", "of these")}`);
  const clear = () => {
    if (names.has(document.activeElement?.dataset.id)) return point(document.activeElement.dataset.id);
    svg.classList.remove("pointed");
    said.replaceChildren("Point at a name, or go through them with the arrow keys, to see its lines.");
  };
  const name = (id, i, all, x, anchor) => {
    const number = lines.filter((one) => one.article === id || one.source === id).length;
    const made = el("g", { class: "end", role: "button", "data-id": id, "aria-label": `${graph.label(id)}, ${tiesOf(id, number)}`, click: () => go(id),
      focus: () => point(id), blur: clear, pointerenter: () => point(id), pointerleave: clear,
      keydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), go(id)) },
      el("rect", { class: "reach", x: anchor === "end" ? 1 : x - 8, width: side - 1, y: y(i, all) - kLine / 2, height: kLine }),
      el("text", { x, y: y(i, all) + 4, "text-anchor": anchor }, short(graph.label(id))));
    names.set(id, made);
    return made;
  };
  const lefts = articles.map((article, i) => name(article.id, i, articles, left - 8, "end"));
  const rights = shared.map((id, i) => name(id, i, shared, right + 8, "start"));
  const svg = el("svg", { class: "ties", viewBox: `0 0 ${wide} ${high}`, role: "group",
    "aria-label": `${count(articles.length, "article", "articles")} and ${count(shared.length, "source", "sources")} that several of them share; the arrow keys go from name to name` },
    lines.map((one) => one.line), lefts, rights);
  const all = [...lefts, ...rights];
  roam(all, (key, i) => {
    const [from, here, there] = i < lefts.length ? [0, lefts, rights] : [lefts.length, rights, lefts];
    const across = () => { // To the first that a line leads to.
      const id = all[i].dataset.id;
      const tie = lines.find((one) => one.article === id || one.source === id);
      return tie ? all.indexOf(names.get(tie.article === id ? tie.source : tie.article)) : all.indexOf(there[0]);
    };
    const steps = { ArrowUp: i > from ? i - 1 : i, ArrowDown: i < from + here.length - 1 ? i + 1 : i, Home: from, End: from + here.length - 1 };
    return key === "ArrowRight" || key === "ArrowLeft" ? ((key === "ArrowRight") === (here === lefts) ? across() : i) : steps[key];
  });
  clear();
  return svg;
}

// Nothing where no two articles share a source.
export function drawing(graph, cited, go) {
  let most = kAtOnce, wide = 0;
  let chosen = choose(graph, cited, most);
  if (!chosen.shared.length) return [];
  const several = cited.filter(([, number]) => number > 1).length;
  const said = el("p", { class: "said" });
  const chart = el("div", { class: "chart" });
  const more = el("p");
  const show = () => {
    if (!wide) return;
    const had = document.activeElement?.closest?.(".ties") ? document.activeElement.dataset.id : null;
    chart.replaceChildren(draw(graph, chosen, wide, said, go));
    if (had) [...chart.querySelectorAll(".end")].find((name) => name.dataset.id === had)?.focus();
    const left = Math.min(kMost, Math.max(several, chosen.all)) > most;
    more.replaceChildren(...(left ? [el("button", { type: "button", click: () => {
      most = Math.min(kMost, most * 2);
      chosen = choose(graph, cited, most);
      show();
    } }, "Draw more"), el("small", { class: "aside" }, ` ${chosen.shared.length} of ${several} shared sources, ${chosen.articles.length} of ${chosen.all} articles`)] : []));
  };
  new ResizeObserver(([{ contentRect }]) => {
    if (Math.round(contentRect.width) === wide) return;
    wide = Math.round(contentRect.width);
    show();
  }).observe(chart);
  return [el("h2", {}, "What several lean on"), said, chart, more];
}
