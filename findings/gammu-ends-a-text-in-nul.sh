#!/usr/bin/env bash
# Debian 12's python3-gammu 3.2.4-1+b3 (with libgammu8 1.42.0-8), DecodePDU(), and smspdudecoder 2.2.0 (with bitstring
# 4.4.0) reading the same incoming messages (SMS-DELIVER, 3GPP TS 23.040). Signs like | ~ € take two places of the 7-bit
# alphabet each: an escape and a letter.
#
# Expected: both give the text that was packed, and its length is that of the text.
# Seen: python3-gammu takes as many signs as the message has places: with one such sign in it, wherever that stands, the
# text ends in U+0000 and `Length` is one too many. strip() does not take it away. Without such a sign, and after
# LinkSMS(), which is meant for messages in several parts, the text is right.
# A participant's answer "YA|4321" is not equal to itself then and counts as wrong; PostgreSQL stores no text with
# U+0000 in it, so that the message is lost.
# Output:
#   YA 4321   smspdudecoder 'YA 4321'   gammu 'YA 4321' of 7   stripped: right   linked: right
#   YA|4321   smspdudecoder 'YA|4321'   gammu 'YA|4321\x00' of 8   stripped: wrong   linked: right
#   ~Siti     smspdudecoder '~Siti'   gammu '~Siti\x00' of 6   stripped: wrong   linked: right
#   saldo 5€  smspdudecoder 'saldo 5€'   gammu 'saldo 5€\x00' of 9   stripped: wrong   linked: right
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
dpkg-query -W python3-gammu >/dev/null 2>&1 || { apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-gammu >/dev/null; }
dpkg-query -W python3-gammu libgammu8
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check smspdudecoder==2.2.0 bitstring==4.4.0
"$D/v/bin/python" - <<'P' > "$D/messages"
from smspdudecoder.easy import read_incoming_sms

second = {'|': 0x40, '~': 0x3D, '€': 0x65}  # behind the escape; other signs here have their ASCII numbers

def packed(text):
    """The octets, and how many septets they hold, lowest bit first."""
    places = [place for sign in text for place in ((0x1B, second[sign]) if sign in second else (ord(sign),))]
    bits = sum(place << 7 * i for i, place in enumerate(places))
    return bits.to_bytes((len(places) * 7 + 7) // 8, 'little'), len(places)

for text in ('YA 4321', 'YA|4321', '~Siti', 'saldo 5€'):
    name, septets = packed('BANK')
    body, length = packed(text)
    pdu = (bytes([0, 0x04, (septets * 7 + 3) // 4, 0xD0]) + name  # service centre, type, sender
           + bytes([0, 0]) + bytes.fromhex('02701051030082')  # protocol, alphabet; 1 July 2020, 15.30, GMT+7
           + bytes([length]) + body).hex().upper()
    print(text, pdu, read_incoming_sms(pdu)['content'], sep='\t')
P
/usr/bin/python3 - "$D/messages" <<'P' | tee "$D/seen"
import sys
import gammu

for line in open(sys.argv[1], encoding='utf-8'):
    text, pdu, other = line.rstrip('\n').split('\t')
    read = gammu.DecodePDU(bytes.fromhex(pdu))
    whole = gammu.LinkSMS([[dict(read, Location=0, Folder=0)]])[0][0]['Text']
    right = lambda seen: 'right' if seen == text else 'wrong'
    print(text.ljust(9), 'smspdudecoder', repr(other), '  gammu', repr(read['Text']), 'of', read['Length'],
          '  stripped:', right(read['Text'].strip()), '  linked:', right(whole))
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
