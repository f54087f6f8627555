"use strict";
// Choosing a mention shows its source, choosing a source shows its mentions. Without this script
// the numbers in the text and the quotes in the sources are plain links that do the same.
(() => {
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element) =>
    element && element.scrollIntoView({ block: "nearest", behavior: reduced ? "auto" : "smooth" });

  const choose = (id) => {
    for (const element of all(".on")) element.classList.remove("on");
    if (!id) return;
    for (const element of all("[data-s]")) element.classList.toggle("on", element.dataset.s === id);
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
