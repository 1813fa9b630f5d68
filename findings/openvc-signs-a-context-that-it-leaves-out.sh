#!/usr/bin/env bash
# openvc-core 1.37.0 (its suite for eddsa-jcs-2022), on an invented Open Badges 3.0 credential; beside it apsig 0.6.0
# and the verification of the W3C Recommendation "Data Integrity EdDSA Cryptosuites" in a dozen lines, with jcs 0.2.1.
#
# Expected: what it signs verifies elsewhere (its source says so: against any implementation that reads eddsa-jcs-2022),
# and what the Recommendation allows is accepted: "proof" may be a list, and a holder may add contexts at the end.
# Seen:
#   * the Recommendation puts the document's @context into the proof, and a verifier hashes the proof as it finds it.
#     openvc signs the @context as part of the proof and then leaves it out: only openvc itself, which puts it back
#     before it looks, finds the signature right, so its own round trip is. With the context written in, all agree;
#   * a list of one proof is "credential has no proof object" (apsig: TypeError);
#   * a context added at the end, which is not part of what was signed, makes the signature invalid (apsig too).
# A certificate issued so is a forgery to every employer who checks it with something else.
# Output:
#   signed by the book:              book yes, apsig yes, openvc yes
#   signed by openvc:                book no, apsig no, openvc yes
#   its proof with the context:      book yes, apsig yes, openvc yes
#   by the book, a list of one:      book yes, apsig TypeError, openvc ProofMalformed
#   by the book, one context more:   book yes, apsig no, openvc SignatureInvalid
# Exit 0 while that is so.
set -euo pipefail
grep '^#[^!]' "$0"
D=$(mktemp -d); trap 'rm -rf "$D"' EXIT
python3 -m venv "$D/v" 2>/dev/null || { apt-get install -y -q python3-venv >/dev/null; python3 -m venv "$D/v"; }
"$D/v/bin/pip" install -q --disable-pip-version-check openvc-core==1.37.0 apsig==0.6.0 jcs==0.2.1
"$D/v/bin/python" - <<'P' | tee "$D/seen"
import copy
import hashlib

import jcs
from apsig.proof.verify import ProofVerifier
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ed25519
from multiformats import multibase
from openvc.keys import Ed25519SigningKey
from openvc.proof.di_jcs import EddsaJcsProofSuite

key = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
multikey = multibase.encode(b'\xed\x01' + key.public_key().public_bytes_raw(), 'base58btc')
method = f'did:key:{multikey}#{multikey}'
contexts = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json']
badge = {
    '@context': contexts, 'id': 'urn:uuid:6f1c1e0a-0b1e-4f53-9a1e-0c4d9a6d7b11',
    'type': ['VerifiableCredential', 'OpenBadgeCredential'],
    'issuer': {'id': f'did:key:{multikey}', 'type': ['Profile'], 'name': 'Lembaga Contoh'},
    'validFrom': '2020-06-01T00:00:00Z', 'name': 'Barista',
    'credentialSubject': {'type': ['AchievementSubject'], 'achievement': {
        'id': 'https://contoh.test/pelatihan/1', 'type': ['Achievement'], 'name': 'Barista', 'description': 'Kopi',
        'criteria': {'narrative': 'Lulus ujian'}}}}

def digest(settings, document):
    return b''.join(hashlib.sha256(jcs.canonicalize(part)).digest() for part in (settings, document))

def by_the_book(document):
    settings = {'type': 'DataIntegrityProof', 'cryptosuite': 'eddsa-jcs-2022', 'created': '2020-06-01T00:00:00Z',
                'verificationMethod': method, 'proofPurpose': 'assertionMethod', '@context': document['@context']}
    return {**document, 'proof': settings | {
        'proofValue': multibase.encode(key.sign(digest(settings, document)), 'base58btc')}}

def book(document):
    proof = document['proof'][0] if isinstance(document['proof'], list) else document['proof']
    settings = {name: value for name, value in proof.items() if name != 'proofValue'}
    plain = {name: value for name, value in document.items() if name != 'proof'}
    if '@context' in settings:
        if plain['@context'][:len(settings['@context'])] != settings['@context']:
            return False
        plain['@context'] = settings['@context']
    try:
        key.public_key().verify(multibase.decode(proof['proofValue']), digest(settings, plain))
        return True
    except InvalidSignature:
        return False

def said(check, document):
    try:
        return 'yes' if check(copy.deepcopy(document)) else 'no'
    except Exception as error:
        return type(error).__name__

theirs = EddsaJcsProofSuite().add_proof(
    badge, signing_key=Ed25519SigningKey(key, kid=method), verification_method=method)
ours = by_the_book(badge)
for name, document in (
        ('signed by the book', ours), ('signed by openvc', theirs),
        ('its proof with the context', theirs | {'proof': theirs['proof'] | {'@context': contexts}}),
        ('by the book, a list of one', ours | {'proof': [ours['proof']]}),
        ('by the book, one context more', ours | {'@context': contexts + ['https://contoh.test/context.json']})):
    print(f'{name}:'.ljust(32), f'book {said(book, document)}, apsig {said(ProofVerifier(multikey).verify, document)},',
          f'openvc {said(EddsaJcsProofSuite().verify, document)}')
P
grep '^#   .*: *book ' "$0" | sed 's/^#   //' | diff - "$D/seen"
