"""Simulated draws, honest and forged, by `periksa.py`, the verifier that was written from docs/draw.md alone.

    checker.py [CASES]

An honest draw must be right. One with a changed byte must be wrong, by the same verdict as `prakerja draw verify`. The
seed is printed; PRAKERJA_SEED repeats a run.
"""

import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
CHECKER = REPOSITORY / "Sources/App/Resources/Public/periksa.py"


class Draw:
    def __init__(self, folder, entries, quota, edition):
        self.file = pathlib.Path(folder) / f"{entries}-{quota}-{edition}.prakerja"
        basis = REPOSITORY / "Editions" / f"{edition}.yaml"
        subprocess.run(
            [BINARY, "draw", "simulate", "--entries", str(entries), "--quota", str(quota), "--out", str(self.file),
             "--edition", str(basis)], check=True, capture_output=True)
        self.bytes = self.file.read_bytes()
        self.annex = f"{self.file}.annex.txt"
        self.site = re.search("^site (.*)$", pathlib.Path(self.annex).read_text(), re.MULTILINE).group(1)

    def theirs(self, file, *more):
        return self.ended([sys.executable, CHECKER, file, f"{self.file}.edition.txt", self.annex, *more])

    def ours(self, file):
        return self.ended(
            [BINARY, "draw", "verify", file, "--edition", f"{self.file}.edition.yaml", "--annex", self.annex])

    @staticmethod
    def ended(command):
        ran = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
        return ran.returncode, ran.stdout + ran.stderr

    def forged(self, chance):
        place = chance.randrange(len(self.bytes))
        other = bytearray(self.bytes)
        other[place] ^= 1 << chance.randrange(8)
        file = self.file.with_suffix(".forged")
        file.write_bytes(other)
        return place, file


def main():
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(os.environ.get("PRAKERJA_SEED", random.randrange(1 << 32)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        sizes = [(0, 5), (1, 1), (60, 12), (700, 90), (700, 900)]
        draws = [Draw(folder, *size, edition) for size in sizes for edition in ("edition-3", "edition-4")]
        for draw in draws:
            code, said = draw.theirs(draw.file, draw.site)
            assert code == 0, said
            code, said = draw.theirs(draw.file)
            assert code == 2 and "whether the site's key is its own" in said, said
            stranger = draw.site.replace("+", "x+", 1)
            assert draw.theirs(draw.file, stranger)[0] == 1
        for _ in range(cases):
            draw = draws[chance.randrange(len(draws))]
            place, file = draw.forged(chance)
            (theirs, said), (ours, _) = draw.theirs(file, draw.site), draw.ours(file)
            assert theirs == 1 and ours == 1, f"byte {place} of {draw.file.name}: {theirs}, ours {ours}: {said}"
    print(f"{len(draws)} honest draws are right, {cases} with a changed byte are wrong")


if __name__ == "__main__":
    main()
