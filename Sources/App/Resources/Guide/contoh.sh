#!/bin/sh
# Satu panggilan bertanda tangan, dengan curl dan openssl.
set -eu
jalur=/api/v1/integration/payment/redeem-code/status
isi='{"redeem_code":"PRAT-TC1001","sequence":1}'
waktu=$(date +%s)
tanda=$(printf %s "$KLIEN${waktu}POST$jalur$isi" | openssl dgst -sha1 -hmac "$KUNCI" | sed 's/.*= *//')
curl -sS "$ALAMAT$jalur" -H 'Content-Type: application/json' \
    -H "client_code: $KLIEN" -H "timestamp: $waktu" -H "signature: $tanda" -d "$isi"
