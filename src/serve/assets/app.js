// Which page is shown: the address behind "#" says it, so that each can be kept and gone back to.
import { ask, askAfterSigningInWith, el } from "./dom.js";
import { showCheck } from "./check.js";
import { showHistory } from "./history.js";
import { showNewCheck } from "./new_check.js";
import { showRot } from "./rot.js";
import { showOpen, signIn, signOutButton } from "./session.js";
import { showSources } from "./sources.js";

const main = document.getElementById("main");
const kPages = [
  [/^\/$/, "Check", showNewCheck],
  [/^\/check\/(\d+)$/, "Check", showCheck],
  [/^\/history$/, "History", showHistory],
  [/^\/rot$/, "Link rot", showRot],
  [/^\/sources$/, "Sources", showSources],
  [/^\/open$/, "Sign in", showOpen],
];
let leave = null; // Ends what the page that is shown still listens to.
let shown = 0;
let moved = false;

async function show() {
  const mine = ++shown;
  leave?.();
  leave = null;
  const [path, query = ""] = (location.hash.slice(1) || "/").split("?");
  const page = kPages.find(([pattern]) => pattern.test(path));
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.getAttribute("href").slice(1) === path;
    current ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current");
  }
  const place = el("div");
  main.replaceChildren(place);
  if (!page) {
    place.append(el("h1", {}, "There is no such page"), el("p", {}, el("a", { href: "#/" }, "Check an article")));
    return;
  }
  document.title = `${page[1]} – ibid`;
  try {
    const end = await page[2](place, { id: path.match(page[0])[1], query: new URLSearchParams(query), words: query });
    mine === shown ? (leave = end) : end?.();
  } catch (error) {
    if (mine !== shown) return;
    const out = error.status === 401;
    place.replaceChildren(el("h1", {}, out ? "Signed out" : "That did not work"), el("p", { class: "problem" }, error.message),
      el("p", {}, el("button", { type: "button", click: show }, out ? "Sign in" : "Try again")));
  }
  // Whoever went to another page reads on there; whoever just came begins at the top.
  if (mine === shown && moved && document.activeElement === document.body) main.focus({ preventScroll: true });
}

async function showState() {
  const status = await ask("/api/status").catch(() => null);
  if (!status) return;
  document.getElementById("state").replaceChildren(`ibid ${status.version}` +
    (status.offline ? " · offline: nobody is asked, the cache alone answers" : "") +
    (status.third_parties === false ? " · no archives and no search interfaces are asked" : ""),
    ...(status.token ? [" · ", signOutButton(() => {
      main.replaceChildren();
      show();
    })] : []));
}

askAfterSigningInWith(signIn);
addEventListener("hashchange", () => {
  moved = true;
  document.activeElement?.blur?.();
  scrollTo(0, 0);
  show();
});
show();
showState();
