#!/usr/bin/env bash
# camt053-loader-mt940 0.0.23 with camt053 0.0.23, on one invented MT940 statement in rupiah: a payout goes out (D) and
# comes back (RD, reversal of debit), a deposit comes in (C) and is taken back (RC). Both balances are equal.
#
# Expected: what parse_mt940() reads and serialize_document() writes as camt.053 is the same statement: rupiah, two
# entries in and two out. In ISO 20022 CdtDbtInd is the entry's own direction: a reversed debit is CRDT with RvslInd,
# and so camt053's own builder of reversals writes it.
# Seen:
#   * the entries are in EUR, between balances in IDR;
#   * the payout that came home is a second debit, the deposit that was taken back a second credit;
#   * every entry, the plain ones too, is coded as a returned payment (RRTN), and its text as the reason of a return.
# camt053's check against the official schema finds no fault. The usual page number (:28C:1/1) and the usual last line
# (a hyphen) are refused. In a programme's audit a returned incentive would have been paid twice, in euros.
# Output:
#   balances: 5000000. IDR, 5000000. IDR; schema: valid
#   :61: D -> DBIT 600000. EUR PMNT/RCDT/RRTN, reason KARTU
#   :61: RD -> DBIT 600000. EUR reversal PMNT/RCDT/RRTN, reason KARTU
#   :61: C -> CRDT 250000. EUR PMNT/RCDT/RRTN, reason KARTU
#   :61: RC -> CRDT 250000. EUR reversal PMNT/RCDT/RRTN, reason KARTU
#   the entries add up to -700000
#   camt053's own reversal of the first: CRDT, true
#   with :28C:1/1: XMLGenerationError; with a hyphen at the end: ValueError
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check camt053-loader-mt940==0.0.23 camt053==0.0.23
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import contextlib, io
from decimal import Decimal
from xml.etree import ElementTree
from camt053 import serialize_document
from camt053.reversal.reversal import build_reversal_record
from camt053.xml.validate_statement import validate_statement
from camt053_loader_mt940 import parse_mt940

marks = {'D': 600000, 'RD': 600000, 'C': 250000, 'RC': 250000}
lines = ''.join(f':61:2004300430{mark}{amount},NTRFP{mark}//B{mark}\n:86:KARTU\n' for mark, amount in marks.items())

def statement(page='1', end=''):
    return (f':20:S1\n:25:0012345678901\n:28C:{page}\n:60F:C200430IDR5000000,\n{lines}'
            f':62F:C200430IDR5000000,\n{end}')

def converted(text):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return serialize_document(parse_mt940(text))

def refusal(text):
    try:
        converted(text)
    except Exception as error:
        return type(error).__name__

xml = converted(statement())
report = validate_statement(xml)
root = ElementTree.fromstring(xml)
for part in root.iter():
    part.tag = part.tag.split('}')[-1]
balances = ', '.join(f"{amount.text} {amount.get('Ccy')}" for amount in root.iterfind('.//Bal/Amt'))
print(f"balances: {balances}; schema: {'valid' if report['valid'] and not report['errors'] else 'not valid'}")
total = Decimal(0)
for mark, entry in zip(marks, root.iterfind('.//Ntry'), strict=True):
    amount, way = entry.find('Amt'), entry.findtext('CdtDbtInd')
    code = '/'.join(entry.findtext(f'BkTxCd/Domn/{step}') for step in ('Cd', 'Fmly/Cd', 'Fmly/SubFmlyCd'))
    back = ' reversal' if entry.findtext('RvslInd') == 'true' else ''
    cause = entry.findtext('.//RtrInf/AddtlInf')
    print(f":61: {mark} -> {way} {amount.text} {amount.get('Ccy')}{back} {code}, reason {cause}")
    total += Decimal(amount.text) if way == 'CRDT' else -Decimal(amount.text)
print(f'the entries add up to {total}')
source = parse_mt940(statement()).statements[0]
own = build_reversal_record(source.entries[0], source, 'R1', '2020-04-30T15:00:00', 'R1')
print(f"camt053's own reversal of the first: {own['credit_debit']}, {own['reversal_indicator']}")
print(f"with :28C:1/1: {refusal(statement('1/1'))}; with a hyphen at the end: {refusal(statement(end='-'))}")
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
