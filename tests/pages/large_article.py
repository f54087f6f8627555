#!/usr/bin/env python3
"""An article of two thousand mentions and the web behind it: large_article.py FOLDER [PASSAGES]

Writes FOLDER/article.txt, and FOLDER/web.warc.gz, the answers that `ibid check --replay` needs for it. Each passage of
the article has five mentions and leads to about a dozen nodes of the graph: a short link over an address that moved to
a page with an author, a page taken down that the Wayback Machine has (and did not always have), a post with its account,
somebody who says something, and a story of a newspaper that has to be found among those of its day.
"""
import datetime
import gzip
import hashlib
import json
import pathlib
import sys
import urllib.parse

PASSAGES = 400
NOW = "2026-11-20T12:00:00Z"
AROUND = "&from=20250419&to=20260420"  # The days after the article that copies are asked for first.
STORY_DAYS = 400  # Days of the newspaper that stories are looked for in, up to the article's.

FIRST_DAY = datetime.date(2025, 4, 20) - datetime.timedelta(days=STORY_DAYS)
FIRST = "Anna Boris Clara David Elena Felix Greta Henry Irene Jonas Karin Lukas Maria Nadia Oscar Paula Quinn Rosa Simon Tania".split()
LAST = "Abbott Berger Castle Dalton Ellison Farrow Granger Hollis Ingram Jarvis Keller Lowell Mercer Norris Osborn Prescott Quigley Rowland Sutton Thorne".split()
PLACE = "Ashford Brampton Carlisle Denholm Eastwick Fairmont Glenrose Hartley Inverdale Jedburgh Kingsmere Linwood Marlow Northam Oakhurst Penrith Quarley Redcliff Stanmore Tilbury".split()
MATTER = "harbour school bridge library hospital railway forest river market museum reservoir airport theatre quarry orchard stadium tunnel prison cathedral lighthouse".split()
DEED = "reopened flooded sold renamed surveyed closed painted enlarged measured moved repaired leased fenced emptied restored burnt photographed insured demolished listed".split()


def pick(words, number):
    return words[number % len(words)]


def person(number):
    return f"{pick(FIRST, number)} {pick(LAST, number // len(FIRST))}{'' if number < 400 else '-' + pick(PLACE, number // 400)}"


def subject(number):
    """Words that only this passage has together: what its pages are called."""
    return f"{pick(PLACE, number)} {pick(MATTER, number // 20)}", pick(DEED, number // 7)


def day(number):
    return FIRST_DAY + datetime.timedelta(days=number % STORY_DAYS)


class Warc:
    """Request and response of every URL, as ibid replays them."""

    def __init__(self, path):
        self.out = gzip.open(path, "wb", compresslevel=3)
        self.count = 0

    def record(self, kind, url, block, more=()):
        self.count += 1
        name = hashlib.sha256(f"{self.count} {url}".encode()).hexdigest()
        lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Date: {NOW}", f"WARC-Target-URI: {url}",
                 f"WARC-Record-ID: <urn:uuid:{name[:8]}-{name[8:12]}-4{name[13:16]}-8{name[17:20]}-{name[20:32]}>",
                 f"Content-Type: application/http; msgtype={kind}", f"Content-Length: {len(block)}", *more]
        self.out.write("\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n")

    def answer(self, url, status, body="", kind="text/html; charset=utf-8", **headers):
        parts = urllib.parse.urlsplit(url)
        body = body.encode()
        head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}",
                *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
        self.record("response", url, "\r\n".join(head).encode() + b"\r\n\r\n" + body)

    def moved(self, url, to):
        self.answer(url, "301 Moved Permanently", Location=to)


def page(title, about, author="", site="", published=""):
    named = "".join(f'<meta {key} content="{value}">' for key, value in (
        ("name=author", author), ('property="og:site_name"', site), ('property="article:published_time"', published)) if value)
    return (f"<!doctype html><html lang=en><head><title>{title}</title>{named}</head><body><article><h1>{title}</h1>"
            f"<p>{about} The page was made for a test of large reports, and says so in as many words as a page needs to be "
            f"taken for one that has something to say: what happened, where it happened, and who was asked about it.</p>"
            "</article></body></html>")


def cdx(url, around):
    """What the Wayback Machine is asked about a URL that is dead."""
    return ("https://web.archive.org/cdx/search/cdx?url=" + urllib.parse.quote(url, safe="") +
            "&output=json&fl=timestamp,original,mimetype,statuscode,digest&filter=!statuscode:%5B345%5D.." + around + "&limit=10")


class Web:
    """The pages of one passage after the other, written down as they would be answered."""

    def __init__(self, warc):
        self.warc = warc
        self.stories = {}  # By day: what the newspaper's index lists.

    def note(self, n):
        """A short link, an address that moved, the page itself."""
        (where, done), host = subject(n), f"www.{pick(PLACE, n).lower()}-council-{n}.example"
        title = f"The {where} is {done}: what the council decided in case {n}"
        final = f"https://{host}/news/2025/{n}-{pick(MATTER, n // 20)}-{done}"
        self.warc.moved(f"https://bit.ly/{n:04x}Lg", f"http://{host}/n/{n}")
        self.warc.moved(f"http://{host}/n/{n}", final)
        self.warc.answer(final, "200 OK", page(title, f"The {where} was {done}.", person(n + 400), f"{pick(PLACE, n)} Council",
                                               f"{day(n)}T09:00:00Z"))
        return f"https://bit.ly/{n:04x}Lg"

    def paper(self, n):
        """A page that was taken down; three in four have a copy."""
        where, done = subject(n)
        url = f"http://papers.{pick(PLACE, n).lower()}-{n}.example/2019/{pick(MATTER, n // 20)}/{n}.html"
        if n % 2:
            self.warc.answer(url, "410 Gone", "<!doctype html><html lang=en><title>410 Gone</title><h1>Taken down</h1></html>")
        else:
            self.warc.answer(url, "404 Not Found", "<!doctype html><html lang=en><title>Not found</title><h1>Not found</h1></html>")
        rows = [["timestamp", "original", "mimetype", "statuscode", "digest"]]
        if n % 4:
            rows += [[f"2025{month:02}{1 + n % 28:02}101500", url, "text/html", "200", f"{n:027}{month:05}".replace("0", "A")]
                     for month in (5, 8, 11)]
        self.warc.answer(cdx(url, AROUND), "200 OK", json.dumps(rows if len(rows) > 1 else []), "application/json")
        for stamp, *_ in rows[1:]:
            self.warc.answer(f"https://web.archive.org/web/{stamp}id_/{url}", "200 OK",
                             page(f"A paper on the {where}, number {n}", f"It says why the {where} was {done}.", person(n + 800)),
                             Memento_Datetime=f"{datetime.datetime.strptime(stamp, '%Y%m%d%H%M%S'):%a, %d %b %Y %H:%M:%S} GMT",
                             X_Archive_Src=f"large-{stamp}.warc.gz")
        return url

    def post(self, n):
        """Every other one is X's; of the Mastodon instances' every third has lost it."""
        where, done = subject(n)
        if n % 2:
            name = f"{pick(FIRST, n).lower()}_{n}"
            status = 1895000000000000000 + n * 10000019
            url = f"https://x.com/{name}/status/{status}"
            shown = {"url": f"https://twitter.com/{name}/status/{status}", "author_name": person(n), "type": "rich", "version": "1.0",
                     "author_url": f"https://twitter.com/{name}", "provider_name": "Twitter",
                     "html": f'<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Our {where} was {done} today.</p>&mdash; '
                             f'{person(n)} (@{name}) <a href="https://twitter.com/{name}/status/{status}">March 1, 2025</a></blockquote>'}
            self.warc.answer(f"https://publish.x.com/oembed?url={urllib.parse.quote(url, safe='')}&omit_script=1&dnt=true", "200 OK",
                             json.dumps(shown), "application/json; charset=utf-8")
            return url
        host, name, status = f"social-{n}.example", pick(LAST, n).lower(), 114000000000000000 + n * 1000003
        asked = f"https://{host}/api/v1/statuses/{status}"
        if n % 3:
            self.warc.answer(asked, "200 OK", json.dumps({
                "id": str(status), "created_at": f"{day(n)}T10:00:00.000Z", "url": f"https://{host}/@{name}/{status}",
                "content": f"<p>Our {where} was {done} today.</p>", "account": {"username": name, "acct": name, "display_name": person(n)}}),
                "application/json; charset=utf-8")
        else:
            gone = json.dumps({"error": "Record not found"})
            self.warc.answer(asked, "404 Not Found", gone, "application/json; charset=utf-8")
            self.warc.answer(f"https://{host}/api/v1/accounts/lookup?acct={name}", "200 OK", json.dumps(
                {"id": "1", "username": name, "acct": name, "display_name": person(n)}), "application/json; charset=utf-8")
            self.warc.answer(f"https://{host}/@{name}/{status}", "404 Not Found", "<!doctype html><title>404</title>")
        return f"https://{host}/@{name}/{status}"

    def story(self, n):
        """A story that has to be found among those of its day."""
        where, done = subject(n)
        title = f"{where} Is {done.title()} After Review {n}"
        url = f"https://www.nytimes.com/{day(n):%Y/%m/%d}/us/{'-'.join(title.lower().split())}.html"
        # And one that has much of the same words.
        other = f"Why a {pick(MATTER, n // 20)} in {pick(PLACE, n)} Could Be {done.title()}"
        self.stories.setdefault(day(n), []).extend(((url, title), (f"{url.removesuffix('.html')}-why.html", other)))
        self.warc.answer(f"{url.removesuffix('.html')}-why.html", "200 OK", page(other, f"What a review of the {where} may find."))
        self.warc.answer(url, "200 OK", page(title + " - The New York Times", f"The {where} was {done} after review {n}, officials say.",
                                             person(n + 1200), "The New York Times", f"{day(n)}T08:00:00Z"))

    def indexes(self):
        for offset in range(-2, STORY_DAYS + 2):
            on = FIRST_DAY + datetime.timedelta(days=offset)
            items = "".join(f'<li><a href="{url}">{title}</a></li>' for url, title in self.stories.get(on, []))
            self.warc.answer(f"https://www.nytimes.com/sitemap/{on:%Y/%m/%d}/", "200 OK",
                             f"<!doctype html><html lang=en><title>Site Map</title><body><ul>{items}</ul></body></html>")


def passage(web, n):
    where, done = subject(n)
    web.story(n)
    return (f"{person(n)}, a spokesman for {pick(PLACE, n)} Council, said on Monday that the {where} would be {done} by the end of the year. "
            f"The decision is explained at {web.note(n)} in some detail.\n\n"
            f"The New York Times reported on {day(n):%B} {day(n).day}, {day(n).year}, that the {where} was {done} after review {n}. "
            f"An older paper stood at {web.paper(n)} and has been read by many. Neighbours took a picture: {web.post(n)}\n\n")


def write(folder, passages=PASSAGES):
    """The paths of the article and of the answers."""
    article, answers = folder / "article.txt", folder / "web.warc.gz"
    warc = Warc(answers)
    web = Web(warc)
    with open(article, "w", encoding="utf-8") as out:
        out.write("What became of every council's buildings\n\nBy Ines Example The Large Courier, April 20, 2025\n\n")
        for n in range(passages):
            out.write(passage(web, n))
    web.indexes()
    warc.out.close()
    return article, answers


if __name__ == "__main__":
    write(pathlib.Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else PASSAGES)
