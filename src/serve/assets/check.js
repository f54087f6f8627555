// A new check, and one check: how far it is, its report, what it can be taken elsewhere as.
import { ask, count, el, linked, say, time, words } from "./dom.js";

const kInput = [["url", "Address"], ["text", "Text"], ["file", "File"]];

function choice(kind, show) {
  const input = el("input", { type: "radio", name: "what", id: `what-${kind[0]}`, value: kind[0], change: () => show(kind[0]) });
  return el("span", { class: "choice" }, input, el("label", { for: `what-${kind[0]}` }, kind[1]));
}

export async function showNewCheck(place) {
  const status = await ask("/api/status");
  const url = el("input", { id: "url", type: "url", placeholder: "https://", autocomplete: "off", required: true });
  const text = el("textarea", { id: "text", rows: 12, required: true });
  const file = el("input", { id: "file", type: "file", required: true, accept: ".html,.htm,.txt,.md,.pdf" });
  const date = el("input", { id: "date", type: "date" });
  const fields = {
    url: el("p", {}, el("label", { for: "url" }, "The article’s address"), url),
    text: el("div", {}, el("p", {}, el("label", { for: "text" }, "The article’s text"), text),
      el("p", {}, el("label", { for: "date" }, "Its date, if the text does not say it"), date)),
    file: el("p", {}, el("label", { for: "file" }, "A page, a text, Markdown or a PDF"), file,
      el("small", {}, `At most ${Math.floor(status.limits.input_bytes / (1 << 20))} MB.`)),
  };
  let kind = "url";
  const show = (which) => {
    kind = which;
    for (const [name, field] of Object.entries(fields)) {
      field.hidden = name !== which;
      field.querySelectorAll("input, textarea").forEach((input) => (input.disabled = name !== which));
    }
  };
  const wrong = el("p", { class: "problem", role: "alert" });
  const button = el("button", {}, "Check");
  const send = async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    button.disabled = true;
    try {
      const made = kind === "file"
        ? await ask(`/api/checks?${new URLSearchParams({ name: file.files[0].name.slice(-255) })}`, { method: "POST", file: file.files[0] })
        : await ask("/api/checks", { method: "POST", json: kind === "url" ? { url: url.value.trim() }
          : { text: text.value, ...(date.value ? { date: date.value } : {}) } });
      location.hash = `#/check/${made.id}`;
    } catch (error) {
      wrong.textContent = error.message;
      button.disabled = false;
    }
  };
  place.append(el("h1", {}, "What does this article lean on?"),
    el("p", { class: "lead" }, "ibid finds the posts, links and sources of an article, goes and looks, and draws the citation graph with its evidence."),
    el("form", { submit: send }, el("fieldset", {}, el("legend", {}, "Give it"), kInput.map((row) => choice(row, show))),
      Object.values(fields), wrong, el("p", {}, button)));
  place.querySelector("#what-url").checked = true;
  show("url");
}

const kSteps = { fetching: "fetching the page", reading: "reading it", asking: "asking the web", writing: "writing the report" };

function stateWords(check) {
  const { state, progress = {} } = check;
  if (state === "queued") return "Waiting for its turn";
  if (state === "failed") return "Could not be checked";
  if (state === "done") return "Done";
  return `At work: ${kSteps[progress.step] ?? "begun"}` + (progress.references ? `, ${progress.resolved ?? 0} of ${count(progress.references, "source", "sources")}` : "");
}

// "25 sources: 21 alive, 2 gone, ..."
export function summaryOf(check) {
  const verdicts = Object.entries(check.verdicts ?? {}).sort((a, b) => b[1] - a[1]);
  return count(check.references ?? 0, "source", "sources") +
    (verdicts.length ? ": " + verdicts.map(([verdict, number]) => `${number} ${verdict.replaceAll("_", " ")}`).join(", ") : "");
}

export const titleOf = (check) => check.title || (check.source === "-" ? "A text without a name" : check.source);

function facts(check) {
  const row = (name, ...value) => [el("dt", {}, name), el("dd", {}, ...value)];
  return el("dl", {},
    check.publisher || check.published ? row("Published", words([check.publisher, check.published].filter(Boolean).join(", "))) : [],
    row("Given", check.kind === "url" ? linked(check.source, check.source) : words(check.source === "-" ? "as text" : check.source)),
    row("Checked", time(check.finished ?? check.created)));
}

function elsewhere(check, formats) {
  return el("details", {}, el("summary", {}, "Take it elsewhere"),
    el("ul", { class: "formats" }, formats.map((format) =>
      el("li", {}, el("a", { href: `/api/checks/${check.id}/report?format=${format.name}`, download: true }, format.name), ` ${format.what}`))));
}

export async function showCheck(place, { id }) {
  const [status, first] = await Promise.all([ask("/api/status"), ask(`/api/checks/${id}`)]);
  const heading = el("h1", { dir: "auto" });
  const state = el("p", { class: "state" });
  const bar = el("progress", { "aria-label": "How far the check is" });
  const body = el("div");
  const wrong = el("p", { class: "problem", role: "alert" });
  const act = (method, path, then) => async () => {
    try {
      then(await ask(path, { method }));
    } catch (error) {
      wrong.textContent = error.message;
    }
  };
  const forget = act("DELETE", `/api/checks/${id}`, () => (location.hash = "#/history"));
  const sure = el("dialog", { "aria-labelledby": "sure" }, el("p", { id: "sure" }, "Forget this check and its report? What the web answered stays in the cache."),
    el("form", { method: "dialog", class: "actions" }, el("button", { value: "no" }, "Keep it"), el("button", { value: "yes", class: "danger", click: forget }, "Forget it")));
  place.append(heading, state, bar, wrong, body, el("p", { class: "actions" },
    el("button", { type: "button", click: act("POST", `/api/checks/${id}/again`, (made) => (location.hash = `#/check/${made.id}`)) }, "Check again"),
    el("button", { type: "button", click: () => sure.showModal() }, "Forget")), sure);
  let last = "";
  const show = (check) => {
    heading.textContent = titleOf(check);
    document.title = `${titleOf(check)} – ibid`;
    state.textContent = stateWords(check);
    bar.hidden = check.state === "done" || check.state === "failed";
    if (check.progress?.references) {
      bar.max = check.progress.references;
      bar.value = check.progress.resolved ?? 0;
    }
    if (check.state === last) return;
    last = check.state;
    say(stateWords(check));
    body.replaceChildren();
    if (check.state === "failed") {
      body.append(el("p", { class: "problem", dir: "auto" }, check.error ?? ""));
    } else if (check.state === "done") {
      const report = `/api/checks/${id}/report?format=html`;
      state.textContent = summaryOf(check);
      body.append(facts(check),
        el("p", {}, el("a", { href: report, class: "open", target: "_blank" }, "Open the report by itself")),
        elsewhere(check, status.formats),
        el("iframe", { src: report, title: "The report", sandbox: "allow-scripts allow-popups" }));
    }
  };
  show(first);
  if (first.state === "done" || first.state === "failed") return null;
  const events = new EventSource(`/api/checks/${id}/events`);
  events.addEventListener("check", (event) => show(JSON.parse(event.data)));
  events.addEventListener("deleted", () => {
    events.close();
    bar.hidden = true;
    state.textContent = "This check was forgotten.";
    place.querySelectorAll(".actions > button").forEach((button) => button.remove());
    say(state.textContent);
  });
  return () => events.close();
}
