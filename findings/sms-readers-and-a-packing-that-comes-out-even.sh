#!/usr/bin/env bash
# smspdudecoder 2.2.0 (with bitstring 4.4.0) and python-gsmmodem-new 0.13.0, reading the same incoming messages
# (SMS-DELIVER, 3GPP TS 23.040). Seven-bit letters are packed into octets, and the two go wrong where seven letters or
# seven octets come together.
#
# Expected: both read the sender and the text that were packed.
# Seen:
#   * a sender of exactly seven letters takes seven octets with seven bits left over: smspdudecoder reads those as one
#     letter more, @, though the length in front says that they are not used (13 half octets; eight letters have 14);
#   * a part of a long message with a 16-bit reference (header of seven octets, no fill bits behind it) loses its first
#     letter in python-gsmmodem-new. With the usual 8-bit reference it is read right.
# Each reads right what the other does not.
# Output:
#   PRAKERJA, one part        smspdudecoder PRAKERJA: Kode 4321    gsmmodem PRAKERJA: Kode 4321
#   BANKABC, one part         smspdudecoder BANKABC@: Kode 4321    gsmmodem BANKABC: Kode 4321
#   BANK, 8-bit reference     smspdudecoder BANK: Kode 4321    gsmmodem BANK: Kode 4321
#   BANK, 16-bit reference    smspdudecoder BANK: Kode 4321    gsmmodem BANK: ode 4321
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check smspdudecoder==2.2.0 bitstring==4.4.0 python-gsmmodem-new==0.13.0
"$D/v/bin/python" - <<'P'
from gsmmodem.pdu import decodeSmsPdu
from smspdudecoder.easy import read_incoming_sms

def packed(text, header=b''):  # letters, digits and the blank have their ASCII numbers in the 7-bit alphabet
    """The octets, and how many septets they hold: header, fill up to the next septet, letters, lowest bit first."""
    start = -(-len(header) * 8 // 7)
    bits = int.from_bytes(header, 'little') + sum(ord(letter) << 7 * (start + i) for i, letter in enumerate(text))
    septets = start + len(text)
    return bits.to_bytes((septets * 7 + 7) // 8, 'little'), septets

def message(sender, text, header=b''):
    name, septets = packed(sender)
    body, length = packed(text, header)
    return (bytes([0, 0x44 if header else 0x04, (septets * 7 + 3) // 4, 0xD0]) + name  # service centre, type, sender
            + bytes([0, 0]) + bytes.fromhex('02701051030082')  # protocol, alphabet; 1 July 2020, 15.30, GMT+7
            + bytes([length]) + body).hex().upper()

short, long = bytes([5, 0, 3, 42, 2, 1]), bytes([6, 8, 4, 0x12, 0x34, 2, 1])
same = True
for what, sender, header, one, other in (
        ('one part', 'PRAKERJA', b'', 'PRAKERJA: Kode 4321', 'PRAKERJA: Kode 4321'),
        ('one part', 'BANKABC', b'', 'BANKABC@: Kode 4321', 'BANKABC: Kode 4321'),
        ('8-bit reference', 'BANK', short, 'BANK: Kode 4321', 'BANK: Kode 4321'),
        ('16-bit reference', 'BANK', long, 'BANK: Kode 4321', 'BANK: ode 4321')):
    pdu = message(sender, 'Kode 4321', header)
    a, b = read_incoming_sms(pdu), decodeSmsPdu(pdu)
    a, b = f"{a['sender']}: {a['content']}", f"{b['number']}: {b['text']}"
    print(f'{sender}, {what}'.ljust(25), 'smspdudecoder', a, '   gsmmodem', b)
    same = same and (a, b) == (one, other)
raise SystemExit(not same)
P
