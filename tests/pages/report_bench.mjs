// How long a report takes to open and to do what people do with it: report_bench.mjs CHROMIUM PAGE [TIMES]
// Prints for each width the medians: by the clock, and of the main thread's processor time, which other work on the
// machine lengthens less. Run by scripts/bench_report.
import { chromium } from "playwright-core";

const [, , executablePath, file, times = "5"] = process.argv;
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

// Each is done as a person would, but without a driver's own checks, which cost more than the page.
const ACTS = {
  "choose a mention": () => document.querySelectorAll(".text sup a")[500].click(),
  "choose in the text": () => document.querySelectorAll(".text [data-s]")[1500].click(),
  "filter by outcome": () => document.querySelector("#o-dead").click(),
  "filter by kind": () => document.querySelector("#f-posts").click(),
  "find in the graph": () => {
    const input = document.querySelector(".find input");
    input.value = "a";
    input.dispatchEvent(new Event("input"));
  },
  "walk to a thing": () => document.querySelector(".find li button").click(),
  "open the table": () => document.querySelector(".nodes > summary").click(),
  "find in the table": () => {
    const input = document.querySelector(".nodes input");
    if (!input) return;
    input.value = "gone";
    input.dispatchEvent(new Event("input"));
  },
  "open an evidence": () => document.querySelectorAll(".card details summary")[700].click(),
};

async function once(width) {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => (await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration").value * 1000;
  const took = [];
  const measure = async (what, act) => {
    const [wall, work] = [performance.now(), await busy()];
    await act();
    await drawn(page);
    took.push([what, performance.now() - wall, (await busy()) - work]);
  };
  await measure("open", () => page.goto("file://" + file));
  for (const [what, act] of Object.entries(ACTS)) await measure(what, () => page.evaluate(act));
  took.push(["elements", await page.evaluate(() => document.getElementsByTagName("*").length), 0]);
  await context.close();
  return took;
}

const median = (numbers) => Math.round(numbers.sort((a, b) => a - b)[numbers.length >> 1]);
for (const width of [1400, 360]) {
  const runs = [];
  for (let i = 0; i < Number(times); ++i) runs.push(await once(width));
  runs[0].forEach(([what], at) =>
    console.log(`${String(width).padStart(4)} px  ${what.padEnd(20)} ${String(median(runs.map((r) => r[at][1]))).padStart(6)}` +
      (what === "elements" ? "" : ` ms, main thread ${median(runs.map((r) => r[at][2]))} ms`)));
}
await browser.close();
