#!/usr/bin/env bash
# lokal-id 0.7.2 (Indonesian data primitives), parse_rupiah(), on amounts as Indonesian letters and bank lists write them.
#
# Expected: the amount, or None where the text is not understood; what its own format_rupiah() writes is read back.
# Seen:
#   * an amount in figures with the same amount in words behind it, as every receipt and agreement has it, becomes one
#     number: the words are added to the figures before their "ribu" or "juta" multiplies both. 600.000,- (enam ratus
#     ribu rupiah) is read as 600600000, and a million as a trillion. The field `approximate` is False;
#   * the sign is lost, also that of its own format: -Rp600.000 is 600000;
#   * with blanks between the groups only the first counts: Rp 1 000 000 is 1.
# "Rp 600.000 per bulan" gives None, as one hopes.
# Output:
#   Rp 600.000,- (enam ratus ribu rupiah) -> 600600000
#   Rp 1.000.000,00 (satu juta rupiah) -> 1000001000000
#   -Rp600.000 -> 600000
#   Rp 1 000 000 -> 1
#   Rp 600.000 per bulan -> None
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check lokal-id==0.7.2
"$D/v/bin/python" - <<'P'
from lokal import format_rupiah, parse_rupiah

same = True
for text, was in (('Rp 600.000,- (enam ratus ribu rupiah)', 600600000),
                  ('Rp 1.000.000,00 (satu juta rupiah)', 1000001000000),
                  (format_rupiah(-600000), 600000),
                  ('Rp 1 000 000', 1),
                  ('Rp 600.000 per bulan', None)):
    read = parse_rupiah(text)
    now = read and read.amount
    print(text, '->', now)
    same = same and now == was and not (read and read.approximate)
raise SystemExit(not same)
P
