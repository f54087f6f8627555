// Walking through the graph: one thing at a time, with what leads to it on its left and what it leads to
// on its right; and the table of all. Everything comes from the rows that are written in <noscript> for who
// has no scripts, the row of #n1 first: there can be thousands, so elements are made of those that are shown.
(() => {
  const holder = document.querySelector(".nodes");
  if (!holder) return;
  const SHOWN = 12;
  const [head, ...rows] = holder.querySelector("noscript").textContent.split(/\n(?=<tr id=)/);
  const indexOf = (address) => Number(address.slice(2)) - 1;  // Of "#n1".

  const SIGNS = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
  const plain = (html) => html.replace(/<[^>]*>/g, " ").replace(/&[a-z0-9#]+;/g, (sign) => SIGNS[sign] || sign);
  const later = (make) => {
    let made;
    return () => (made ??= make());
  };
  const names = later(() => rows.map((row) => plain(row.slice(row.indexOf("<th"), row.indexOf("</th>"))).trim()));
  // What a row says of the thing itself, not of what it leads to.
  const words = later(() => rows.map((row) => plain(row.slice(0, row.lastIndexOf("<td>"))).toLocaleLowerCase()));
  const lowerNames = later(() => names().map((name) => name.toLocaleLowerCase()));
  // For each row those that lead to it.
  const leading = later(() => {
    const into = rows.map(() => new Set());
    rows.forEach((row, index) => {
      for (const [, to] of row.matchAll(/"#n([0-9]+)"/g)) into[to - 1]?.add(index);
    });
    return into;
  });
  const element = (index) => {
    const body = document.createElement("tbody");
    body.innerHTML = rows[index];
    return body.firstElementChild;
  };
  // What a row leads to.
  const tiesOf = (row) =>
    Array.from(row.querySelectorAll("li"), (item) => {
      const link = item.querySelector('a[href^="#n"]');
      return link && { index: indexOf(link.hash), kind: item.firstChild.textContent.trim(), place: item.querySelector('a[href^="#m"]') };
    }).filter(Boolean);
  const tiesInto = (index) =>
    Array.from(leading()[index]).flatMap((from) =>
      tiesOf(element(from)).filter((tie) => tie.index === index).map((tie) => ({ ...tie, index: from })));

  const make = (name, words, ...children) => {
    const element = document.createElement(name);
    if (words) element.textContent = words;
    element.append(...children);
    return element;
  };
  const button = (name, act) => {
    const element = make("button", name);
    element.type = "button";
    element.addEventListener("click", act);
    return element;
  };
  const step = (index) => {
    const element = button(names()[index], () => walk(index, true));
    element.dir = "auto";
    return element;
  };
  const ties = (title, list) => {
    const column = make("div", "", make("h3", `${title} (${list.length})`));
    const items = make("ul");
    const add = (tie) => {
      const item = make("li", "", make("small", tie.kind), " ", step(tie.index));
      if (tie.place) item.append(" ", make("small", "", tie.place.cloneNode(true)));
      items.append(item);
    };
    list.slice(0, SHOWN).forEach(add);
    if (list.length > SHOWN) {
      const more = button(`and ${list.length - SHOWN} more`, () => {
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
  const walk = (index, focus) => {
    if (!rows[index]) return;
    const row = element(index);
    const [, kind, outcome] = row.children;
    const heading = make("h3", names()[index]);
    heading.tabIndex = -1;
    heading.dir = "auto";
    const here = make("div", "", heading, make("p", kind.textContent));
    here.className = `here ${row.className}`;
    if (outcome.childNodes.length) {
      const found = make("p", "", ...outcome.childNodes);
      found.className = "verdict";
      here.append(found);
    }
    steps.replaceChildren(ties("Leads here", tiesInto(index)), here, ties("Leads to", tiesOf(row)));
    picture("n" + (index + 1));
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

  const search = (title, act) => {
    const input = make("input");
    input.type = "search";
    input.addEventListener("input", () => act(input.value.toLocaleLowerCase()));
    return [make("label", title + " ", input), input];
  };
  const found = make("ul");
  found.setAttribute("aria-live", "polite");
  const [label] = search("Find in the graph", (wanted) => {
    const hits = [];
    for (let i = 0; wanted && i < rows.length && hits.length <= SHOWN; ++i) {
      if (lowerNames()[i].includes(wanted)) hits.push(i);
    }
    found.replaceChildren(...hits.slice(0, SHOWN).map((index) => make("li", "", step(index))));
    if (hits.length > SHOWN) found.append(make("li", "and more: type on"));
    if (wanted && !hits.length) found.append(make("li", "Nothing in the graph is called that."));
  });
  const find = make("div", "", label, button("Show all", whole), found);
  find.className = "find";
  const panel = make("div", "", find, steps);
  panel.className = "walk";
  holder.before(panel);

  // A row of the table, with the first of the many things that it leads to.
  const shortened = (index) => {
    const row = element(index);
    const items = Array.from(row.querySelectorAll("li")).slice(SHOWN);
    if (!items.length) return row;
    const list = items[0].parentElement;
    for (const item of items) item.remove();
    const more = button(`and ${items.length} more`, () => {
      more.parentElement.remove();
      list.append(...items);
    });
    list.append(make("li", "", more));
    return row;
  };
  // The table. `hits` are the rows that it is about, `shown` of them from `first` on are there.
  const CHUNK = 200;
  const everything = rows.map((_, index) => index);
  let hits = everything, first = 0, shown = 0;
  const body = make("tbody");
  const counted = make("p");
  counted.setAttribute("role", "status");
  const earlier = button("", () => {
    const from = Math.max(0, first - CHUNK);
    body.prepend(...hits.slice(from, first).map(shortened));
    shown += first - from;
    first = from;
    count();
  });
  const further = button("", () => more(CHUNK));
  const more = (number) => {
    const next = hits.slice(first + shown, first + shown + number);
    body.append(...next.map(shortened));
    shown += next.length;
    count();
  };
  const count = () => {
    const after = hits.length - first - shown;
    earlier.textContent = `Show ${Math.min(CHUNK, first)} before these`;
    earlier.hidden = first === 0;
    further.textContent = `Show ${Math.min(CHUNK, after)} more`;
    further.hidden = after === 0;
    counted.textContent = hits.length === shown ? `${shown} rows` : `${shown} of ${hits.length} rows`;
  };
  const show = (wanted, from) => {
    [hits, first, shown] = [wanted, from, 0];
    body.replaceChildren();
    more(CHUNK);
  };
  const [filterLabel, filter] = search("Rows with the words", (wanted) =>
    show(wanted ? everything.filter((index) => words()[index].includes(wanted)) : everything, 0));
  const build = later(() => {
    const bar = make("div", "", filterLabel, counted);
    bar.className = "find";
    const table = make("div");
    table.innerHTML = head + "</tbody></table>";
    table.querySelector("tbody").replaceWith(body);
    table.className = "rows";
    holder.append(bar, earlier, table, further);
    show(everything, 0);
    return true;
  });
  const reveal = (index) => {
    if (!rows[index]) return;
    build();
    holder.open = true;
    const at = hits.indexOf(index);
    if (at < first || at >= first + shown) {
      filter.value = "";
      show(everything, Math.max(0, index - 5));
    }
    for (const row of body.querySelectorAll(".on")) row.classList.remove("on");
    const row = body.querySelector(`#n${index + 1}`);
    row.classList.add("on");
    row.scrollIntoView({ block: "center" });
  };
  holder.addEventListener("toggle", () => holder.open && build());
  addEventListener("beforeprint", () => holder.open && build() && more(rows.length));
  const follow = () => /^#n[0-9]+$/.test(location.hash) && reveal(indexOf(location.hash));
  addEventListener("hashchange", follow);

  for (const link of drawn) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      walk(indexOf(link.getAttribute("href")), false);
    });
  }
  const article = drawn.find((link) => link.querySelector(".g-article")) || drawn[0];
  walk(article ? indexOf(article.getAttribute("href")) : 0, false);
  whole();
  follow();
  // A large picture scrolls in its frame: first to the article.
  const frame = document.querySelector(".scroll");
  new IntersectionObserver((seen, observer) => {
    if (!article || !seen.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    const [at, around] = [article.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollTop += at.top + at.height / 2 - around.top - around.height / 2;
  }).observe(frame);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") whole();
  });
})();
