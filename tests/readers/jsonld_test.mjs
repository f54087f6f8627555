// JSON-LD with jsonld.js: it expands without a dropped term and without the network, becomes valid RDF, and holds as many
// nodes, edges, mentions and exchanges as were exported.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";
import assert from "node:assert/strict";

const graph = JSON.parse(readFileSync("graph.json", "utf8")).graph;
const articles = readFileSync("articles.ndjson", "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const CONTROLS = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const offline = { documentLoader: (url) => { throw new Error("asks for " + url); } };

const IBID = "urn:ibid:term:", OA = "http://www.w3.org/ns/oa#", PROV = "http://www.w3.org/ns/prov#", SCHEMA = "http://schema.org/";

async function read(name) {
  const text = readFileSync(name, "utf8");
  assert.equal(text.match(CONTROLS), null);
  const document = JSON.parse(text);
  // `safe`: an error where a term, an IRI or a value would be dropped.
  const expanded = await jsonld.expand(document, { ...offline, safe: true });
  const quads = await jsonld.toRDF(document, { ...offline, safe: true, format: "application/n-quads" });
  const flat = await jsonld.flatten(document, null, { ...offline, safe: true });
  return { document, expanded, quads, flat };
}

// Each key of each object, with the keys of what stands in it.
function keys(value, into = new Map()) {
  if (Array.isArray(value)) value.forEach((item) => keys(item, into));
  else if (value && typeof value === "object") {
    for (const [key, member] of Object.entries(value)) {
      into.set(key, (into.get(key) ?? 0) + 1);
      keys(member, into);
    }
  }
  return into;
}

function iri(context, key) {
  const meant = context[key]?.["@id"] ?? context[key];
  const [prefix, rest] = meant.split(/:(.*)/s);
  return typeof context[prefix] === "string" ? context[prefix] + rest : meant;
}

const { document, expanded, quads, flat } = await read("jsonld");
const context = document["@context"];
const written = keys(document["@graph"]), known = keys(expanded);
for (const [key, count] of written) {
  if (!key.startsWith("@")) assert.equal(known.get(iri(context, key)), count, key);
}
assert.ok(quads.split("\n").length > 10 * articles.length);

const of = (type) => flat.filter((item) => item["@type"]?.includes(type));
const value = (item, key) => item[key]?.[0]["@value"];
const ids = flat.filter((item) => item[SCHEMA + "identifier"]).map((item) => value(item, SCHEMA + "identifier"));
assert.deepEqual(ids.sort(), graph.nodes.map((node) => node.id).sort(), "nodes");
const labels = new Map(flat.map((item) => [value(item, SCHEMA + "identifier"), (item[SCHEMA + "name"] ?? []).map((n) => n["@value"])]));
for (const node of graph.nodes) if (node.label) assert.ok(labels.get(node.id).includes(node.label), node.id);
const edges = of(IBID + "edge").map((item) => value(item, IBID + "kind"));
assert.deepEqual(edges.sort(), graph.edges.map((edge) => edge.kind).sort(), "edges");
const mentions = articles.flatMap((a) => a.mentions.filter((m) => !m.chrome).map((m) => Array.from(a.document.text).slice(...m.at).join("")));
const quotes = of(OA + "TextQuoteSelector").map((item) => value(item, OA + "exact"));
assert.deepEqual(quotes.sort(), mentions.sort(), "mentions");
assert.equal(of(OA + "Annotation").length, mentions.length);
assert.equal(of(PROV + "Activity").length, new Set(articles.flatMap((a) => a.evidence.map((e) => e.id))).size, "exchanges");
for (const edge of of(IBID + "edge")) assert.ok(edge[PROV + "wasDerivedFrom"] || edge[PROV + "wasGeneratedBy"], edge["@id"]);

const claims = (await read("claimreview")).flat.filter((item) => item["@type"]?.includes("https://schema.org/Claim"));
const wanted = articles.flatMap((a) => a.mentions.filter((m) => !m.chrome && ((m.kind === "attribution" && m.source &&
  m.factuality === "asserted" && m.content.length) || (m.kind === "embed" && m.text))));
assert.ok(claims.length <= wanted.length && claims.length >= wanted.length * 0.9, `${claims.length} of ${wanted.length} claims`);
for (const claim of claims) assert.ok(claim["https://schema.org/text"] && claim["https://schema.org/author"] && claim["https://schema.org/appearance"]);
assert.equal(readFileSync("claimreview", "utf8").includes("reviewRating"), false);
