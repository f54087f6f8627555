// The HTML report as people use it, in Debian's Chromium: report_test.mjs CHROMIUM FOLDER
// FOLDER holds sample.html, hostile-N.html made of hostile articles, and large.html. Run by pages_test.py.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const [, , executablePath, folder] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const url = (name) => "file://" + path.join(folder, name);

// A page whose complaints, dialogs and requests are kept.
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = [];
  page.on("console", (message) => message.type() === "error" && heard.push(message.text()));
  page.on("pageerror", (error) => heard.push(String(error)));
  page.on("dialog", (dialog) => (heard.push("dialog " + dialog.message()), dialog.dismiss()));
  page.on("request", (request) => request.url() === url(name) || request.isNavigationRequest() || heard.push("asks " + request.url()));
  await page.goto(url(name));
  return { page, heard, close: () => context.close() };
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [360, 800, 1400]) {
    const { page, heard, close } = await open("sample.html", { viewport: { width, height: 900 }, colorScheme });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, "nothing stands out sideways");
    assert.deepEqual(heard, []);
    await close();
    // axe needs to add a script of its own, which the page's policy rightly refuses.
    const tested = await open("sample.html", { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await tested.page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const { violations } = await new AxeBuilder({ page: tested.page }).analyze();
    assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes[0].html}`), [], `${colorScheme} ${width}`);
    await tested.close();
  }
}

{ // By mouse.
  const { page, heard, close } = await open("sample.html");
  const number = page.locator(".text sup a").first();
  const id = (await number.getAttribute("href")).slice(1);
  await number.click();
  assert.ok(await page.locator(`#${id}`).evaluate((card) => card.classList.contains("on")), "the source is shown");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".on").count(), 0);

  const dead = await page.locator(".card.o-dead").count();
  assert.ok(dead > 0);
  await page.locator("#o-dead").uncheck();
  assert.equal(await page.locator(".card.o-dead:visible").count(), 0);
  assert.ok((await page.locator(".card:visible").count()) > 0);
  await page.locator("#o-dead").check();
  await page.locator("#f-posts").uncheck();
  assert.equal(await page.locator(".group.k-posts:visible").count(), 0);
  await page.locator("#f-posts").check();

  const drawn = page.locator(".scroll a").nth(2);
  await drawn.click();
  assert.ok((await page.locator(".scroll .far").count()) > 0, "what is not tied to it steps back");
  const name = await page.locator(".here h3").textContent();
  await page.locator(".steps li button").first().click();
  assert.notEqual(await page.locator(".here h3").textContent(), name);
  await page.getByRole("button", { name: "Show all" }).click();
  assert.equal(await page.locator(".scroll .far").count(), 0);
  assert.deepEqual(heard, []);
  await close();
}

{ // By keyboard.
  const { page, heard, close } = await open("sample.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  const first = page.locator(".text sup a").first();
  await first.focus();
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#s\d+$/);
  await page.getByLabel("Find in the graph").focus();
  await page.keyboard.type("new york");
  await page.keyboard.press("Tab"); // Show all.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.match(await page.locator(".here h3").textContent(), /New York/);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H3", "what was walked to is read out");
  const picture = page.locator(".scroll a").nth(3);
  await picture.focus();
  await page.keyboard.press("Enter");
  assert.ok((await page.locator(".scroll .far").count()) > 0);
  assert.deepEqual(heard, []);
  await close();
}

{ // A link to a mention, to a source, to a node; and without scripts.
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open("sample.html", { javaScriptEnabled });
    for (const anchor of ["m1", "s4", "n2"]) {
      await page.goto(url("sample.html") + "#" + anchor);
      assert.ok(await page.locator(`#${anchor}`).isVisible(), `#${anchor} is shown, scripts ${javaScriptEnabled}`);
    }
    await close();
  }
}

{ // On paper.
  const { page, close } = await open("sample.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".filters, .walk").locator("visible=true").count(), 0);
  await close();
}

let hostile = 0;
for (const name of fs.readdirSync(folder).filter((file) => /^hostile-.*html$/.test(file))) {
  const { page, heard, close } = await open(name);
  // An inline handler, a script or a frame that came in through the article would be one of these.
  const strange = await page.evaluate(() => ({
    scripts: document.scripts.length,
    elements: document.querySelectorAll("iframe, img, object, embed, form, base, meta[http-equiv=refresh], link, math, template").length,
    handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
    links: [...document.links].filter((a) => !/^(https?:|file:)/.test(a.href)).map((a) => a.href),
  }));
  assert.deepEqual(strange, { scripts: 1, elements: 0, handlers: 0, links: [] }, name);
  assert.deepEqual(heard, [], name);
  await close();
  hostile += 1;
}
assert.ok(hostile > 10);

for (const width of [1400, 360]) { // Two thousand mentions, five thousand nodes.
  const { page, heard, close } = await open("large.html", { viewport: { width, height: 900 } });
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
  const elements = await page.evaluate(() => document.getElementsByTagName("*").length);
  assert.ok(elements < 70000, `${elements} elements: what is not looked at yet has none`);
  const mention = page.locator(".text sup a").nth(1500);
  const id = (await mention.getAttribute("href")).slice(1);
  await mention.click();
  const card = page.locator(`#${id}`);
  assert.ok(await card.evaluate((element) => element.classList.contains("on")));
  await card.locator("summary").click();
  assert.match(await card.locator("details li a").first().textContent(), /^https?:/, "evidence is there once it is opened");
  await page.locator("#o-dead").uncheck();
  assert.equal(await page.locator(".card.o-dead:visible").count(), 0);
  assert.ok((await page.locator(".card.o-changed:visible").count()) > 0);
  await page.locator("#o-dead").check();

  await page.getByLabel("Find in the graph").fill("https://bit.ly/0063");
  await page.locator(".find li button").first().click();
  assert.match(await page.locator(".here h3").textContent(), /0063/);
  const next = page.locator(".steps > div").nth(2).locator("button").first();
  const name = await next.textContent();
  await next.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".here h3").textContent(), name);
  assert.match(await page.locator(".steps > div").first().textContent(), /redirects to .*0063/, "what led here is there too");

  await page.locator(".nodes > summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".nodes tbody tr").count(), 200);
  await page.keyboard.press("Tab");
  await page.keyboard.type("gone");
  const status = page.locator(".nodes [role=status]");
  assert.equal(await status.textContent(), "200 of 400 rows");
  await page.getByRole("button", { name: "Show 200 more" }).click();
  assert.equal(await status.textContent(), "400 rows");
  assert.equal(await page.locator(".nodes tbody tr").evaluateAll((rows) => rows.filter((row) => row.textContent.includes("gone")).length), 400);
  // A link to a row that is not among those.
  await page.goto(url("large.html") + "#n4000");
  assert.ok(await page.locator("#n4000").isVisible());
  await page.getByRole("button", { name: "Show 200 before" }).click();
  assert.ok(await page.locator("#n3900").isVisible());
  // The article leads to more than a row shows at once.
  await page.getByLabel("Rows with the words").fill("article");
  const many = page.locator(".nodes tbody tr", { hasText: "article, 20 April 2025" });
  assert.equal(await many.locator("li").count(), 13);
  await many.getByRole("button").click();
  assert.ok((await many.locator("li").count()) > 1000);
  assert.deepEqual(heard, []);
  await close();
}

{ // The same without scripts: all of it is there, and addresses are seen that are written once.
  const { page, heard, close } = await open("large.html", { javaScriptEnabled: false });
  assert.ok((await page.locator(".nodes tbody tr").count()) >= 5000);
  const evidence = page.locator(".card details").nth(700);
  await evidence.locator("summary").click();
  assert.ok((await evidence.locator("a").first().boundingBox()).width > 100);
  assert.deepEqual(heard, []);
  await close();
}

await browser.close();
console.log(`the report works; ${hostile} hostile articles did nothing`);
