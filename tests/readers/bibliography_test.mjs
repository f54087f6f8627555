// BibTeX and CSL-JSON with citation-js: both hold the same works, with the same words, and a style formats them.
import { readFileSync } from "node:fs";
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import assert from "node:assert/strict";

const bibtex = readFileSync("bibtex", "utf8");
const csl = JSON.parse(readFileSync("csl-json", "utf8"));
assert.ok(csl.length > 0);

const CONTROLS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
assert.equal(bibtex.match(CONTROLS), null);

// CSL 1.0.2, "Appendix III: Types", as far as ibid has them, and the variables it writes.
const TYPES = new Set(["webpage", "post", "article-newspaper", "article-journal", "book", "document"]);
const VARIABLES = new Set(["id", "type", "title", "author", "container-title", "publisher", "issued", "accessed", "URL",
  "DOI", "ISBN", "ISSN", "PMID", "PMCID", "number", "archive_location", "note"]);
for (const item of csl) {
  assert.ok(TYPES.has(item.type), item.type);
  for (const name of Object.keys(item)) assert.ok(VARIABLES.has(name), name);
  for (const date of [item.issued, item.accessed].filter(Boolean)) {
    const [parts] = date["date-parts"];
    assert.ok(parts.length >= 1 && parts.length <= 3 && parts.every(Number.isInteger), JSON.stringify(date));
  }
  for (const url of [item.URL, item.archive_location].filter(Boolean)) {
    assert.match(url, /^https?:\/\/[\x21-\x7e]+$/);
  }
}

const read = new Cite(bibtex);
assert.deepEqual(read.data.map((work) => work["citation-key"]), csl.map((item) => item.id), "keys");
const TYPE_OF = { webpage: "webpage", post: "webpage", "article-newspaper": "article-journal",
  "article-journal": "article-journal", book: "book", document: "document" };
read.data.forEach((work, i) => {
  const item = csl[i];
  assert.equal(work.type, TYPE_OF[item.type], item.id);
  assert.equal((work.title ?? "").trim(), (item.title ?? "").trim(), "title of " + item.id);
  assert.equal(work.URL, item.URL, "url of " + item.id);
  assert.equal(work.DOI, item.DOI, "doi of " + item.id);
  assert.deepEqual(work.issued?.["date-parts"], item.issued?.["date-parts"], "date of " + item.id);
  assert.deepEqual(work.accessed?.["date-parts"], item.accessed?.["date-parts"], "urldate of " + item.id);
  const names = (authors) => (authors ?? []).map((a) => a.literal ?? [a.given, a["non-dropping-particle"], a.family, a.suffix].filter(Boolean).join(" "));
  assert.deepEqual(names(work.author), names(item.author), "author of " + item.id);
});

const formatted = new Cite(csl).format("bibliography", { format: "text", template: "apa" });
assert.ok(formatted.split("\n").filter(Boolean).length >= csl.length, "one line a work");
