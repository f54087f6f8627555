// Link rot over all that was checked: by day, by host. Each drawing is a table, too.
import { ask, count, el, table } from "./dom.js";

const kKinds = [["ok", "answer"], ["failing", "failing"], ["dead", "dead"]];
const kWide = 720, kHigh = 220, kLeft = 46, kBelow = 26;

const legend = () => el("ul", { class: "legend" }, kKinds.map(([kind, name]) => el("li", { class: kind }, name)));

// Stacked bars, one a day; the words of each are its title and its label.
function byDay(days) {
  const most = Math.max(1, ...days.map((day) => day.ok + day.failing + day.dead));
  const wide = (kWide - kLeft) / days.length;
  const y = (number) => (kHigh - kBelow) * (1 - number / most);
  const bars = days.map((day, i) => {
    let below = 0;
    const label = `${day.day}: ${day.ok} answer, ${day.failing} failing, ${day.dead} dead`;
    return el("g", { role: "img", "aria-label": label }, el("title", {}, label), kKinds.map(([kind]) => {
      const from = below;
      below += day[kind];
      return el("rect", { class: kind, x: kLeft + i * wide + wide * 0.1, width: Math.max(1, Math.min(wide * 0.8, 60)), y: y(below), height: y(from) - y(below) });
    }));
  });
  const every = Math.ceil(days.length / 6);
  const ticks = days.map((day, i) => (i % every ? null
    : el("text", { x: kLeft + i * wide + wide * 0.1, y: kHigh - 8 }, day.day)));
  const lines = [...new Set([0, Math.round(most / 2), most])].map((number) => el("g", {},
    el("line", { x1: kLeft, x2: kWide, y1: y(number), y2: y(number) }),
    el("text", { x: kLeft - 6, y: y(number) + 4, "text-anchor": "end" }, String(number))));
  return el("svg", { viewBox: `0 -8 ${kWide} ${kHigh + 8}`, role: "group", "aria-label": "Links by day: answering, failing, dead" }, lines, bars, ticks);
}

function byHost(hosts) {
  const most = Math.max(1, ...hosts.map((host) => host.cited));
  return el("ul", { class: "hosts" }, hosts.map((host) => el("li", {},
    el("span", { class: "host" }, el("bdi", {}, host.host)),
    el("span", { class: "bar", "aria-hidden": "true" }, kKinds.map(([kind]) => {
      const bar = el("span", { class: kind });
      bar.style.inlineSize = `${(100 * host[kind]) / most}%`;
      return host[kind] ? bar : null;
    })),
    el("span", { class: "words" }, `${host.failing + host.dead} of ${host.cited} failing or dead`))));
}

export async function showRot(place) {
  const [{ days }, { hosts }] = await Promise.all([ask("/api/rot?by=day"), ask("/api/rot?by=host")]);
  place.append(el("h1", {}, "Link rot"));
  if (!days.length) {
    place.append(el("p", { class: "state" }, "Nothing has been found out about links yet."));
    return;
  }
  const last = days[days.length - 1];
  place.append(el("p", { class: "lead" }, `Of ${count(last.known, "source", "sources")} of the checked articles, ${last.ok} answer as they should, ${last.failing} are failing and ${last.dead} are dead: failing three times, three days apart.`),
    el("h2", {}, "Over time"), legend(), byDay(days),
    el("details", {}, el("summary", {}, "The same as a table"),
      table("Links at the end of each day", ["Day", "Known", "Answer", "Failing", "Dead"], days.map((d) => [d.day, d.known, d.ok, d.failing, d.dead].map(String)), [1, 2, 3, 4])),
    el("h2", {}, "By host"), byHost(hosts.slice(0, 20)),
    el("details", {}, el("summary", {}, "All hosts as a table"),
      table("Hosts", ["Host", "Cited", "Answer", "Failing", "Dead"], hosts.map((h) => [el("bdi", {}, h.host), ...[h.cited, h.ok, h.failing, h.dead].map(String)]), [1, 2, 3, 4])));
}
