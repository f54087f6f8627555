// A new check: an address, a text or files; also what is dropped on the page.
import { ask, el, say } from "./dom.js";

const kInput = [["url", "Address"], ["text", "Text"], ["file", "File"]];

// What is dragged onto the page and let go is taken. `take` gets { files }, { url } or { text }.
function takeDrops(take) {
  const ours = (event) => {
    const kinds = event.dataTransfer?.types ?? [];
    return kinds.includes("Files") || (kinds.includes("text/plain") && !event.target.closest?.("input, textarea"));
  };
  const over = (event) => {
    if (!ours(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("over");
  };
  const out = (event) => event.relatedTarget === null && document.body.classList.remove("over");
  const drop = (event) => {
    document.body.classList.remove("over");
    if (!ours(event)) return;
    event.preventDefault();
    const { files, items } = event.dataTransfer;
    const text = event.dataTransfer.getData("text/plain").trim();
    const url = event.dataTransfer.getData("text/uri-list").split(/\r?\n/).find((line) => /^https?:/i.test(line)) ?? (/^https?:\/\/\S+$/i.test(text) ? text : null);
    if (files.length) take({ files, folder: [...items].some((item) => item.webkitGetAsEntry?.()?.isDirectory) });
    else if (url) take({ url });
    else if (text) take({ text });
  };
  const listeners = [["dragenter", over], ["dragover", over], ["dragleave", out], ["drop", drop]];
  listeners.forEach(([kind, heard]) => addEventListener(kind, heard));
  return () => {
    document.body.classList.remove("over");
    listeners.forEach(([kind, heard]) => removeEventListener(kind, heard));
  };
}

const kSwitches = [
  ["offline", "Ask nobody: what is in the cache alone answers", (status) => status.offline],
  ["no_third_party", "Ask only hosts that the article names, no archives and no search interfaces: for what is not to be known yet", (status) => status.third_parties === false],
  ["no_archive", "Look for no archived copies of what is dead: quicker", (status) => status.archived_copies === false || status.third_parties === false],
];
const kAges = [["", "as long as it stands: a day, less for trouble"], ["1h", "for an hour"], ["0s", "for nothing: ask everything anew"]];

// The flags of ibid check that may differ from check to check. What the server was started with stays.
function lookChoices(status) {
  const boxes = kSwitches.map(([name, , always]) => el("input", { type: "checkbox", id: name, checked: always(status), disabled: always(status) }));
  const age = el("select", { id: "newer_than" }, kAges.map(([value, words]) => el("option", { value }, words)));
  return {
    fields: [kSwitches.map(([name, words], i) => el("p", { class: "switch" }, boxes[i], el("label", { for: name }, words))),
      el("p", {}, el("label", { for: "newer_than" }, "What an earlier check found out is good"), age)],
    wishes: () => Object.fromEntries([...boxes.filter((box) => box.checked && !box.disabled).map((box) => [box.id, true]), ...(age.value ? [["newer_than", age.value]] : [])]),
  };
}

export async function showNewCheck(place) {
  const status = await ask("/api/status");
  const most = status.limits.input_bytes;
  const url = el("input", { id: "url", type: "url", placeholder: "https://", autocomplete: "off", required: true });
  const text = el("textarea", { id: "text", rows: 12, required: true });
  const file = el("input", { id: "file", type: "file", required: true, multiple: true, accept: ".html,.htm,.txt,.md,.pdf" });
  const fields = {
    url: el("p", {}, el("label", { for: "url" }, "The article’s address"), url),
    text: el("p", {}, el("label", { for: "text" }, "The article’s text"), text),
    file: el("p", {}, el("label", { for: "file" }, "Pages, texts, Markdown or PDF"), file,
      el("small", {}, `At most ${Math.floor(most / (1 << 20))} MB each.`)),
  };
  const date = el("input", { id: "date", type: "date" });
  const from = el("input", { id: "from", type: "url", placeholder: "https://", autocomplete: "off" });
  const origin = el("p", {}, el("label", { for: "from" }, "The address it came from, if it has links without a host"), from);
  const looks = lookChoices(status);
  const about = () => ({ ...(date.value ? { date: date.value } : {}), ...(kind !== "url" && from.value.trim() ? { url: from.value.trim() } : {}), ...looks.wishes() });
  let kind = "url";
  const choices = new Map(kInput.map(([name]) => [name, el("input", { type: "radio", name: "what", id: `what-${name}`, value: name, change: () => show(name) })]));
  const show = (which) => {
    kind = which;
    choices.get(which).checked = true;
    origin.hidden = which === "url";
    from.disabled = origin.hidden;
    for (const [name, field] of Object.entries(fields)) {
      field.hidden = name !== which;
      field.querySelectorAll("input, textarea").forEach((input) => (input.disabled = name !== which));
    }
  };
  const wrong = el("p", { class: "problem", role: "alert" });
  const button = el("button", {}, "Check");
  const sendFiles = async () => {
    const large = [...file.files].find((one) => one.size > most);
    if (large) throw new Error(`${large.name} is larger than ${Math.floor(most / (1 << 20))} MB, which is the limit of this server.`);
    let made = null;
    for (const one of file.files) {
      made = await ask(`/api/checks?${new URLSearchParams({ name: one.name.slice(-255), ...about() })}`, { method: "POST", file: one });
    }
    return file.files.length > 1 ? "#/history" : `#/check/${made.id}`;
  };
  const sendWords = async () => {
    const json = { ...about(), ...(kind === "url" ? { url: url.value.trim() } : { text: text.value }) };
    return `#/check/${(await ask("/api/checks", { method: "POST", json })).id}`;
  };
  const send = async (event) => {
    event.preventDefault();
    wrong.textContent = "";
    button.disabled = true;
    try {
      location.hash = await (kind === "file" ? sendFiles() : sendWords());
    } catch (error) {
      wrong.textContent = error.message;
      button.disabled = false;
    }
  };
  place.append(el("h1", {}, "What does this article lean on?"),
    el("p", { class: "lead" }, "ibid finds the posts, links and sources of an article, goes and looks, and draws the citation graph with its evidence."),
    el("form", { submit: send }, el("fieldset", {}, el("legend", {}, "Give it"),
      kInput.map(([name, label]) => el("span", { class: "choice" }, choices.get(name), el("label", { for: `what-${name}` }, label)))),
      Object.values(fields), el("details", {}, el("summary", {}, "How to look"),
        el("p", {}, el("label", { for: "date" }, "The article’s date, where it does not say it"), date), origin, looks.fields), wrong, el("p", {}, button, el("small", { class: "aside" }, "or drop a file, a link or a text anywhere on this page"))));
  show("url");
  return takeDrops((dropped) => {
    wrong.textContent = dropped.folder ? "That is a folder; drop the files that are in it." : "";
    if (dropped.folder) return;
    show(dropped.files ? "file" : dropped.url ? "url" : "text");
    if (dropped.files) file.files = dropped.files;
    else if (dropped.url) url.value = dropped.url;
    else text.value = dropped.text;
    say(dropped.files ? `Taken: ${[...dropped.files].map((one) => one.name).join(", ")}` : "Taken");
    button.focus();
  });
}
