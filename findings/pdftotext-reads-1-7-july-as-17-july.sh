#!/usr/bin/env bash
# Debian 12's pdftotext (poppler-utils 22.12.0-2+deb12u3) with its own settings, on invented lines of a letter, drawn
# with reportlab 4.4.4: each text breaks where a line ends in a hyphen.
#
# Expected: the manual says that it undoes hyphenation, so "pela-" and "tihan" become one word. A hyphen between digits
# or behind a comma is no hyphenation and stays; at least it stays where both lines are figures.
# Seen: every hyphen at the end of a line goes, and the next line is put right behind it. 1-7 July is 17 July; a range
# of two numbers, and a telephone number, are one long number. Indonesian amounts end in a hyphen (Rp600.000,-): the
# next line's number is then taken for its decimals, and a column of amounts is one line. The hyphen of a plural
# (orang-orang) goes too. With -layout and with -raw every hyphen stays; a dash (1–7) always does. Exit 0, no warning.
# A schedule or a list of payouts that is read so is wrong by weeks and by millions, and looks right.
# Output:
#   pela- / tihan                   -> pelatihan
#   tanggal 1- / 7 Juli 2020        -> tanggal 17 Juli 2020
#   tanggal 1– / 7 Juli 2020        -> tanggal 1– 7 Juli 2020
#   kuota 150- / 200 ribu orang     -> kuota 150200 ribu orang
#   HP 0812-3456- / 7890            -> HP 0812-34567890
#   insentif Rp600.000,- / 50 orang -> insentif Rp600.000,50 orang
#   Rp600.000,- / Rp150.000,-       -> Rp600.000,Rp150.000,-
#   orang- / orang tua              -> orangorang tua
#   with -layout: 8 of 8 as printed
#   with -raw: 8 of 8 as printed
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
command -v pdftotext >/dev/null || { apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends poppler-utils >/dev/null; }
dpkg-query -W poppler-utils
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check reportlab==4.4.4
"$D/v/bin/python" - "$D/page.pdf" <<'P' | tee "$D/seen"
import subprocess
import sys

from reportlab.pdfgen import canvas

texts = [('pela-', 'tihan'), ('tanggal 1-', '7 Juli 2020'), ('tanggal 1–', '7 Juli 2020'),
         ('kuota 150-', '200 ribu orang'), ('HP 0812-3456-', '7890'), ('insentif Rp600.000,-', '50 orang'),
         ('Rp600.000,-', 'Rp150.000,-'), ('orang-', 'orang tua')]

def read(first, second, *options):
    page = canvas.Canvas(sys.argv[1])
    page.setFont('Helvetica', 11)
    page.drawString(72, 700, first)
    page.drawString(72, 687, second)
    page.save()
    run = subprocess.run(['pdftotext', *options, sys.argv[1], '-'], capture_output=True, text=True, check=True)
    assert not run.stderr
    return ' '.join(run.stdout.split())

for first, second in texts:
    print(f'{first} / {second}'.ljust(31), '->', read(first, second))
for option in ('-layout', '-raw'):
    right = sum(read(first, second, option) == f'{first} {second}' for first, second in texts)
    print(f'with {option}: {right} of {len(texts)} as printed')
P
grep -E '^#   .* (->|of 8) ' "$0" | sed 's/^#   //' | diff - "$D/seen"
