#!/usr/bin/env bash
# aiosmpplib 0.7.4 (SMPP for Python), reading back what it wrote itself; smpp.pdu3 0.6 reads the same octets beside it.
# One message with an absolute validity in western Indonesian time, and one long message in two parts whose reference
# number is over 255. Invented numbers.
#
# Expected: SMPP 3.4, 7.1.1: an absolute time is YYMMDDhhmmsstnnp, where nn counts quarters of an hour from UTC: 28+ is
# UTC+7. 3GPP TS 23.040, 9.2.3.24.8: behind the octets 08 04 come two octets of reference, then the number of parts and
# the part. The reference is the same in all parts of one text. aiosmpplib writes both in this way.
# Seen:
#   * reading, it takes the two digits of the year for the year, and the quarters of an hour for hours: a code that is
#     valid until 21.30 of 1 July 2020 at UTC+7 is valid until 21.30 of 1 July of the year 20, 28 hours from UTC.
#     smpp.pdu3 reads 2020 and UTC+7. A period (R) is read right;
#   * of a reference of 16 bits it reads 32: the number of parts and the part become its last octets. Each part has
#     another reference then, and get_segmentation_data() gives nothing by which the parts of one text can be found.
#     With a reference of 8 bits all is right.
# A gateway's simulator that is written with it takes each code for expired when it comes, and joins no such parts.
# Output:
#   written: 200701213000028+
#   aiosmpplib: year 20, 07-01 21:30, 28.0 hours from UTC
#   smpp.pdu3:  year 2020, 07-01 21:30, 7.0 hours from UTC
#   period of three hours: 000000030000000R -> 3:00:00
#   reference 0x34: 06 octets of header, read as 0x34 part 1 of 2, 0x34 part 2 of 2
#   reference 0x1234: 07 octets of header, read as 0x12340201 part 1 of 2, 0x12340202 part 2 of 2
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check aiosmpplib==0.7.4 smpp.pdu3==0.6
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import contextlib, io
from datetime import datetime, timedelta, timezone
from aiosmpplib.protocol import DeliverSm, SmppMessage, SubmitSm
from aiosmpplib.state import NPI, TON, PhoneNumber
from aiosmpplib.utils import split_sms_udh
from smpp.pdu.pdu_encoding import PDUEncoder

office = PhoneNumber('PRAKERJA', TON.ALPHANUMERIC, NPI.UNKNOWN)
phone = PhoneNumber('628110000001', TON.INTERNATIONAL, NPI.ISDN)

def read(kind, octets):
    return kind.from_pdu(octets, SmppMessage.parse_header(octets[:16]), 'gsm0338')

def shown(who, time):
    hours = time.tzinfo.utcoffset(None) / timedelta(hours=1)
    print(f'{who.ljust(11)} year {time.year}, {time.month:02}-{time.day:02} {time.hour:02}:{time.minute:02}, '
          f'{hours} hours from UTC')

until = datetime(2020, 7, 1, 21, 30, tzinfo=timezone(timedelta(hours=7)))
octets = SubmitSm(sequence_num=1, short_message='Kode 4321', source=office, destination=phone,
                  validity_period=until).pdu()
print('written:', SubmitSm.datetime_to_smpp_time(until))
shown('aiosmpplib:', read(SubmitSm, octets).validity_period)
with contextlib.redirect_stdout(io.StringIO()):  # it prints the sign it finds
    other = PDUEncoder().decode(io.BytesIO(octets))
shown('smpp.pdu3:', other.params['validity_period'])
period = SubmitSm.datetime_to_smpp_time(timedelta(hours=3))
print('period of three hours:', period, '->', SubmitSm.smpp_time_to_datetime(period))

for reference in (0x34, 0x1234):
    parts = split_sms_udh('Kode ' * 60, 'gsm0338', csms_ref=reference)
    seen = []
    for part in parts:
        message = DeliverSm(sequence_num=1, short_message='-', source=office, destination=phone, esm_class=0x40)
        message.set_encoded_message(part)  # as its own client sends a part
        found, number, total = read(DeliverSm, message.pdu()).get_segmentation_data()
        seen.append(f'{found:#x} part {number} of {total}')
    print(f'reference {reference:#x}: {parts[0][0] + 1:02} octets of header, read as', ', '.join(seen))
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
