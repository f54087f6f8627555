// One check: how far it is, its report, what it can be taken elsewhere as.
import { ask, count, el, linked, listen, say, time, words } from "./dom.js";

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

const kWishes = [["offline", "from the cache alone"], ["no_third_party", "without third parties"], ["no_archive", "without archived copies"], ["newer_than", "with what was old asked anew"]];

function facts(check) {
  const row = (name, ...value) => [el("dt", {}, name), el("dd", {}, ...value)];
  return el("dl", {},
    check.publisher || check.published ? row("Published", words([check.publisher, check.published].filter(Boolean).join(", "))) : [],
    row("Given", check.kind === "url" ? linked(check.source, check.source) : words(check.source === "-" ? "as text" : check.source)),
    row("Checked", time(check.finished ?? check.created), kWishes.map(([wish, words]) => (check.wishes?.[wish] ? `, ${words}` : ""))));
}

function elsewhere(check, formats) {
  const enter = (event) => event.target.open && ask("/api/status").catch(() => null); // What is saved is not to be a sign-in page.
  return el("details", { toggle: enter }, el("summary", {}, "Take it elsewhere"),
    el("ul", { class: "formats" }, formats.map((format) =>
      el("li", {}, el("a", { href: `/api/checks/${check.id}/report?format=${format.name}`, download: true }, format.name), ` ${format.what}`))));
}

export async function showCheck(place, { id }) {
  const [status, first] = await Promise.all([ask("/api/status"), ask(`/api/checks/${id}`)]);
  const heading = el("h1", { dir: "auto" });
  const state = el("p", { class: "state" });
  const bar = el("progress", { "aria-label": "How far the check is" });
  const waits = el("p", { class: "waits" });
  const body = el("div");
  const wrong = el("p", { class: "problem", role: "alert" });
  const act = (method, path, then, json) => async () => {
    try {
      then(await ask(path, { method, json }));
    } catch (error) {
      wrong.textContent = error.message;
    }
  };
  const again = (how) => act("POST", `/api/checks/${id}/again`, (made) => (location.hash = `#/check/${made.id}`), how);
  const agains = [el("button", { type: "button", click: again() }, "Check again"),
    el("button", { type: "button", click: again({ newer_than: "0s" }) }, "Ask everything anew")];
  const forget = act("DELETE", `/api/checks/${id}`, () => (location.hash = "#/history"));
  const sure = el("dialog", { "aria-labelledby": "sure" }, el("p", { id: "sure" }, "Forget this check and its report? What the web answered stays in the cache."),
    el("form", { method: "dialog", class: "actions" }, el("button", { value: "no" }, "Keep it"), el("button", { value: "yes", class: "danger", click: forget }, "Forget it")));
  place.append(heading, state, bar, waits, wrong, body, el("p", { class: "actions" },
    agains,
    el("button", { type: "button", click: () => sure.showModal() }, "Forget")), sure);
  let last = "";
  const show = (check) => {
    heading.textContent = titleOf(check);
    document.title = `${titleOf(check)} – ibid`;
    state.textContent = stateWords(check);
    bar.hidden = check.state === "done" || check.state === "failed";
    agains.forEach((button) => (button.hidden = !bar.hidden));
    waits.replaceChildren(...(check.progress?.waiting_for ? ["Waits for ", words(check.progress.waiting_for)] : []));
    if (check.progress?.references) {
      bar.max = check.progress.references;
      bar.value = check.progress.resolved ?? 0;
    }
    if (check.state === last) return;
    last = check.state;
    say(stateWords(check));
    body.replaceChildren();
    if (check.state === "failed") {
      body.append(el("p", { class: "problem", dir: "auto" }, check.error ?? ""), facts(check));
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
  const away = el("p", { class: "problem", role: "status" });
  bar.after(away);
  const end = listen(`/api/checks/${id}/events`, {
    check: (check) => {
      show(check);
      if (check.state === "done" || check.state === "failed") end();
    },
    deleted: () => {
      end();
      bar.hidden = true;
      state.textContent = "This check was forgotten.";
      place.querySelectorAll(".actions > button").forEach((button) => button.remove());
      say(state.textContent);
    },
  }, (there) => (away.textContent = there ? "" : "The server does not answer at the moment. What was asked for is kept, and goes on when it is back."));
  return end;
}
