"use strict";
// Choosing a mention shows its source, choosing a source shows its mentions. Without this script
// the numbers in the text and the quotes in the sources are plain links that do the same.
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element) =>
    element && element.scrollIntoView({ block: "nearest", behavior: reduced ? "auto" : "smooth" });

  // What belongs to each source: there can be thousands, so they are looked for once.
  let parts;
  const partsOf = (id) => {
    if (!parts) {
      parts = new Map();
      for (const element of all("[data-s]")) {
        const known = parts.get(element.dataset.s);
        if (known) known.push(element);
        else parts.set(element.dataset.s, [element]);
      }
    }
    return parts.get(id) || [];
  };

  const choose = (id) => {
    for (const element of all(".on")) element.classList.remove("on");
    if (!id) return;
    for (const element of partsOf(id)) element.classList.add("on");
    const card = document.getElementById(id);
    if (card) card.classList.add("on");
  };

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (!(target instanceof Element)) return;
    const card = target.closest(".card");
    if (card) {
      choose(card.id);
      if (!target.closest("a, summary, details")) {
        show(document.querySelector(`.text [data-s="${card.id}"]`));
      }
      return;
    }
    if (target.closest("a:not([data-s]), .graph button, .graph input")) return;
    const mark = target.closest("[data-s]");
    choose(mark && mark.dataset.s);
    if (mark && !target.closest("a")) show(document.getElementById(mark.dataset.s));
  });

  // The evidence is written in <noscript>, for who has no scripts: elements are made of what is opened.
  document.addEventListener("toggle", (event) => {
    const written = event.target.matches(".card details") && event.target.querySelector("noscript");
    if (!written) return;
    const parts = document.createElement("div");
    parts.innerHTML = written.textContent;
    for (const link of parts.querySelectorAll("a:empty")) link.textContent = link.getAttribute("href");
    written.replaceWith(parts);
  }, true);

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") choose(null);
  });

  const follow = () => {
    const id = location.hash.slice(1);
    if (/^s[0-9]+$/.test(id)) choose(id);
    const at = /^m[0-9]+$/.test(id) && document.getElementById(id);
    if (at) choose(at.dataset.s);
  };
  addEventListener("hashchange", follow);
  follow();
})();
