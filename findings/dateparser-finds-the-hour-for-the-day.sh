#!/usr/bin/env bash
# dateparser 1.5.0: search_dates(), with the language given, on sentences as announcements of a training programme have
# them. Invented dates.
#
# Expected: Indonesian spelling puts a full stop between hours and minutes (EYD V, on the full stop; CLDR's pattern for
# "id" is HH.mm), and dateparser.parse() reads it so. A search in the sentence then finds what parse() reads there, or
# less: the documentation warns that searching is limited. In German, with the same full stop, the two agree.
# Seen: the search cuts the sentence at that full stop. The hour becomes the day of the month, the day that is written
# is left out, and the minutes make one date more: a day, or a year. Registration that opens on 8 August at noon opens
# on 12 August, and again in the year 2000. The texts that are returned as the places of the dates lack the day as
# well. With a colon, or with strategy="ngram" (not the one that is used when none is named), all is right.
# Output:
#   Dibuka 8 Agustus 2020 pukul 12.00 WIB
#     parse  2020-08-08 12:00:00+07:00
#     search 2020-08-12 00:00:00 [Agustus 2020 pukul 12], 2000-08-12 00:00:00+07:00 [00 WIB]
#     ngram  2020-08-08 12:00:00+07:00 [8 Agustus 2020 pukul 12.00 WIB]
#   Ujian 6 Juli 2020 pukul 13.30 WIB
#     parse  2020-07-06 13:30:00+07:00
#     search 2020-07-13 00:00:00 [Juli 2020 pukul 13], 2020-07-30 00:00:00+07:00 [30 WIB]
#     ngram  2020-07-06 13:30:00+07:00 [6 Juli 2020 pukul 13.30 WIB]
#   Ujian 6 Juli 2020 pukul 13:30 WIB
#     parse  2020-07-06 13:30:00+07:00
#     search 2020-07-06 13:30:00+07:00 [6 Juli 2020 pukul 13:30 WIB]
#     ngram  2020-07-06 13:30:00+07:00 [6 Juli 2020 pukul 13:30 WIB]
#   Beginn 6. Juli 2020 um 13.30 Uhr
#     parse  2020-07-06 13:30:00
#     search 2020-07-06 13:30:00 [6. Juli 2020 um 13.30 Uhr]
#     ngram  2020-07-06 13:30:00 [6. Juli 2020 um 13.30 Uhr]
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check dateparser==1.5.0
"$D/v/bin/python" -W ignore - <<'P' | tee "$D/seen"
import dateparser
from dateparser.search import search_dates

def found(text, language, **how):
    return ', '.join(f'{moment} [{place}]' for place, moment in search_dates(text, languages=[language], **how))

for language, word, time in (('id', 'Dibuka', '8 Agustus 2020 pukul 12.00 WIB'),
                             ('id', 'Ujian', '6 Juli 2020 pukul 13.30 WIB'),
                             ('id', 'Ujian', '6 Juli 2020 pukul 13:30 WIB'),
                             ('de', 'Beginn', '6. Juli 2020 um 13.30 Uhr')):
    text = f'{word} {time}'
    print(text)
    print('  parse ', dateparser.parse(time, languages=[language]))
    print('  search', found(text, language))
    print('  ngram ', found(text, language, strategy='ngram'))
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
