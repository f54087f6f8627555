"""200 payloads: what somebody may write into a title, a name, a URL, a quote or a file's name so that a program
which shows it does something. Each makes an article that has it in every field that comes from outside."""
import json

MARKUP = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>", "' onmouseover='alert(1)", "<!-- ", "--><b>", "]]>", "<![CDATA[x]]>", "<?php echo 1 ?>",
    "<iframe src=javascript:alert(1)>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    "<style>*{display:none}</style>", "<a href=\"javascript:alert(1)\">x</a>", "&lt;b&gt;", "&amp;amp;", "&#x41;", "&copy;",
    "&unknown;", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "%lt;", "<xml:lang>", "<form action=//e>",
    "<template><p>", "</title>", "</textarea>", "<plaintext>", "<noscript><p title=\"</noscript><img src=x>\">",
    "<math><mi xlink:href=\"data:x,<script>\">", "<svg><style><img src=x>", "\u2028<script>", "<ſcript>", "＜script＞",
    "<\x00script>".replace("\x00", "\x01"), "<img src=\"data:text/html,x\">", "javascript:alert(1)", "vbscript:x", "data:text/html,x",
    "<details open ontoggle=alert(1)>",
]
TERMINAL = [
    "\x1b[2J", "\x1b]0;owned\x07", "\x1b]8;;https://evil.example\x1b\\x\x1b]8;;\x1b\\", "\x1b[31mred", "\x9b31m", "\x90q\x9c",
    "\x07", "\x08\x08\x08", "\x7f", "\r overwritten", "\x0c", "\x0b", "\x0e\x0f", "\x1b(0", "\x1b[6n", "\x1bc", "\x85",
    "\x1b]52;c;aGk=\x07", "\x1b[?1049h", "\x80\x84\x8d", "a\tb", "\x01\x02\x03\x04", "\x1c\x1d\x1e\x1f", "\x1b_x\x1b\\",
    "\x1b[999;999H",
]
BIDIRECTIONAL = [
    "\u202etxt.exe", "\u202dabc\u202c", "\u2066x\u2069", "\u2067x", "\u2068", "\u200e\u200f", "\u061c", "\u200b", "\ufeff", "\u2060",
    "\U000e0041\U000e0042", "\U000e007f", "\u00ad", "\u034f", "e\u0301" * 30, "\u0430pple.com", "\u2028", "\u2029",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u0000".replace("\u0000", "\u0600"),
]
FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(\"http://evil.example\",\"x\")", "\t=1+1", "\r=1+1", "\n=1+1",
    " =1+1", "＝1+1", "＋1", "－1", "＠x", "'=1+1", "''=1+1", "'quoted'", "'", "\"=1+1\"", "\",=1+1", "\"\"", "a,b", "a;b", "a\nb",
    "a\r\nb", "a\r\n\r\n=1", "=1\",\"=2", "sep=;", "=IMPORTXML(1)", "%0A=1", "1e309", "0x10", "007", "NaN", "true", "null", "\u200b=1",
    "\ufeff=1", "+\t1", "@",
]
TEX = [
    "\\write18{ls}", "\\input{/etc/passwd}", "}", "{", "}}", "{{", "\\", "\\\\", "$x$", "$$", "#1", "%comment", "_x_", "^^M", "^^5c", "~",
    "&", "\\end{document}", "\\def\\x{}", "\\catcode`\\{=12", "} @article{evil, title={x}}", "@string{x=\"y\"}", "@comment{",
    "\" # \"", "a and b", "Doe, Jane, Jr.", ", ,", "and others", "\\emph{x", "``x''", "\\url{x}", "\\href{a}{b}", "\\%", "\\{\\}",
    "{\\tt x}",
]
OTHERS = [
    "\"", "\\\"", "\\n", "\\l\\N\\G", "\"]; evil [label=\"", "<<b>html label</b>>", "digraph {", "}\n}", "->", "//", "/* */", "\\E\\T\\H",
    "[x](javascript:alert(1))", "![x](https://evil.example/p.png)", "`code`", "```\nfence", "**bold**", "# head", "- list", "> quote",
    "| a | b |", "<https://evil.example>", "[a]: https://evil.example", "@someone", "#1", "fixes #1", "1. x", "---", "===", "\\[x\\]",
    "{{7*7}}", "${7*7}", "%s%n", "../../etc/passwd", "C:\\x", "'; DROP TABLE articles; --", "\ud7ff\ue000", "\ufffe\uffff",
    "\U0001fffe", "\U0010ffff",
]
PAYLOADS = list(dict.fromkeys(MARKUP + TERMINAL + BIDIRECTIONAL + FORMULAS + TEX + OTHERS))
assert len(PAYLOADS) >= 198, len(PAYLOADS)

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
            "candidates": [{"url": payload, "title": payload, "date": payload, "score": 0.5, "reasons": [payload]}],
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
