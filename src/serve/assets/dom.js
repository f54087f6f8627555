// What all pages use: elements made of words, questions to the server, dates. Whatever others wrote
// goes through text nodes; nothing here reads markup.

const kSvg = new Set(["svg", "g", "rect", "line", "text", "path", "title", "defs", "pattern"]);

// el("a", { href: "#/" }, "words", el("b", {}, "more")): an attribute that is null, false or
// undefined is left out, one that is a function listens.
export function el(name, attributes = {}, ...children) {
  const made = kSvg.has(name) ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// A stranger's words: they read in their own direction and do not turn what stands around them.
export const words = (text) => el("bdi", {}, text);

// A link where the address is one of the web, else the words alone.
export const linked = (url, text) =>
  /^https?:\/\//i.test(url ?? "") ? el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, words(text)) : words(text);

// A host's name, that may be divided where it has its joints.
export const host = (name) => el("bdi", {}, name.split(/(?<=[.-])/).map((part, i) => [i ? el("wbr") : null, part]));

export const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export const time = (iso) =>
  el("time", { datetime: iso }, new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }));

// Says it to those who hear the page.
export const say = (text) => (document.getElementById("said").textContent = text);

// What went wrong, in the server's words (RFC 9457).
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

let signIn = null;
export const askAfterSigningInWith = (how) => (signIn = how);

// Asks the server; the answer's JSON, or null where there is none. Who is signed out signs in, and it
// is asked again.
export async function ask(path, { method = "GET", json, file } = {}) {
  const headers = json ? { "Content-Type": "application/json" } : file ? { "Content-Type": "application/octet-stream" } : {};
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: json ? JSON.stringify(json) : file });
  } catch {
    throw new Problem(0, "The server does not answer. Is ibid serve still running?");
  }
  if (answer.status === 401 && path !== "/api/session") {
    await signIn();
    return ask(path, { method, json, file });
  }
  const type = answer.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await answer.json() : null;
  if (!answer.ok) throw new Problem(answer.status, body?.detail ?? `The server answered ${answer.status}.`);
  return body;
}

// Hears what the server tells (server-sent events), also after it was away or somebody had to sign
// in: `on` has what to do with what is told, by its kind; `answers` hears whether the server is there.
// What it returns ends it.
export function listen(path, on, answers = () => {}) {
  let events = null, again = 0, ended = false;
  const open = () => {
    events = new EventSource(path);
    for (const [kind, told] of Object.entries(on)) events.addEventListener(kind, (event) => told(JSON.parse(event.data)));
    events.addEventListener("open", () => answers(true));
    events.addEventListener("error", async () => {
      if (ended) return;
      answers(false);
      if (events.readyState !== EventSource.CLOSED) return; // The browser tries again by itself.
      const problem = await ask("/api/status").then(() => null, (error) => error);
      if (!ended && problem?.status !== 401) again = setTimeout(open, 3000);
    });
  };
  open();
  return () => {
    ended = true;
    clearTimeout(again);
    events.close();
  };
}

// A table with a caption; a cell is words or an element, `numbers` the columns that are counts.
export function table(caption, columns, rows, numbers = []) {
  const cell = (name, content, i) => el(name, { class: numbers.includes(i) ? "number" : null, scope: name === "th" ? "col" : null }, content);
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map((column, i) => cell("th", column, i)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((content, i) => cell("td", content, i)))))));
}

// Several things of which the keyboard reaches one with Tab and the others with arrows (the pattern of
// a toolbar): `step` says where a key leads from one of them, as an index; others, or undefined, stay.
export function roam(things, step) {
  things.forEach((thing, i) => {
    thing.setAttribute("tabindex", i ? -1 : 0);
    thing.addEventListener("focus", () => things.forEach((other) => other.setAttribute("tabindex", other === thing ? 0 : -1)));
    thing.addEventListener("keydown", (event) => {
      const to = event.ctrlKey || event.altKey || event.metaKey ? undefined : step(event.key, i);
      if (!things[to]) return;
      event.preventDefault();
      things[to].focus();
    });
  });
}
