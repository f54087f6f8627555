"""Markdown with a CommonMark parser: what strangers wrote is words, links lead where they say, nothing else is markup."""
import re
import sys

from common import ARTICLES, main, no_controls, plain, read, same

try:
    import markdown_it
except ImportError:
    print("skipped: no markdown-it")
    sys.exit(77)

# What the report itself is made of.
OWN = {"heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
       "list_item_open", "list_item_close", "inline", "text", "strong_open", "strong_close", "link_open", "link_close",
       "text_special", "softbreak"}


def markdown():
    no_controls("markdown")
    parser = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])
    words, headings = "", []
    for token in parser.parse(read("markdown")):
        same(token.type in OWN, True, f"{token.type}: {token.content!r}")
        inside = token.children or []
        for child in inside:
            same(child.type in OWN, True, f"{child.type}: {child.content!r} in {token.content!r}")
            if child.type == "link_open":
                same(bool(re.match(r"https?://", child.attrs["href"])), True, f"link {child.attrs}")
                same(child.markup, "autolink", "only links to themselves")
        text, in_link = "", False
        for child in inside:
            in_link = child.type == "link_open" or (in_link and child.type != "link_close")
            text += child.content if child.type in ("text", "text_special") and not in_link else ""
        words += text + "\n"
        if token.map and token.type == "inline" and token.level == 1 and token.content.startswith("#"):
            headings.append(text)
    titles = [plain(a["document"]["title"]).replace("\u2060", "") for a in ARTICLES]
    shown = words.replace("\u2060", "")
    for title in titles:
        same(title in shown, True, f"title {title!r}")
    same(read("markdown").count("\n# ") + read("markdown").startswith("# "), len(ARTICLES), "articles")
    same(re.search(r"[@#]\w", words), None, "names that would notify somebody")


main(markdown)
