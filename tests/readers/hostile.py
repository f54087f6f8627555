"""An article for each of the payloads of tests/write/data/payloads.json, in every field that comes from outside: what
somebody may write into a title, a name, a URL, a quote or a file's name so that a program which shows it does something."""
import json
import pathlib

GROUPS = json.loads((pathlib.Path(__file__).parent.parent / "write/data/payloads.json").read_text(encoding="utf-8"))
PAYLOADS = [payload for group in GROUPS.values() for payload in group]
assert len(PAYLOADS) >= 200 and len(set(PAYLOADS)) == len(PAYLOADS)

KINDS = ("url", "short_url", "post", "story", "statement", "document", "agent")


def urls(payload):
    """A URL that is one, with the payload inside, and the payload itself."""
    return ["https://host.example/" + payload, "https://host.example/?q=" + payload, payload]


def article(number, payload):
    text = f"{payload} said: “{payload}” {payload}"
    size, head = len(text), len(payload)
    mentions, references, resolutions = [], [], []
    for i, kind in enumerate(KINDS, 1):
        url = urls(payload)[i % 3]
        mentions.append({
            "id": f"m{i}", "kind": "attribution", "at": [0, size], "source": {"at": [0, head], "head": payload, "head_at": [0, head]},
            "cue": {"at": [head + 1, head + 5]}, "content": [{"at": [head + 8, head + 8 + head]}],
            "source_type": "person_named", "named": True, "channel": "unknown", "factuality": "asserted", "date": payload,
            "nested": False, "rule": payload, "confidence": 0.5, "refers_to": payload, "reference": f"r{i}",
            "candidates": [{"name": payload, "score": 0.5}, {"name": payload, "score": 0.4}]})
        references.append({
            "id": f"r{i}", "kind": kind, "key": f"{kind}:{number}:{payload}", "label": payload, "mentions": [f"m{i}"], "url": url,
            "platform": payload, "account": payload, "author": payload, "text": payload, "links": [payload], "agent": payload,
            "outlet": {"name": payload, "domains": [payload], "wikidata": payload}, "date": payload, "date_is_own": True})
        resolutions.append({
            "reference": f"r{i}", "verdict": "gone" if i % 2 else "alive", "reasons": [payload],
            "hops": [{"url": url, "via": "start", "status": 301, "evidence": f"e{number:015x}{i}"},
                     {"url": urls(payload)[0], "via": "location", "status": 200, "evidence": f"e{number:015x}{i}"}],
            "final_url": urls(payload)[0], "canonical_url": urls(payload)[1], "title": payload, "author": payload,
            "site": payload, "published": payload, "text_sha256": payload,
            "post": {"post_id": payload, "account": payload, "author": payload, "text": payload, "media": [payload],
                     "found_by": payload, "differences": [{"field": payload, "shown": payload, "actual": payload}]},
            "snapshots": [{"url": urls(payload)[i % 3], "original": urls(payload)[0], "at": "2024-04-12T08:00:00Z", "valid": True,
                           "reason": payload, "evidence": f"e{number:015x}{i}"}],
            "candidates": [{"url": payload, "title": payload, "date": payload, "score": 0.5, "reasons": [payload],
                            "copies": [payload]}],
            "quotes": [{"mention": f"m{i}", "words": payload, "expected": True, "looks": [
                {"where": "page", "url": payload, "fit": "changed",
                 "difference": [{"same": payload, "quoted": payload, "source": payload}]}]}],
            "drift": {"snapshot": payload, "at": "2024-04-12T08:00:00Z", "kept": 0.25},
            "evidence": [f"e{number:015x}{i}"], "checked_at": "2024-06-01T08:00:04Z"})
    facts = {name: {"value": payload, "from": payload} for name in
             ("title", "publisher", "published", "modified", "language", "description")}
    facts["url"] = {"value": f"https://article.example/{number}", "from": payload}
    facts["authors"] = [{"value": payload, "from": payload}]
    return {
        "schema": "ibid/1",
        "document": {"source": payload, "title": payload, "published": payload, "publisher": payload, "kind": "text",
                     "input_sha256": f"{number:064x}", "metadata": facts, "notes": [payload],
                     "zones": [{"kind": "paragraph", "at": [0, size]}], "text": text},
        "mentions": mentions, "references": references, "resolutions": resolutions,
        "evidence": [{"id": f"e{number:015x}{i}", "method": "GET", "url": urls(payload)[i % 3], "status": 200, "media_type": payload,
                      "body_sha256": payload, "at": "2024-06-01T08:00:01Z"} for i in range(1, len(KINDS) + 1)],
    }


def articles():
    return "".join(json.dumps(article(number, payload)) + "\n" for number, payload in enumerate(PAYLOADS, 1))
