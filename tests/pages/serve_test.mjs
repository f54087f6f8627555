// The web app as people use it, in Debian's Chromium: serve_test.mjs CHROMIUM URL [TOKEN]
// With TOKEN the server wants it. Run by serve_pages_test.py, whose server knows one hostile article already.
import assert from "node:assert/strict";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [, , executablePath, base, token] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });

// A page whose complaints, dialogs and requests elsewhere are kept.
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => message.type() === "error" && !message.text().includes("401") && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("dialog", (dialog) => (heard.push("dialog " + dialog.message()), dialog.dismiss()));
  page.on("request", (request) => request.url().startsWith(base) || request.url().startsWith("data:") || heard.push("asks " + request.url()));
  await page.goto(base);
  return { page, heard, close: async () => (assert.deepEqual(heard, []), await context.close()) };
}
const heading = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();

if (token) {
  const enter = async (page) => {
    await heading(page, "Sign in");
    await page.locator("#token").fill(token);
    await page.keyboard.press("Enter");
  };
  for (const colorScheme of ["light", "dark"]) {
    const other = await open({ viewport: { width: 360, height: 700 }, colorScheme, bypassCSP: true });
    await heading(other.page, "Sign in");
    const { violations } = await new AxeBuilder({ page: other.page }).analyze();
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), []);
    await other.close();
  }
  const { page, close } = await open(); // Signing in, by keyboard.
  await heading(page, "Sign in");
  await page.keyboard.type("not the token");
  await page.keyboard.press("Enter");
  await page.locator(".problem:not(:empty)").waitFor();
  await enter(page);
  await heading(page, "What does this article lean on?");
  await page.reload();
  await heading(page, "What does this article lean on?");
  // The session ends while somebody writes: he signs in, and what he wrote is sent.
  const end = () => page.evaluate(() => fetch("/api/session", { method: "DELETE" }));
  await page.getByLabel("Text", { exact: true }).check();
  await page.getByLabel("The article’s text").fill("A quay\n\nThe mayor said on Monday that it is so.");
  await end();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByText("You are signed out").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("form .problem", { hasText: "signed out" }).waitFor();
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await enter(page);
  await heading(page, "A quay");
  await page.getByRole("link", { name: "Open the report by itself" }).waitFor();
  // Signed out, a report leads to signing in, and that back to the report.
  const report = base + (await page.getByRole("link", { name: "Open the report by itself" }).getAttribute("href")).slice(1);
  await end();
  const other = await page.context().newPage();
  await other.goto(report);
  await enter(other);
  await other.waitForURL(report);
  await heading(other, "A quay");
  await other.close();
  await page.getByRole("button", { name: "Sign out" }).click();
  await heading(page, "Sign in");
  assert.equal(await page.locator("main").textContent(), "", "nothing of what was shown stays");
  assert.equal(await page.evaluate(async () => (await fetch("/api/checks")).status), 401);
  await page.keyboard.press("Escape");
  await heading(page, "Signed out");
  await page.getByRole("button", { name: "Sign in" }).click();
  await enter(page);
  await page.getByRole("button", { name: "Sign out" }).waitFor();
  await close();
  await browser.close();
  process.exit(0);
}

const kText = "A ferry that will not sail\n\nThe New York Times reported on Monday that the ferry will not sail. " +
  "See http://many.example/gone and http://many.example/page/1 for more. The Times writes that nobody minds.\n";

{ // By mouse: a text, its report, again, forgotten.
  const { page, close } = await open();
  await page.getByLabel("Text", { exact: true }).check();
  await page.getByLabel("The article’s text").fill(kText);
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.getByRole("link", { name: "Open the report by itself" }).waitFor();
  await heading(page, "A ferry that will not sail");
  assert.match(await page.locator(".state").textContent(), /sources?: .*1 gone/);
  const report = page.frameLocator("iframe");
  await report.getByRole("heading", { level: 1, name: "A ferry that will not sail" }).waitFor();
  await page.frames().find((frame) => frame.url().includes("/report?")).waitForLoadState(); // Its script comes last.
  await report.locator(".text sup a").first().click();
  await report.locator(".card.on").first().waitFor({ timeout: 5000 }).catch(() => {}); // Chosen is what the address names, soon.
  assert.ok((await report.locator(".card.on").count()) > 0, "the report works inside its sandbox");
  await page.getByText("Take it elsewhere").click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "bibtex" }).click()]);
  assert.match(download.suggestedFilename(), /\.bib$/);
  const first = page.url();
  await page.getByRole("button", { name: "Check again" }).click();
  await page.waitForURL((url) => String(url) !== first);
  await page.getByRole("link", { name: "Open the report by itself" }).waitFor();
  await page.getByRole("button", { name: "Forget" }).click();
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("button", { name: "Forget" }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await heading(page, "History");
  await page.goBack();
  await page.locator(".problem").filter({ hasText: /./ }).waitFor();
  await close().catch((error) => assert.match(error.message, /404/)); // What is forgotten is not found, and the browser says so.
}

{ // By keyboard alone: an address, the history, a search.
  const { page, close } = await open();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.locator("#url").focus();
  await page.keyboard.type("http://story.example/article");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Open the report by itself" }).waitFor();
  await heading(page, "The port will open");
  await page.getByRole("link", { name: "History" }).focus();
  await page.keyboard.press("Enter");
  await heading(page, "History");
  await page.getByRole("link", { name: "The port will open" }).first().waitFor();
  await page.locator("#q").focus();
  await page.keyboard.type("zanzibar ferry");
  await page.keyboard.press("Enter");
  await heading(page, "Found");
  await page.locator(".checks li").first().waitFor(); // The heading stands before the server has answered.
  assert.equal(await page.locator(".checks li").count(), 1);
  assert.ok((await page.locator(".checks mark").count()) > 0);
  await page.locator(".checks a").focus();
  await page.keyboard.press("Enter");
  await heading(page, "The port will open");
  await close();
}

{ // A file; an address that nobody has; history that goes on by itself.
  const { page, close } = await open();
  const other = await open();
  await other.page.getByRole("link", { name: "History" }).click();
  await heading(other.page, "History");
  await page.getByLabel("File", { exact: true }).check();
  await page.locator("#file").setInputFiles({ name: "note.md", mimeType: "text/markdown", buffer: Buffer.from("# Of bridges\n\nThe mayor said on Monday that it is [so](http://many.example/page/7).\n") });
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await heading(page, "Of bridges");
  await other.page.getByRole("link", { name: "Of bridges" }).first().waitFor();
  await other.close();
  await page.getByRole("link", { name: "Check", exact: true }).click();
  await page.getByLabel("The article’s address").fill("http://nobody.example/x");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.locator("main .problem").filter({ hasText: "nobody.example" }).waitFor();
  await close();
}

{ // How to look is chosen, and said; what is waited for while a check runs.
  const { page, close } = await open();
  await heading(page, "What does this article lean on?");
  await page.getByText("How to look").click();
  assert.ok(await page.locator("#no_third_party").isDisabled(), "the server was started so");
  await page.getByLabel("Ask nobody").check();
  await page.getByLabel("The article’s date").fill("2015-09-28");
  await page.getByLabel("Text", { exact: true }).check();
  await page.getByLabel("The article’s text").fill("Of piers\n\nSee http://many.example/never/asked for more.");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.locator(".state", { hasText: "1 offline" }).waitFor();
  assert.match(await page.locator("dl").textContent(), /from the cache alone/);
  await page.goto(base + "#/");
  await page.getByText("How to look").click();
  assert.equal(await page.locator("#from").isVisible(), false, "an address has its own");
  await page.getByLabel("File", { exact: true }).check();
  await page.locator("#file").setInputFiles({ name: "wharf.html", mimeType: "text/html", buffer: Buffer.from("<title>Of wharves</title><article><h1>Of wharves</h1><p>The mayor said on Monday that it <a href='/page/wharf'>is so</a>.</p></article>") });
  await page.getByLabel("The address it came from").fill("http://many.example/of/wharves");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.locator(".state", { hasText: "1 alive" }).waitFor();
  await page.goto(base + "#/");
  await page.getByLabel("Text", { exact: true }).check();
  await page.getByLabel("The article’s text").fill("Of slips\n\nSee http://many.example/stuck/slips for more.");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await page.locator(".waits", { hasText: "many.example/stuck/slips" }).waitFor();
  await page.locator(".state", { hasText: "1 alive" }).waitFor();
  assert.equal(await page.locator(".waits").isVisible(), false);
  const first = page.url();
  await page.getByRole("button", { name: "Ask everything anew" }).click();
  await page.waitForURL((url) => String(url) !== first);
  await page.locator(".waits", { hasText: "many.example/stuck/slips" }).waitFor();
  await page.locator("dl", { hasText: "asked anew" }).waitFor();
  await close();
}

{ // What is dropped on the page is taken: an address, a text, files.
  const { page, close } = await open();
  await heading(page, "What does this article lean on?");
  const drop = (data) => page.evaluate((given) => {
    const transfer = new DataTransfer();
    for (const [kind, text] of Object.entries(given.text ?? {})) transfer.setData(kind, text);
    for (const name of given.files ?? []) transfer.items.add(new File([`${name}\n\nThe mayor said on Monday that it is so.`], name));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true });
      document.querySelector("h1").dispatchEvent(event);
      if (!event.defaultPrevented) throw new Error(`${kind} is left to the browser`);
    }
  }, data);
  await drop({ text: { "text/uri-list": "# from elsewhere\r\nhttp://story.example/article", "text/plain": "The port" } });
  assert.equal(await page.getByLabel("The article’s address").inputValue(), "http://story.example/article");
  await drop({ text: { "text/plain": "Of quays\n\nThe mayor said so on Monday." } });
  assert.match(await page.getByLabel("The article’s text").inputValue(), /^Of quays/);
  await drop({ files: ["One dropped.txt", "Another dropped.txt"] });
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Check");
  await page.keyboard.press("Enter");
  await heading(page, "History");
  for (const name of ["One dropped", "Another dropped"]) await page.getByRole("link", { name }).waitFor();
  const month = new Date().toLocaleString("en-GB", { month: "long", year: "numeric" });
  assert.deepEqual(await page.getByRole("heading", { level: 2 }).allTextContents(), [month]);
  await close();
}

{ // More checks than a page of the history shows, all going on; one is forgotten elsewhere while it is watched.
  const { page, close } = await open();
  const numbers = () => page.locator(".checks li").evaluateAll((items) => items.map((item) => Number(item.dataset.id)));
  const made = await page.evaluate(async () => {
    const ids = [];
    for (let i = 0; i < 60; ++i) {
      const text = `Story ${i}\n\nSee http://many.example/stuck/${i} for more, the mayor said on Monday.`;
      const headers = { "Content-Type": "application/json" };
      ids.push((await (await fetch("/api/checks", { method: "POST", headers, body: JSON.stringify({ text }) })).json()).id);
    }
    return ids;
  });
  await page.goto(base + "#/history");
  await page.getByRole("button", { name: "Show more" }).waitFor();
  await page.waitForTimeout(3000); // Some of the first go on and are told of.
  await page.getByRole("button", { name: "Show more" }).click();
  await page.locator(`.checks [data-id="${made[0]}"]`).waitFor();
  const shown = await numbers();
  assert.deepEqual(shown, [...new Set(shown)].sort((a, b) => b - a), "newest first, each once");
  await page.goto(base + `#/check/${made.at(-1)}`);
  await page.locator(".state").filter({ hasText: "Waiting" }).waitFor();
  await page.evaluate((id) => fetch(`/api/checks/${id}`, { method: "DELETE" }), made.at(-1));
  await page.locator(".state").filter({ hasText: "forgotten" }).waitFor();
  await page.evaluate((ids) => Promise.all(ids.map((id) => fetch(`/api/checks/${id}`, { method: "DELETE" }))), made.slice(0, -1));
  await close();
}

{ // Link rot and sources: each drawing has its table, each source its ties.
  const { page, close } = await open();
  await page.getByRole("link", { name: "Link rot" }).click();
  await heading(page, "Link rot");
  await page.locator(".column").first().waitFor();
  const bars = await page.locator(".column").count();
  await page.getByText("The same as a table").click();
  assert.equal(await page.locator("table").first().locator("tbody tr").count(), bars);
  await page.locator(".column[tabindex='0']").focus(); // What the bar says is its name, and stands above.
  await page.keyboard.press("End");
  const name = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(name, /: \d+ answer, \d+ not known, 1 failing/);
  assert.equal(await page.locator(".said").textContent(), name);
  const fills = await page.locator(".column").last().locator(".part").evaluateAll((parts) => parts.map((part) => part.getAttribute("fill")));
  assert.equal(new Set(fills).size, 4, "parts are told apart without colour");
  const many = page.locator(".hosts li", { hasText: "many.example" });
  assert.match(await many.textContent(), /1 failing of \d+/);
  assert.match(await many.getByRole("img").getAttribute("aria-label"), /^\d+ answer, 1 failing$/);
  await page.getByRole("link", { name: "Sources" }).click();
  await heading(page, "Sources");
  // The drawing by keyboard: names in full, their lines, and what each is tied to.
  await page.locator(".end[tabindex='0']").focus();
  const article = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.ok(article.startsWith(await page.locator(".said strong").textContent()));
  assert.ok((await page.locator(".ties path.on").count()) > 0);
  await page.keyboard.press("ArrowRight");
  const source = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(source, /, in \d+ articles/);
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "here");
  await page.locator("#find").fill("many.example/gone");
  assert.equal(await page.locator("td .tie").count(), 1);
  await page.locator("td .tie").first().focus();
  await page.keyboard.press("Enter");
  const here = await page.locator("#here").textContent();
  assert.equal(await page.evaluate(() => document.activeElement.id), "here");
  await page.locator(".walk .tie").first().click();
  assert.notEqual(await page.locator("#here").textContent(), here);
  await page.goto(base + "#/nowhere");
  await heading(page, "There is no such page");
  await close();
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 800, 1400]) { // All pages, the hostile article's too.
    const { page, close } = await open({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true }); // axe adds a script.
    for (const hash of ["/", "/history", "/check/1", "/rot", "/sources", "/history?q=%3Cimg"]) {
      await page.goto(base + "#" + hash);
      await page.locator("main h1").waitFor();
      await page.waitForTimeout(400); // For what is asked of the server.
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${hash} stands out sideways`);
      assert.equal(await page.evaluate(() => window.ran), undefined, "an article's markup is words");
      const { violations } = await new AxeBuilder({ page }).exclude("iframe").analyze();
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], `${hash} ${colorScheme} ${width}`);
    }
    await close();
  }
}
await browser.close();
