#!/usr/bin/env bash
# SQLite 3.40.1 (that of Debian 12) and 3.50.4, here in apsw 3.40.1.0 and 3.50.4.0: PRAGMA integrity_check on a file that
# was opened only for reading.
#
# Expected: the documentation of the pragma says that it looks for CHECK and NOT NULL constraint errors, and names no
# condition. An auditor opens the file read-only, so as to change nothing, and gets the same findings.
# Seen: the row that breaks a CHECK is named only on a connection that may write. Opened with SQLITE_OPEN_READONLY the
# same file, unchanged, is "ok"; PRAGMA quick_check too. PRAGMA query_only on a connection that may write keeps the
# finding.
# Output:
#   3.40.1, for writing: CHECK constraint failed in t; query only: CHECK constraint failed in t; for reading: ok
#   3.50.4, for writing: CHECK constraint failed in t; query only: CHECK constraint failed in t; for reading: ok
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -c "import ensurepip" 2>/dev/null || apt-get install -y -q python3-venv >/dev/null
cat >"$D/check.py" <<'P'
import sys

import apsw

path = sys.argv[1]
made = apsw.Connection(path)
made.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, amount INTEGER CHECK (amount > 0))')
made.execute('PRAGMA ignore_check_constraints = ON')
made.execute('INSERT INTO t VALUES (1, -1)')
made.close()


def look(flags, only=False):
    """What both pragmas say; they agree."""
    connection = apsw.Connection(path, flags=flags)
    if only:
        connection.execute('PRAGMA query_only = ON')
    whole, quick = (connection.execute('PRAGMA ' + name).fetchall() for name in ('integrity_check', 'quick_check'))
    assert whole == quick, (whole, quick)
    connection.close()
    return whole[0][0]


writing = look(apsw.SQLITE_OPEN_READWRITE)
query = look(apsw.SQLITE_OPEN_READWRITE, only=True)
reading = look(apsw.SQLITE_OPEN_READONLY)
print('%s, for writing: %s; query only: %s; for reading: %s' % (apsw.sqlitelibversion(), writing, query, reading))
sys.exit(0 if (writing, query, reading) == ('CHECK constraint failed in t',) * 2 + ('ok',) else 1)
P
for version in 3.40.1.0 3.50.4.0; do
    python3 -m venv "$D/$version"
    "$D/$version/bin/pip" install -q "apsw==$version"
    "$D/$version/bin/python" "$D/check.py" "$D/$version.sqlite"
done
echo 'still so'
