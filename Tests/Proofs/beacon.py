"""Random rounds of drand, right and changed, verified by `prakerja draw round` and by an independent implementation.

    beacon.py [CASES] [native]

With `native` the verdict compared with is that of drand-verify, a native library, and otherwise py_ecc's. Keys and
signatures are always made by py_ecc. The seed is printed; PRAKERJA_SEED repeats a run.
"""

import os
import pathlib
import random
import subprocess
import sys

# One line on standard error for each panic of drand-verify.
os.environ["RUST_BACKTRACE"] = "0"

import drand_verify  # noqa: E402
import peer  # noqa: E402

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
ORDER = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
PRIME = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
FLAGS = 7 << 381


class Case:
    def __init__(self, chance):
        self.scheme = chance.choice([peer.UNCHAINED, peer.CHAINED])
        secret = chance.randrange(1, ORDER)
        self.key = peer.public_key(self.scheme, secret)
        self.number = chance.choice([1, chance.randrange(1, 1 << 20), chance.randrange(1, 1 << 62)])
        self.previous = chance.randbytes(96) if self.scheme == peer.CHAINED else b""
        self.signature = peer.sign(self.scheme, secret, self.number, self.previous)

    def ours(self):
        command = [BINARY, "draw", "round", "--scheme", self.scheme, "--key", self.key.hex(), "--round", str(self.number)]
        command += ["--signature", self.signature.hex()]
        command += ["--previous", self.previous.hex()] if self.previous else []
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
        if ran.returncode not in (0, 1) or not ran.stdout.startswith("✓✕"[ran.returncode]):
            sys.exit(f"{' '.join(command)}\nended with {ran.returncode}: {ran.stdout}{ran.stderr}")
        return ran.returncode == 0

    def theirs(self, is_native):
        if is_native:
            try:
                if self.scheme == peer.CHAINED:
                    drand_verify.verify_pedersen_bls_chained(
                        self.number, self.previous.hex(), self.signature.hex(), self.key.hex())
                else:
                    drand_verify.verify_bls_unchained_g1_rfc9380(self.number, self.signature.hex(), self.key.hex())
                return True
            except KeyboardInterrupt:
                raise
            # The library panics on bytes that are no point; its exception is no `Exception`.
            except BaseException:
                return False
        try:
            key = peer.read(self.key, peer.sizes(self.scheme)[0])
        except ValueError:
            return False
        return peer.is_signed(self.scheme, key, self.number, self.signature, self.previous)


def flipped(encoded, chance):
    bit = chance.randrange(len(encoded) * 8)
    return bytes(byte ^ (0x80 >> bit % 8 if place == bit // 8 else 0) for place, byte in enumerate(encoded))


def bit_of_signature(case, chance):
    case.signature = flipped(case.signature, chance)


def bit_of_key(case, chance):
    case.key = flipped(case.key, chance)


def next_round(case, chance):
    case.number += 1


def other_key(case, chance):
    case.key = peer.public_key(case.scheme, chance.randrange(1, ORDER))


def other_signature(case, chance):
    case.signature = peer.sign(case.scheme, chance.randrange(1, ORDER), case.number, case.previous)


def negative(case, chance):
    case.signature = bytes([case.signature[0] ^ 0x20]) + case.signature[1:]


def shorter(case, chance):
    case.signature = case.signature[:-1]


def infinity(case, chance):
    case.signature = bytes([0xC0]) + bytes(len(case.signature) - 1)


def random_x(case, chance):
    """On the curve for half of the numbers, and then outside the group."""
    case.signature = bytes([0x80 | chance.randrange(0x1A)]) + chance.randbytes(len(case.signature) - 1)


def second_encoding(case, chance):
    """The same point, its last coordinate with the prime added, if that fits."""
    last = int.from_bytes(case.signature[-48:], "big")
    keep = last & FLAGS if len(case.signature) == 48 else 0
    number = (last ^ keep) + PRIME
    if len(case.signature) == 48 and number >= 1 << 381:
        number = PRIME
    case.signature = case.signature[:-48] + (number | keep).to_bytes(48, "big")


CHANGES = [
    bit_of_signature, bit_of_key, next_round, other_key, other_signature, negative, shorter, infinity, random_x,
    second_encoding,
]


def main():
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    is_native = "native" in sys.argv[2:]
    seed = int(os.environ.get("PRAKERJA_SEED", random.randrange(1, 1_000_000)))
    print(f"rounds of drand: PRAKERJA_SEED={seed}", flush=True)
    chance, accepted = random.Random(seed), 0
    for number in range(cases):
        case = Case(chance)
        # Half of the cases stay right; the changes follow each other, so that each occurs.
        change = CHANGES[number // 2 % len(CHANGES)] if number % 2 else None
        if change:
            change(case, chance)
        ours, theirs = case.ours(), case.theirs(is_native)
        if ours != theirs or ours != (change is None):
            sys.exit(f"case {number}, {change.__name__ if change else 'right'}: ours {ours}, the other {theirs}: {vars(case)}")
        accepted += ours
    print(f"{cases} rounds: {accepted} accepted and {cases - accepted} refused by both")


if __name__ == "__main__":
    main()
