"""A certificate's credential, checked by apsig, an implementation of eddsa-jcs-2022 that is not ours.

    credential.py CREDENTIAL DID [LIST]

CREDENTIAL is the file that a holder downloads, DID the issuer's did.json and LIST the status list of the certificate's
month. `CredentialTests` writes all three into the folder that PRAKERJA_CREDENTIALS names. A right credential has to pass;
one with a changed member, and one with another key, must not.
"""

import base64
import copy
import gzip
import json
import sys

from apsig.proof import ProofVerifier
from cryptography.hazmat.primitives.asymmetric import ed25519

CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"]


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def key_of(document, did):
    """The key that the proof names, from the issuer's document."""
    method = document["proof"]["verificationMethod"]
    assert method in did["assertionMethod"], f"{method} signs no credentials"
    found = [entry for entry in did["verificationMethod"] if entry["id"] == method]
    assert len(found) == 1 and found[0]["type"] == "Multikey" and found[0]["controller"] == did["id"]
    return found[0]["publicKeyMultibase"]


def is_signed(document, key):
    # The verifier takes the proof's value out of what it is given.
    return ProofVerifier(key).verify(copy.deepcopy(document)) == document["proof"]["verificationMethod"]


def check_signature(document, did):
    issuer = document["issuer"]
    assert (issuer if isinstance(issuer, str) else issuer["id"]) == did["id"], "the document is another issuer's"
    key = key_of(document, did)
    assert is_signed(document, key), "a right signature was refused"
    assert not is_signed(document, ed25519.Ed25519PrivateKey.generate().public_key()), "another key was accepted"
    changed = copy.deepcopy(document)
    changed["validFrom"] = "1999-01-01T00:00:00Z"
    assert not is_signed(changed, key), "a changed document was accepted"
    later = copy.deepcopy(document)
    later["proof"]["created"] = "1999-01-01T00:00:00Z"
    assert not is_signed(later, key), "a changed proof was accepted"


def check_badge(badge):
    assert badge["@context"] == CONTEXTS and badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    subject = badge["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    assert [entry["identityType"] for entry in subject["identifier"]] == ["name"]
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    assert badge["credentialStatus"]["type"] == "BitstringStatusListEntry"


def is_withdrawn(badge, status):
    entry = badge["credentialStatus"]
    assert status["id"] == entry["statusListCredential"] and status["type"][1] == "BitstringStatusListCredential"
    subject = status["credentialSubject"]
    assert subject["statusPurpose"] == entry["statusPurpose"] == "revocation" and subject["encodedList"][0] == "u"
    encoded = subject["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    assert len(bits) * 8 >= 131072, "the list is shorter than the recommendation asks"
    index = int(entry["statusListIndex"])
    return bool(bits[index // 8] & 0x80 >> index % 8)


def main(credential, did, status=None):
    badge, did = read(credential), read(did)
    check_signature(badge, did)
    check_badge(badge)
    print(f"{badge['id']}: signed by {did['id']}")
    if status:
        status = read(status)
        check_signature(status, did)
        print("withdrawn" if is_withdrawn(badge, status) else "not withdrawn")


if __name__ == "__main__":
    main(*sys.argv[1:])
