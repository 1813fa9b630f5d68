#!/usr/bin/env bash
# csvkit 2.2.0 (with agate 1.14.2), csvsort, on an invented table as Indonesian offices publish them: semicolons between
# the columns, a comma before the decimals. It is asked to sort, nothing more.
#
# Expected: sorting moves rows and leaves their cells alone. 7,25 and 12,5 are no English numbers (a comma there has
# three digits behind it), so without a word about the locale such a column is text.
# Seen: every column whose cells all fit some type is written anew, also one that was not asked for:
#   * the comma is dropped wherever it stands: 7,25 becomes 725, 12,5 becomes 125, and by its value 12,5 comes first;
#   * with -L id_ID these are right, but the dots of the region codes go instead: 32.73 becomes 3273;
#   * marks T and F become True and False, and redeem codes such as 12E45 numbers, 1.2E+46, in either locale.
# csvstat, csvjoin, csvjson, in2csv and csvsql read the same way: the mean of the three is 2991.667 (it is 9.292). With
# -I every cell stays, but the order is that of letters. Always exit 0, no warning.
# Output:
#   table:         A 7,25 32.73 T 12E45 / B 12,5 11.10 F 77E12 / C 8,125 91.02 T 10E10
#   by name:       A 725 32.73 True 1.2E+46 / B 125 11.10 False 7.7E+13 / C 8125 91.02 True 1.0E+11
#   by percentage: B 125 11.10 False 7.7E+13 / A 725 32.73 True 1.2E+46 / C 8125 91.02 True 1.0E+11
#   the same, -L:  A 7.25 3273 True 1.2E+46 / C 8.125 9102 True 1.0E+11 / B 12.5 1110 False 7.7E+13
#   the same, -I:  B 12,5 11.10 F 77E12 / A 7,25 32.73 T 12E45 / C 8,125 91.02 T 10E10
#   mean: 2991.667
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check csvkit==2.2.0 agate==1.14.2
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" > "$D/expected"; cd "$D"
printf '%s\n' 'kabupaten;persen;kode;penanda;redeem' 'C;8,125;91.02;T;10E10' 'A;7,25;32.73;T;12E45' \
  'B;12,5;11.10;F;77E12' > table.csv
sorted() { "$D/v/bin/csvsort" -d ';' "$@" table.csv 2>> errors | "$D/v/bin/csvformat" -D ' ' -E | xargs -d '\n' |
  sed 's/ \([ABC]\) / \/ \1 /g'; }
{
  echo "table:         $(tail -n +2 table.csv | sort | tr ';\n' '  ' | sed 's/ $//; s/ \([ABC]\) / \/ \1 /g')"
  echo "by name:       $(sorted -c kabupaten)"
  echo "by percentage: $(sorted -c persen)"
  echo "the same, -L:  $(sorted -L id_ID -c persen)"
  echo "the same, -I:  $(sorted -I -c persen)"
  echo "mean: $("$D/v/bin/csvstat" -d ';' -c persen --mean table.csv 2>> errors)"
} | tee seen
[ ! -s errors ]
diff expected seen
