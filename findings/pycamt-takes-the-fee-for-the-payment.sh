#!/usr/bin/env bash
# pycamt 1.1.1, get_transactions(), on one invented bank statement in rupiah (camt.053.001.08; valid under the official
# schema that camt053 0.0.23 carries). A transaction's own Amt and CdtDbtInd are optional there: without them the
# entry's hold.
#
# Expected: amount, direction and currency of a transaction are its own or its entry's; a batch that the bank booked in
# one sum, with its payees listed below and no sums of their own, stays one sum, or its lines have no amount.
# Seen: amount and direction are the first of that name anywhere below the transaction:
#   * a returned payout of 600000 with the bank's fee noted beside it (Chrgs, 2500, debit) is a debit of 2500;
#   * one that was instructed in another currency is 40 IDR: the 40 of the dollars, the currency of the entry;
#   * a batch of three payouts, 1800000 together, is three payouts of 1800000.
# The plain one is right, and nothing warns. The lines of a programme's account would miss its balances by millions, and
# who gave an incentive back would still stand in its books as paid.
# Output:
#   schema: valid
#   plain: CRDT 600000 IDR -> CRDT 600000 IDR
#   fee: CRDT 600000 IDR -> DBIT 2500 IDR
#   dollars: CRDT 600000 IDR -> CRDT 40 IDR
#   batch: DBIT 1800000 IDR -> DBIT 1800000 IDR, DBIT 1800000 IDR, DBIT 1800000 IDR
#   the entries add up to 0, the transactions to -4802460
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check pycamt==1.1.1 camt053==0.0.23
"$D/v/bin/python" - <<'P' | tee "$D/seen"
from camt053.xml.validate_statement import validate_statement
from pycamt.parser import Camt053Parser

def details(reference, inside=''):
    return f'<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs>{inside}</TxDtls>'

entries = {
    'plain': ('CRDT', 600000, details('P1')),
    'fee': ('CRDT', 600000, details('P2', '<Chrgs><Rcrd><Amt Ccy="IDR">2500</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd>'
                                    '</Chrgs>')),
    'dollars': ('CRDT', 600000, details('P3', '<AmtDtls><InstdAmt><Amt Ccy="USD">40</Amt></InstdAmt>'
                                        '<TxAmt><Amt Ccy="IDR">600000</Amt></TxAmt></AmtDtls>')),
    'batch': ('DBIT', 1800000, '<Btch><NbOfTxs>3</NbOfTxs></Btch>' + details('P4') + details('P5') + details('P6'))}
balance = ''.join(f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">5000000</Amt>'
                  '<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2020-04-16</Dt></Dt></Bal>' for code in ('OPBD', 'CLBD'))
booked = ''.join(f'<Ntry><Amt Ccy="IDR">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
                 f'<BookgDt><Dt>2020-04-16</Dt></BookgDt><AcctSvcrRef>{name}</AcctSvcrRef>'
                 f'<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls>{below}</NtryDtls></Ntry>'
                 for name, (way, amount, below) in entries.items())
time = '<CreDtTm>2020-04-16T23:59:00+07:00</CreDtTm>'
xml = (f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId>'
       f'{time}</GrpHdr><Stmt><Id>S1</Id>{time}<Acct><Id><Othr><Id>0012345678901</Id></Othr></Id><Ccy>IDR</Ccy></Acct>'
       f'{balance}{booked}</Stmt></BkToCstmrStmt></Document>')
report = validate_statement(xml)
print('schema:', 'valid' if report['valid'] and not report['errors'] else report['errors'])
read = Camt053Parser(xml).get_transactions()
signed = {'CRDT': 1, 'DBIT': -1}
for name, (way, amount, _) in entries.items():
    lines = [f"{t['CreditDebitIndicator']} {t['Amount']} {t['Currency']}" for t in read if t['TransactionID'] == name]
    print(f'{name}: {way} {amount} IDR -> {", ".join(lines)}')
print('the entries add up to', sum(signed[way] * amount for way, amount, _ in entries.values()), end=', ')
print('the transactions to', sum(signed[t['CreditDebitIndicator']] * int(t['Amount']) for t in read))
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
