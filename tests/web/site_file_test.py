#!/usr/bin/env python3
"""The notation of the test web, one line of it at a time (README.md)."""

import pathlib
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True
import site_file  # noqa: E402


def read(text):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "t.web")
        path.write_text(text, encoding="utf-8")
        return site_file.Reader(path).read()


def rules(text):
    return read("host h\n" + text)[0].rules


def matched(rule, request):
    """Whether `METHOD /target [Header: value]` is what the one rule answers."""
    head, _, header = request.partition(" [")
    method, target = head.split(" ")
    path, _, query = target.partition("?")
    name, _, value = header.rstrip("]").partition(": ")
    return rules(rule)[0].matches(method, path, site_file.parse_query(query), {name.lower(): value})


class Matching(unittest.TestCase):
    def test_table(self):
        table = [
            ("GET /a -> 200", "GET /a", True),
            ("GET /a -> 200", "HEAD /a", True),
            ("GET /a -> 200", "POST /a", False),
            ("GET,POST /a -> 200", "POST /a", True),
            ("* * -> 200", "PUT /any?thing", True),
            ("GET /a -> 200", "GET /a?x=1", False),
            ("GET /a/*/c -> 200", "GET /a/b/c", True),
            ("GET /a[1] -> 200", "GET /a[1]", True),
            ("GET /a?x=1&y=2 -> 200", "GET /a?y=2&x=1", True),
            ("GET /a?x=1 -> 200", "GET /a?x=1&y=2", False),
            ("GET /a?x=1&* -> 200", "GET /a?x=1&y=2", True),
            ("GET /a?* -> 200", "GET /a?x=1&y=2", True),
            ("GET /a?* -> 200", "GET /a", True),
            ("GET /a?u=http://x/* -> 200", "GET /a?u=http%3A%2F%2Fx%2Fy", True),
            ("GET /a?f=1&f=2 -> 200", "GET /a?f=2&f=1", True),
            ("GET /a?f=1&f=2 -> 200", "GET /a?f=1", False),
            ("GET /a\n when User-Agent: *curl*\n -> 200", "GET /a [User-Agent: Curl/8]", True),
            ("GET /a\n when User-Agent: *curl*\n -> 200", "GET /a [Accept: curl]", False),
            ("GET /a\n unless Accept: *html*\n -> 200", "GET /a [Accept: text/html]", False),
            ("GET /a\n unless Accept: *html*\n -> 200", "GET /a", True),
        ]
        for rule, request, wanted in table:
            with self.subTest(rule=rule, request=request):
                self.assertEqual(matched(rule, request), wanted)


class Answers(unittest.TestCase):
    def test_heads(self):
        self.assertEqual(rules("GET / -> 301 https://x/")[0].answers[0].headers,
                         [("Location", "https://x/")])
        self.assertEqual(rules("GET / -> 200 text/html; charset=x")[0].answers[0].headers,
                         [("Content-Type", "text/html; charset=x")])
        self.assertEqual(rules("GET / -> drop")[0].answers[0].how, "drop")

    def test_sequence_repeats_its_last(self):
        rule = rules("GET /\n  -> 429\n     Retry-After: 2\n  -> 200")[0]
        self.assertEqual([rule.next_answer().status for _ in range(3)], [429, 200, 200])
        self.assertEqual(rule.answers[0].headers, [("Retry-After", "2")])

    def test_body_block_keeps_what_is_deeper_and_ends_where_it_is_not(self):
        first, second = rules("GET /a -> 200\n  body\n    <a>\n\n      <b>\n\nGET /b -> 404")
        self.assertEqual(first.answers[0].body, b"<a>\n\n  <b>\n")
        self.assertEqual(second.answers[0].status, 404)

    def test_words(self):
        answer = rules("GET / -> 200\n delay 200ms\n trickle 10B/50ms\n reset after 1kB\n"
                       " length 7\n headers 5 of 2kB\n bomb 1MB\n gzip")[0].answers[0]
        self.assertEqual(
            (answer.delay, answer.trickle, answer.cut, answer.length, answer.fill, answer.bomb),
            (0.2, (10, 0.05), ("reset", 1000), 7, (5, 2000), 10**6))
        self.assertTrue(answer.gzip)


class Mistakes(unittest.TestCase):
    def test_messages(self):
        table = [
            ("GET / -> 200", "t.web:1: the first line says: host NAME..."),
            ("host h\nGET /", "t.web:2: a rule without '->'"),
            ("host h\nGET / -> 20", "t.web:2: '20' is no status and none of drop, reset, stall, raw"),
            ("host h\nGET / -> 200\n delay 2", "t.web:3: a time is a number with one of ms, s"),
            ("host h\nGET / -> 200\n dealy 2s", "t.web:3: 'dealy 2s' is not understood"),
            ("host h\nGET / -> 200\n body", "t.web:3: body has no lines: indent them deeper"),
            ("host h\nGET a -> 200", "t.web:2: a path begins with / or is *"),
        ]
        for text, message in table:
            with self.subTest(text=text), self.assertRaises(site_file.SiteError) as caught:
                read(text)
            self.assertEqual(str(caught.exception), message)


if __name__ == "__main__":
    unittest.main()
