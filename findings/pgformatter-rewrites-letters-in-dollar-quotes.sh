#!/usr/bin/env bash
# Debian 12's pg_format (pgformatter 5.5-1) with its own settings, on valid SQL. Before and after, the statements are
# read by pglast 8.8, which is PostgreSQL's own parser.
#
# Expected: a formatter changes the white space between tokens and leaves constants and operators alone.
# Seen:
#   * a text in dollar quotes that is no function body is taken apart like code: a blank in front of it, blanks around
#     slashes and hyphens, a line end after each semicolon, one before what follows an apostrophe. The letter that a
#     migration puts into a table is another one afterwards;
#   * U&'\0041' becomes U & '\0041', a bit operation on a column named u; tags@>array['x'] becomes tags@ > ARRAY['x'].
# Single quotes, function bodies and an operator that has blanks around it are left alone. Always exit 0, no warning.
# Output:
#   $$Kartu dan/atau insentif, 1-7 Juli$$ -> $$ Kartu dan / atau insentif, 1 - 7 Juli$$ (another meaning)
#   $$Yth. peserta; it's ready$$ -> $$ Yth. peserta; it 's ready$$ (another meaning)
#   'Kartu dan/atau insentif, 1-7 Juli' -> 'Kartu dan/atau insentif, 1-7 Juli' (same meaning)
#   U&'\0041' -> U & '\0041' (another meaning)
#   tags@>array['x'] -> tags@ > ARRAY['x'] (refused)
#   tags @> array['x'] -> tags @> ARRAY['x'] (same meaning)
# (White space of the result is shown as one blank.) Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
command -v pg_format >/dev/null || { apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends pgformatter >/dev/null; }
dpkg-query -W pgformatter
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check pglast==8.8
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import subprocess
from pglast import parse_sql
from pglast.parser import ParseError

def meaning(statement):
    return [part.stmt for part in parse_sql(statement)]

for term in ("$$Kartu dan/atau insentif, 1-7 Juli$$", "$$Yth. peserta; it's ready$$",
             "'Kartu dan/atau insentif, 1-7 Juli'", r"U&'\0041'", "tags@>array['x']", "tags @> array['x']"):
    before = f'SELECT {term};'
    run = subprocess.run(['pg_format', '-'], input=before, capture_output=True, text=True, check=True)
    try:
        verdict = 'same meaning' if meaning(run.stdout) == meaning(before) else 'another meaning'
    except ParseError:
        verdict = 'refused'
    print(term, '->', ' '.join(run.stdout.split()).removeprefix('SELECT ').removesuffix(';'), f'({verdict}{run.stderr})')
P
grep '^#   .* -> ' "$0" | sed 's/^#   //' | diff - "$D/seen"
