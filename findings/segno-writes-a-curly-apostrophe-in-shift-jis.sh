#!/usr/bin/env bash
# segno 1.6.6 (QR codes), on texts with the typographic signs that word processors and telephones put in, read again by
# zxing-cpp 3.1.1 (the bytes) and by OpenCV's QRCodeDetector (opencv-python-headless 4.12.0.88). Invented texts.
#
# Expected: its documentation says that a text goes in as ISO 8859-1, and if it does not fit, as UTF-8.
# Seen: between the two it tries Shift_JIS, the encoding of Japan, which has curly quotation marks, arrows, stars and
# Greek. So Ma’ruf is written as 4D 61 81 66 72 75 66, and nothing in the code says in what: OpenCV reads Ma, an
# invisible sign and "fruf". One sign that Shift_JIS lacks (a dash, an accent) makes the whole text UTF-8 again.
# zxing-cpp guesses right every time, so that a test with one reader shows nothing. With encoding='utf-8' all are right.
# Output:
#   Ma’ruf              Shift_JIS, OpenCV 'Ma\x81fruf'
#   Qur’an dan Hadis    Shift_JIS, OpenCV 'Qur\x81fan dan Hadis'
#   Kartu “Prakerja”    Shift_JIS, OpenCV 'Kartu \x81gPrakerja\x81h'
#   Lulus ★★★           Shift_JIS, OpenCV 'Lulus \x81\x9a\x81\x9a\x81\x9a'
#   Ma’ruf – Bandung    UTF-8, OpenCV 'Ma’ruf – Bandung'
#   Ma’ruf, René        UTF-8, OpenCV 'Ma’ruf, René'
#   with encoding='utf-8': 6 of 6 right
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check segno==1.6.6 zxing-cpp==3.1.1 opencv-python-headless==4.12.0.88
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import cv2
import numpy
import segno
import zxingcpp

def read(text, **settings):
    """The bytes in the code, and what each reader makes of them."""
    code = segno.make(text, micro=False, **settings)
    dark = numpy.array([list(row) for row in code.matrix_iter(scale=8, border=4)], dtype=numpy.uint8)
    picture = numpy.where(dark, 0, 255).astype(numpy.uint8)
    found = zxingcpp.read_barcodes(picture)[0]
    assert found.text == text
    return bytes(found.bytes), cv2.QRCodeDetector().detectAndDecode(picture)[0]

texts = 'Ma’ruf', 'Qur’an dan Hadis', 'Kartu “Prakerja”', 'Lulus ★★★', 'Ma’ruf – Bandung', 'Ma’ruf, René'
for text in texts:
    written, seen = read(text)
    encoding = {text.encode(): 'UTF-8', text.encode('shift_jis', 'ignore'): 'Shift_JIS'}.get(written, 'another')
    print(f'{text:19} {encoding}, OpenCV {seen!r}')
right = sum(read(text, encoding='utf-8') == (text.encode(), text) for text in texts)
print(f"with encoding='utf-8': {right} of {len(texts)} right")
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
