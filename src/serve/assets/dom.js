// What all pages use: elements made of words, questions to the server, dates. Whatever others wrote
// goes through text nodes; nothing here reads markup.

// el("a", { href: "#/" }, "words", el("b", {}, "more")): an attribute that is null, false or
// undefined is left out, one that is a function listens.
export function el(name, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "line", "text", "path", "circle", "title"].includes(name);
  const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
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

// Asks the server; the answer's JSON, or null where there is none.
export async function ask(path, { method = "GET", json, file } = {}) {
  const headers = json ? { "Content-Type": "application/json" } : file ? { "Content-Type": "application/octet-stream" } : {};
  let answer;
  try {
    answer = await fetch(path, { method, headers, body: json ? JSON.stringify(json) : file });
  } catch {
    throw new Problem(0, "The server does not answer. Is ibid serve still running?");
  }
  const type = answer.headers.get("Content-Type") ?? "";
  const body = type.includes("json") ? await answer.json() : null;
  if (!answer.ok) throw new Problem(answer.status, body?.detail ?? `The server answered ${answer.status}.`);
  return body;
}

// A table with a caption; a cell is words or an element, `numbers` the columns that are counts.
export function table(caption, columns, rows, numbers = []) {
  const cell = (name, content, i) => el(name, { class: numbers.includes(i) ? "number" : null, scope: name === "th" ? "col" : null }, content);
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    el("table", {}, el("caption", {}, caption),
      el("thead", {}, el("tr", {}, columns.map((column, i) => cell("th", column, i)))),
      el("tbody", {}, rows.map((row) => el("tr", {}, row.map((content, i) => cell("td", content, i)))))));
}
