// Walking through the graph: one thing at a time, with what leads to it on its left and what it leads to
// on its right. Everything comes from the table, which is there without this script.
(() => {
  const table = document.querySelector(".nodes");
  if (!table) return;
  const SHOWN = 12;
  const nodes = new Map();
  for (const row of table.querySelectorAll("tbody tr")) {
    const [name, kind, outcome] = row.children;
    nodes.set(row.id, { row, name: name.textContent, kind: kind.textContent, outcome, to: [], from: [] });
  }
  for (const [id, node] of nodes) {
    for (const item of node.row.querySelectorAll("li")) {
      const link = item.querySelector('a[href^="#n"]');
      const other = link && nodes.get(link.hash.slice(1));
      if (!other) continue;
      const tie = { kind: item.firstChild.textContent, place: item.querySelector('a[href^="#m"]') };
      node.to.push({ id: link.hash.slice(1), ...tie });
      other.from.push({ id, ...tie });
    }
  }

  const make = (name, words, ...children) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    element.append(...children);
    return element;
  };
  const button = (id) => {
    const element = make("button", nodes.get(id).name);
    element.type = "button";
    element.dir = "auto";
    element.addEventListener("click", () => walk(id, true));
    return element;
  };
  const ties = (title, list) => {
    const column = make("div", "", make("h3", `${title} (${list.length})`));
    const items = make("ul");
    const add = (tie) => {
      const item = make("li", "", make("small", tie.kind), " ", button(tie.id));
      if (tie.place) item.append(" ", make("small", "", tie.place.cloneNode(true)));
      items.append(item);
    };
    list.slice(0, SHOWN).forEach(add);
    if (list.length > SHOWN) {
      const more = make("button", `and ${list.length - SHOWN} more`);
      more.type = "button";
      more.addEventListener("click", () => {
        more.parentElement.remove();
        list.slice(SHOWN).forEach(add);
      });
      items.append(make("li", "", more));
    }
    column.append(items);
    return column;
  };

  const steps = make("div");
  steps.className = "steps";
  const walk = (id, focus) => {
    const node = nodes.get(id);
    if (!node) return;
    const heading = make("h3", node.name);
    heading.tabIndex = -1;
    heading.dir = "auto";
    const here = make("div", "", heading, make("p", node.kind));
    here.className = `here ${node.row.className}`;
    if (node.outcome.childNodes.length) {
      const outcome = make("p", "", ...node.outcome.cloneNode(true).childNodes);
      outcome.className = "verdict";
      here.append(outcome);
    }
    steps.replaceChildren(ties("Leads here", node.from), here, ties("Leads to", node.to));
    picture(id);
    if (focus) heading.focus();
  };

  const drawn = Array.from(document.querySelectorAll(".scroll a"));
  const lines = Array.from(document.querySelectorAll(".scroll .e"));
  const picture = (id) => {
    const near = new Set([id]);
    for (const line of lines) {
      const touches = line.dataset.f === id || line.dataset.t === id;
      line.classList.toggle("far", !touches);
      if (touches) near.add(line.dataset.f).add(line.dataset.t);
    }
    for (const link of drawn) {
      const own = link.getAttribute("href").slice(1);
      link.classList.toggle("chosen", own === id);
      link.classList.toggle("far", !near.has(own));
    }
  };
  const whole = () => {
    for (const element of [...lines, ...drawn]) element.classList.remove("far", "chosen");
  };

  const found = make("ul");
  const input = make("input");
  input.type = "search";
  input.addEventListener("input", () => {
    const words = input.value.toLocaleLowerCase();
    const hits = [];
    if (words) {
      for (const [id, node] of nodes) {
        if (node.name.toLocaleLowerCase().includes(words)) hits.push(id);
        if (hits.length > SHOWN) break;
      }
    }
    found.replaceChildren(...hits.slice(0, SHOWN).map((id) => make("li", "", button(id))));
    if (hits.length > SHOWN) found.append(make("li", "and more: type on"));
    if (words && !hits.length) found.append(make("li", "Nothing in the graph is called that."));
  });
  found.setAttribute("aria-live", "polite");
  const label = make("label", "Find in the graph ", input);
  const all = make("button", "Show all");
  all.type = "button";
  all.addEventListener("click", whole);
  const find = make("div", "", label, all, found);
  find.className = "find";
  const panel = make("div", "", find, steps);
  panel.className = "walk";
  table.before(panel);

  for (const link of drawn) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      walk(link.getAttribute("href").slice(1), false);
    });
  }
  const article = drawn.find((link) => link.querySelector(".g-article")) || drawn[0];
  walk(article ? article.getAttribute("href").slice(1) : nodes.keys().next().value, false);
  whole();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") whole();
  });
})();
