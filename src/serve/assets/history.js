// All checks, newest first and by month, as they go on; and what is found in them.
import { ask, el, listen, time, words } from "./dom.js";
import { summaryOf, titleOf } from "./check.js";

const kState = { queued: "waiting", working: "at work", failed: "could not be checked" };

function stateOf(check) {
  const { references, resolved = 0 } = check.progress ?? {};
  return check.state === "done" ? summaryOf(check) : kState[check.state] + (references ? `, ${resolved} of ${references}` : "");
}

function item(check, snippet) {
  const bad = (check.failing ?? 0) + (check.dead ?? 0);
  return el("li", { "data-id": check.id, "data-state": check.state, "data-month": check.created.slice(0, 7) },
    el("a", { href: `#/check/${check.id}` }, words(titleOf(check))), " ",
    el("small", {}, [check.publisher, check.published?.slice(0, 10)].filter(Boolean).map((text) => [words(text), " · "]), time(check.created)),
    el("p", { class: bad || check.state === "failed" ? "bad" : null }, stateOf(check)),
    snippet ? el("p", { class: "snippet", dir: "auto" }, snippet.map((part) => (part.match ? el("mark", {}, part.text) : part.text))) : null);
}

const monthName = (month) => new Date(`${month}-15`).toLocaleString("en-GB", { month: "long", year: "numeric" });

// A heading before the first of each month.
function head(list) {
  let before = null;
  for (const entry of list.children) {
    const { month } = entry.dataset;
    const heading = entry.querySelector("h2");
    if (month === before) heading?.remove();
    else if (!heading) entry.prepend(el("h2", {}, monthName(month)));
    before = month;
  }
}

// Puts it where its id belongs: newest first, each once. What has the focus stays as it is.
function put(list, check) {
  const next = [...list.children].find((other) => Number(other.dataset.id) <= check.id) ?? null;
  if (Number(next?.dataset.id) !== check.id) list.insertBefore(item(check), next);
  else if (check.state === "working" && next.dataset.state === "working") next.querySelector("p").textContent = stateOf(check);
  else if (!next.contains(document.activeElement)) next.replaceWith(item(check));
}

async function fill(list, more, path, key) {
  const page = await ask(path);
  if (key === "checks") page.checks.forEach((check) => put(list, check));
  else list.append(...page.results.map((row) => item(row.check, row.snippet)));
  if (key === "checks") head(list); // What is found stands in order of how well it fits.
  more.replaceChildren();
  if (page.next) {
    const wrong = el("span", { class: "problem", role: "alert" });
    more.append(el("button", { type: "button", click: async (event) => {
      const button = event.target;
      button.disabled = true;
      try {
        await fill(list, more, page.next, key);
      } catch (error) {
        wrong.textContent = error.message;
        button.disabled = false;
      }
    } }, "Show more"), " ", wrong);
  }
  return list.children.length;
}

export async function showHistory(place, { query }) {
  const searched = query.get("q") ?? "";
  const input = el("input", { id: "q", type: "search", value: searched });
  const list = el("ul", { class: "checks" });
  const more = el("p");
  place.append(el("h1", {}, searched ? "Found" : "History"),
    el("form", { role: "search", class: "inline", submit: (event) => {
      event.preventDefault();
      location.hash = input.value.trim() ? `#/history?${new URLSearchParams({ q: input.value.trim() })}` : "#/history";
    } }, el("label", { for: "q" }, "Words of headline, sources, hosts or text"), input, el("button", {}, "Search")));
  const state = el("p", { class: "state", role: "status" });
  place.append(state, list, more);
  const many = searched ? await fill(list, more, `/api/search?${new URLSearchParams({ q: searched })}`, "results")
    : await fill(list, more, "/api/checks", "checks");
  if (searched) {
    state.textContent = many ? "" : "Nothing that was checked has all of these words.";
    return null;
  }
  state.textContent = many ? "" : "Nothing has been checked yet.";
  return listen("/api/events", {
    check: (check) => {
      const oldest = Number(list.lastElementChild?.dataset.id ?? 0);
      if (check.id < oldest && more.hasChildNodes()) return; // It is on a page that is not shown yet.
      put(list, check);
      head(list);
      state.textContent = "";
    },
    deleted: ({ id }) => {
      list.querySelector(`[data-id="${id}"]`)?.remove();
      head(list);
    },
    hello: async () => { // Whatever happened while nobody listened.
      const page = await ask("/api/checks").catch(() => null);
      if (!page) return;
      const there = new Set(page.checks.map((check) => check.id));
      const oldest = page.next ? Math.min(...there) : 0;
      [...list.children].filter((old) => Number(old.dataset.id) >= oldest && !there.has(Number(old.dataset.id))).forEach((old) => old.remove());
      page.checks.forEach((check) => put(list, check));
      head(list);
    },
  });
}
