"""Robust Links with an HTML parser, PWID against its grammar: an item for each copy, addresses as they were."""
import html.parser
import re
import urllib.parse

from common import ARTICLES, main, no_controls, read, same

SNAPSHOTS = [s for a in ARTICLES for r in a["resolutions"] for s in r.get("snapshots", []) if s["valid"]]


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.words = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data):
        self.words += data


def robust_links():
    no_controls("robust-links")
    page = Page()
    page.feed(read("robust-links"))
    page.close()
    same(set(page.tags), {"ul", "li", "a"}, "elements")
    same(page.tags.count("ul"), 1, "lists")
    for link in page.links:
        same(set(link) <= {"href", "data-originalurl", "data-versionurl", "data-versiondate"}, True, f"attributes {link}")
        same(bool(re.fullmatch(r"\d{4}-\d\d-\d\d", link["data-versiondate"])), True, f"data-versiondate {link}")
        if "data-versionurl" not in link:
            same(link["href"], link["data-originalurl"], f"href {link}")
        for name in ("href", "data-originalurl", "data-versionurl"):
            same(bool(re.fullmatch(r"https?://[\x21-\x7e]+", link.get(name, "http://x"))), True, f"{name} {link}")
    copies = {link["data-versionurl"] for link in page.links if "data-versionurl" in link}
    same(len(copies) > 0, True, "copies")


def pwid():
    """https://www.iana.org/assignments/urn-formal/pwid and RFC 8141."""
    no_controls("pwid")
    lines = read("pwid").splitlines()
    nss = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-F]{2})+"
    time = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
    for line in lines:
        match = re.fullmatch(rf"urn:pwid:([a-z0-9.\-]+):({time}):(page|part):({nss})", line)
        same(bool(match), True, f"PWID {line}")
    got = {urllib.parse.unquote(line.split(":", 7)[7]) for line in lines}
    wanted = {s["original"] for s in SNAPSHOTS
              if re.fullmatch(r"[!-~]+", s["original"]) and not re.search(r'["<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})', s["original"])
              and s["url"].startswith("http")}
    same(wanted - got, set(), "addresses that were captured")


main(robust_links, pwid)
