"""Rounds of drand by py_ecc, an implementation of BLS12-381 in Python that shares nothing with ours.

As a program, it verifies one round several times and prints the median time in milliseconds:

    peer.py SCHEME KEY ROUND SIGNATURE [PREVIOUS]
"""

import statistics
import sys
import time
from hashlib import sha256

from py_ecc.bls.g2_primitives import subgroup_check
from py_ecc.bls.hash_to_curve import hash_to_G1, hash_to_G2
from py_ecc.bls.point_compression import compress_G1, compress_G2, decompress_G1, decompress_G2
from py_ecc.optimized_bls12_381 import FQ12, G1, G2, final_exponentiate, is_inf, multiply, neg, pairing

UNCHAINED = "bls-unchained-g1-rfc9380"
CHAINED = "pedersen-bls-chained"
TAGS = {
    UNCHAINED: b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_",
    CHAINED: b"BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_",
}


def message(scheme, number, previous):
    return sha256((previous if scheme == CHAINED else b"") + number.to_bytes(8, "big")).digest()


def hashed(scheme, text):
    return (hash_to_G1 if scheme == UNCHAINED else hash_to_G2)(text, TAGS[scheme], sha256)


def write(point, size):
    """The compressed encoding of a point of G1, 48 bytes, or of G2, 96."""
    if size == 48:
        return compress_G1(point).to_bytes(48, "big")
    first, second = compress_G2(point)
    return first.to_bytes(48, "big") + second.to_bytes(48, "big")


def read(encoded, size):
    """The point; ValueError unless it is one of the group other than infinity."""
    if len(encoded) != size:
        raise ValueError("length")
    numbers = [int.from_bytes(encoded[start : start + 48], "big") for start in range(0, size, 48)]
    point = decompress_G1(numbers[0]) if size == 48 else decompress_G2(tuple(numbers))
    if is_inf(point) or not subgroup_check(point):
        raise ValueError("group")
    return point


def sizes(scheme):
    """Bytes of a key and of a signature."""
    return (96, 48) if scheme == UNCHAINED else (48, 96)


def public_key(scheme, secret):
    return write(multiply(G2 if scheme == UNCHAINED else G1, secret), sizes(scheme)[0])


def sign(scheme, secret, number, previous):
    return write(multiply(hashed(scheme, message(scheme, number, previous)), secret), sizes(scheme)[1])


def is_signed(scheme, key, number, signature, previous):
    """Whether the key, a point, made the signature."""
    try:
        point = read(signature, sizes(scheme)[1])
    except ValueError:
        return False
    text = hashed(scheme, message(scheme, number, previous))
    if scheme == UNCHAINED:
        product = pairing(neg(G2), point, False) * pairing(key, text, False)
    else:
        product = pairing(point, neg(G1), False) * pairing(text, key, False)
    return final_exponentiate(product) == FQ12.one()


def main():
    scheme, key, number, signature = sys.argv[1:5]
    previous = bytes.fromhex(sys.argv[5]) if len(sys.argv) > 5 else b""
    point, times = read(bytes.fromhex(key), sizes(scheme)[0]), []
    for _ in range(7):
        start = time.perf_counter()
        if not is_signed(scheme, point, int(number), bytes.fromhex(signature), previous):
            sys.exit("not signed")
        times.append((time.perf_counter() - start) * 1000)
    print(statistics.median(times))


if __name__ == "__main__":
    main()
