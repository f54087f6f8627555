"""A page that is one grey picture, as a scanner makes it: no text layer."""
import sys
import zlib

picture = zlib.compress(bytes(200 if (x // 8 + y // 8) % 2 else 90 for y in range(64) for x in range(64)))
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
    b" /Resources << /XObject << /I 5 0 R >> >> >>",
    b"<< /Length 30 >>\nstream\nq 612 0 0 792 0 0 cm /I Do Q \nendstream",
    b"<< /Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray"
    b" /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(picture), picture),
]
out = b"%PDF-1.4\n"
places = []
for number, body in enumerate(objects, 1):
    places.append(len(out))
    out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
table = b"".join(b"%010d 00000 n \n" % place for place in places)
out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
    len(objects) + 1, table, len(objects) + 1, len(out))
sys.stdout.buffer.write(out)
