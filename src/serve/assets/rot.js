// Link rot over all that was checked: over time, by host. Each drawing is a table, too; parts are told
// apart by pattern as well as by colour, and words say what each bar says.
import { ask, count, el, host, roam, table } from "./dom.js";

const kKinds = [["ok", "answer"], ["unsaid", "not known"], ["failing", "failing"], ["dead", "dead"]];
const kManyDays = 31; // Beyond, months say more.

// What is neither: there was nothing to ask, or we were not let in.
const unsaid = (row) => row.known - row.ok - row.failing - row.dead;
const numberOf = (row, kind) => (kind === "unsaid" ? unsaid(row) : row[kind]);
const wordsOf = (row) => kKinds.map(([kind, name]) => [numberOf(row, kind), name]).filter(([number]) => number).map(([number, name]) => `${number} ${name}`).join(", ");

const lossOf = (row) => {
  const lost = [[row.failing, "failing"], [row.dead, "dead"]].filter(([number]) => number).map(([number, name]) => `${number} ${name}`).join(", ");
  return `${lost || "none lost"} of ${row.known}`;
};

const fill = (kind) => (kind === "ok" ? null : `url(#rot-${kind})`);
const bar = (kind, place) => el("rect", { class: `part ${kind}`, fill: fill(kind), ...place });

// The patterns, once a page.
function patterns() {
  const pattern = (kind, ...marks) => el("pattern", { id: `rot-${kind}`, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: kind === "failing" ? "rotate(45)" : null },
    el("rect", { class: `ground ${kind}`, width: 6, height: 6 }), ...marks);
  return el("svg", { class: "patterns", width: 0, height: 0, "aria-hidden": "true" }, el("defs", {},
    pattern("unsaid", el("rect", { class: "mark", x: 2, y: 2, width: 1.5, height: 1.5 })),
    pattern("failing", el("rect", { class: "mark", width: 2, height: 6 })),
    pattern("dead", el("rect", { class: "mark", width: 6, height: 1 }), el("rect", { class: "mark", width: 1, height: 6 }))));
}

const legend = (kinds) => el("ul", { class: "legend" }, kinds.map(([kind, name]) =>
  el("li", {}, el("svg", { width: 14, height: 14, "aria-hidden": "true" }, bar(kind, { width: 14, height: 14 })), name)));

// "2026-03" is March 2026, "2026-03-04" the fourth.
const spanName = (span) => new Date(span.length === 7 ? `${span}-15` : span)
  .toLocaleString("en-GB", { day: span.length === 7 ? undefined : "numeric", month: "short", year: "numeric", timeZone: "UTC" });

// Months in which nothing was found out end as the one before did.
function withoutGaps(months) {
  const out = [];
  for (const month of months) {
    for (let last = out.at(-1); last && out.length < 1200; last = out.at(-1)) {
      const [year, number] = last.span.split("-").map(Number);
      const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
      if (next >= month.span) break;
      out.push({ ...last, span: next });
    }
    out.push(month);
  }
  return out;
}

// Steps of 1, 2 or 5 times a power of ten, at most four of them.
function steps(most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(most, 4) / 4));
  const step = Math.max(1, [1, 2, 5, 10].map((times) => times * power).find((one) => one * 4 >= most));
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
}

// Stacked bars. Tab reaches one of them, arrows the others; what the chosen one says stands above.
function drawing(rows, wide, said) {
  const high = 240, left = 40, below = 26;
  const marks = steps(Math.max(1, ...rows.map((row) => row.known)));
  const each = (wide - left) / rows.length;
  const y = (number) => (high - below) * (1 - number / marks.at(-1));
  const tell = (row) => said.replaceChildren(el("strong", {}, spanName(row.span)), `: ${wordsOf(row)}`);
  const bars = rows.map((row, i) => {
    let from = 0;
    return el("g", { class: "column", role: "img", "aria-label": `${spanName(row.span)}: ${wordsOf(row)}`, focus: () => tell(row), pointerenter: () => tell(row) },
      el("rect", { class: "reach", x: left + i * each, width: each, y: 0, height: high - below }),
      kKinds.map(([kind]) => {
        const [under, over] = [from, from += numberOf(row, kind)];
        const width = Math.max(1, Math.min(each * 0.8, 56));
        return bar(kind, { x: left + (i + 0.5) * each - width / 2, width, y: y(over), height: y(under) - y(over) });
      }));
  });
  roam(bars, (key, i) => ({ ArrowLeft: i - 1, ArrowRight: i + 1, Home: 0, End: bars.length - 1 })[key]);
  const every = Math.ceil(rows.length / Math.max(1, Math.floor((wide - left) / 96)));
  const names = rows.map((row, i) => (i % every ? null
    : el("text", { x: Math.min(Math.max(left + (i + 0.5) * each, left + 34), wide - 34), y: high - 8, "text-anchor": "middle" }, spanName(row.span))));
  const lines = marks.map((number) => el("g", {}, el("line", { x1: left, x2: wide, y1: y(number), y2: y(number) }),
    el("text", { x: left - 6, y: y(number) + 4, "text-anchor": "end" }, number.toLocaleString("en"))));
  tell(rows.at(-1));
  return el("svg", { viewBox: `0 -8 ${wide} ${high + 8}`, role: "group", "aria-label": "Links over time; the arrow keys go from bar to bar" }, lines, names, bars);
}

function overTime(days, months) {
  const said = el("p", { class: "said" });
  const chart = el("div", { class: "chart" });
  const shown = el("div");
  let rows = [];
  let wide = 0;
  const draw = () => {
    if (!wide) return;
    const had = [...chart.querySelectorAll(".column")].indexOf(document.activeElement);
    chart.replaceChildren(drawing(rows, wide, said));
    chart.querySelectorAll(".column")[had]?.focus();
  };
  const choose = (these) => {
    rows = these;
    shown.replaceChildren(el("details", {}, el("summary", {}, "The same as a table"),
      table(`What stood at the end of each ${rows === months ? "month" : "day"}`, [rows === months ? "Month" : "Day", "Known", "Answer", "Not known", "Failing", "Dead"],
        rows.map((row) => [spanName(row.span), ...[row.known, row.ok, unsaid(row), row.failing, row.dead].map(String)]), [1, 2, 3, 4, 5])));
    draw();
  };
  const choice = (name, these, checked) => el("span", { class: "choice" },
    el("input", { type: "radio", name: "span", id: `span-${name}`, checked, change: () => choose(these) }), el("label", { for: `span-${name}` }, name));
  const byMonth = days.length > kManyDays || months.length > 3;
  choose(byMonth ? months : days);
  new ResizeObserver(([{ contentRect }]) => { // As wide as there is room, so that words stay as large as they are.
    if (Math.round(contentRect.width) === wide) return;
    wide = Math.round(contentRect.width);
    draw();
  }).observe(chart);
  return [el("h2", {}, "Over time"),
    months.length > 1 ? el("fieldset", {}, el("legend", {}, "At the end of each"), choice("month", months, byMonth), choice("day", days, !byMonth)) : null,
    said, chart, shown];
}

function byHost(hosts) {
  const most = Math.max(1, ...hosts.map((row) => row.known));
  return el("ul", { class: "hosts" }, hosts.map((row) => {
    let from = 0;
    return el("li", {}, el("a", { class: "host", href: `#/history?${new URLSearchParams({ q: row.host })}` }, host(row.host)),
      el("svg", { class: "bar", role: "img", "aria-label": wordsOf(row) }, kKinds.map(([kind]) => {
        const [before, number] = [from, numberOf(row, kind)];
        from += number;
        return number ? bar(kind, { x: `${(100 * before) / most}%`, width: `${(100 * number) / most}%`, height: "100%" }) : null;
      })), el("span", { class: "words" }, lossOf(row)));
  }));
}

function lead(last) {
  const rest = unsaid(last);
  return `Of ${count(last.known, "thing", "things")} that the checked articles lean on, ${last.ok.toLocaleString("en")} answer as they should, ` +
    `${last.failing.toLocaleString("en")} are failing, ${last.dead.toLocaleString("en")} are dead: they failed look after look, days apart.` +
    (rest ? ` Of ${rest.toLocaleString("en")} nothing is known: there was nothing to ask, or we were not let in.` : "");
}

export async function showRot(place) {
  const [{ days }, { months }, { hosts }] = await Promise.all([ask("/api/rot?by=day"), ask("/api/rot?by=month&limit=600"), ask("/api/rot?by=host")]);
  place.append(el("h1", {}, "Link rot"));
  if (!days.length) {
    place.append(el("p", { class: "state" }, "Nothing has been found out about links yet."));
    return;
  }
  const spans = (rows, name) => rows.map((row) => ({ ...row, span: row[name] }));
  const known = hosts.map((row) => ({ ...row, known: row.cited }));
  const kinds = kKinds.filter(([kind]) => [...days, ...known].some((row) => numberOf(row, kind)));
  place.append(patterns(), el("p", { class: "lead" }, lead(days.at(-1))), legend(kinds),
    ...overTime(spans(days, "day"), withoutGaps(spans(months, "month"))).filter(Boolean),
    el("h2", {}, "By host"), byHost(known.slice(0, 20)),
    el("details", {}, el("summary", {}, "All hosts as a table"),
      table("Hosts", ["Host", "Cited", "Answer", "Not known", "Failing", "Dead"], known.map((row) => [host(row.host), ...[row.known, row.ok, unsaid(row), row.failing, row.dead].map(String)]), [1, 2, 3, 4, 5])));
}
