"""Reads a WARC file with warcio, or writes one: the other side of the interoperation tests.

warcio_check.py read FILE    one line per record: type, URI, status, payload size; exit 1 on a bad digest
warcio_check.py write FILE   chunked and compressed answers, and a revisit, as warcio writes them
"""

import io
import sys

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def read(path):
    bad = 0
    with open(path, "rb") as stream:
        for record in ArchiveIterator(stream, check_digests=True):
            status = record.http_headers.get_statuscode() if record.http_headers else "-"
            payload = record.content_stream().read()
            checked = record.digest_checker.passed is not False
            bad += not checked
            print(
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI") or "-",
                status or "-",
                len(payload),
                "ok" if checked else "BAD DIGEST",
            )
    return 1 if bad else 0


def write(path):
    import gzip

    def answer(headers):
        return StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")

    with open(path, "wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(writer.create_warcinfo_record("made.warc.gz", {"software": "test"}))
        body = gzip.compress(b"packed and chunked", mtime=0)
        chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
        writer.write_record(
            writer.create_warc_record(
                "https://made.example/chunked", "response", payload=io.BytesIO(chunked),
                http_headers=answer([("Content-Type", "text/plain"), ("Transfer-Encoding", "chunked"),
                                     ("Content-Encoding", "gzip")]),
                warc_headers_dict={"WARC-Date": "2020-01-01T00:00:00Z"}))
        plain = writer.create_warc_record(
            "https://made.example/plain", "response", payload=io.BytesIO(b"plain"),
            http_headers=answer([("Content-Type", "text/plain")]),
            warc_headers_dict={"WARC-Date": "2020-01-02T00:00:00Z"})
        writer.write_record(plain)
        writer.write_record(
            writer.create_revisit_record(
                "https://made.example/again", plain.rec_headers.get_header("WARC-Payload-Digest"),
                "https://made.example/plain", "2020-01-02T00:00:00Z",
                http_headers=answer([("X-Again", "1")])))
    return 0


if __name__ == "__main__":
    sys.exit({"read": read, "write": write}[sys.argv[1]](sys.argv[2]))
