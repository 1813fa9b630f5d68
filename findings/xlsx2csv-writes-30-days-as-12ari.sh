#!/usr/bin/env bash
# xlsx2csv 0.8.6, on a workbook that XlsxWriter 3.2.9 wrote: numbers with an Indonesian unit behind them, as Excel shows
# them when the cell's format is 0" hari" (days), and dates whose time has a dot, 10.30, as it is written in Indonesia.
# openpyxl 3.1.5 reads the same cells.
#
# Expected: a cell holds a number, whatever unit is shown behind it: 30, or 30 hari. Text in quotation marks in a format
# is text. 10.30 is 10.30.
# Seen:
#   * letters of the unit are taken for those of a date (h for the hour, m for the month), although they stand in
#     quotation marks, and the cell becomes the format with pieces of a date of 1900 in it. The number is gone: 7 days
#     and 30 days are both 0" 12ari". Which unit survives is a matter of its letters: orang (persons) and bulan (months)
#     do; hari (days), jam (hours), minggu (weeks), tahun (years) and peserta (participants) do not;
#   * a share of 0.9 in the format 0.0" dari total" is a time of day, 21:36;
#   * 10.30 in a date with its time comes out as 1010.04: the hour twice, and the month for the minutes. With a colon it
#     is right.
# Exit 0, no warning. With --ignore-formats date the numbers stay, and dates are numbers too. Debian 12's xlsx2csv
# (0.7.8-1) writes the same.
# Output:
#   7 as 0" hari"                     -> 0" 12ari"
#   30 as 0" hari"                    -> 0" 12ari"
#   30 as 0" jam"                     -> 0" ja01"
#   6 as 0" minggu"                   -> 0" 01inggu"
#   24 as 0" tahun"                   -> 0" ta12un"
#   24 as 0" peserta"                 -> 0" peserta"
#   24 as 0" orang"                   -> 24
#   6 as 0" bulan"                    -> 6
#   600000 as "Rp"#,##0               -> 600000
#   600000 as "Rp"#,##0" per hari"    -> "rp"#,##0" per 12ari"
#   0.9 as 0.0" dari total"           -> 21:36
#   43936.4375 as dd/mm/yyyy hh.mm    -> 15/04/2020 1010.04
#   43936.4375 as dd/mm/yyyy hh:mm    -> 15/04/2020 10:30
#   openpyxl: 11 numbers as they were put in, 2 dates 2020-04-15 10:30:00
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check xlsx2csv==0.8.6 xlsxwriter==3.2.9 openpyxl==3.1.5
"$D/v/bin/python" - "$D" <<'P' | tee "$D/seen"
import csv
import datetime
import subprocess
import sys

import openpyxl
import xlsxwriter

folder = sys.argv[1]
cells = [(7, '0" hari"'), (30, '0" hari"'), (30, '0" jam"'), (6, '0" minggu"'), (24, '0" tahun"'), (24, '0" peserta"'),
         (24, '0" orang"'), (6, '0" bulan"'), (600000, '"Rp"#,##0'), (600000, '"Rp"#,##0" per hari"'),
         (0.9, '0.0" dari total"'), (43936.4375, 'dd/mm/yyyy hh.mm'), (43936.4375, 'dd/mm/yyyy hh:mm')]
book = xlsxwriter.Workbook(f'{folder}/book.xlsx')
sheet = book.add_worksheet()
for row, (number, shown) in enumerate(cells):
    sheet.write_number(row, 0, number, book.add_format({'num_format': shown}))
book.close()
text = subprocess.run([f'{folder}/v/bin/xlsx2csv', f'{folder}/book.xlsx'], capture_output=True, text=True, check=True)
assert not text.stderr
for (number, shown), row in zip(cells, csv.reader(text.stdout.splitlines()), strict=True):
    print(f'{number} as {shown}'.ljust(33), '->', row[0])
read = [row[0].value for row in openpyxl.load_workbook(f'{folder}/book.xlsx').active.iter_rows()]
right = sum(value == number for value, (number, _) in zip(read, cells))
dates = [value for value in read if isinstance(value, datetime.datetime)]
print(f'openpyxl: {right} numbers as they were put in, {len(dates)} dates', *set(dates))
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
