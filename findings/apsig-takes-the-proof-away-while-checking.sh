#!/usr/bin/env bash
# apsig 0.6.0, ProofVerifier (eddsa-jcs-2022 of W3C Data Integrity), on an invented certificate that its own ProofSigner
# signed.
#
# Expected: verify() tells whether a document's signature is right, and leaves the document as it is.
# Seen: it takes "proofValue" out of the document that it was given; it copies the document, but not the proof inside.
# The answer is right, once: the same document checked again raises KeyError, and whatever is done with it after the
# check (kept, passed on, shown) has a proof without a signature and is refused by everyone. It does so after a wrong
# signature too. A copy of all of it, copy.deepcopy(), has to be handed over. ProofSigner leaves its document alone.
# Output:
#   signed: proof has proofValue, 4 members around it
#   first check: right; afterwards the proof has cryptosuite, proofPurpose, type, verificationMethod
#   second check: KeyError 'proofValue'
#   a deep copy each time: right, right; afterwards the proof has proofValue
#   another key: wrong; afterwards the proof has no proofValue
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check apsig==0.6.0
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import copy

from apsig.proof.sign import ProofSigner
from apsig.proof.verify import ProofVerifier
from cryptography.hazmat.primitives.asymmetric import ed25519

key, other = (ed25519.Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32) for number in (1, 2))

def certificate():
    return ProofSigner(key).sign({'id': 'https://contoh.test/sertifikat/1', 'name': 'Barista'}, {
        'type': 'DataIntegrityProof', 'cryptosuite': 'eddsa-jcs-2022', 'proofPurpose': 'assertionMethod',
        'verificationMethod': 'https://contoh.test/lembaga#kunci-1'})

def check(document, signer=key):
    try:
        found = ProofVerifier(signer.public_key()).verify(document)
        return 'right' if found == 'https://contoh.test/lembaga#kunci-1' else 'wrong'
    except KeyError as error:
        return f'KeyError {error}'

document = certificate()
print(f"signed: proof has {'proofValue' if 'proofValue' in document['proof'] else 'none'},",
      len(document['proof']) - 1, 'members around it')
print(f'first check: {check(document)}; afterwards the proof has', ', '.join(sorted(document['proof'])))
print('second check:', check(document))
document = certificate()
print(f'a deep copy each time: {check(copy.deepcopy(document))}, {check(copy.deepcopy(document))};',
      'afterwards the proof has', 'proofValue' if 'proofValue' in document['proof'] else 'no proofValue')
print(f'another key: {check(document, other)}; afterwards the proof has',
      'proofValue' if 'proofValue' in document['proof'] else 'no proofValue')
P
sed -n '/^# Output:/,/^# Exit/s/^#   //p' "$0" | diff - "$D/seen"
