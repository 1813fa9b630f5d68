"""Simulated draws, honest and forged, by `periksa.py`, the verifier that was written from docs/draw.md alone.

    checker.py [CASES]

An honest draw must be right. One with a changed byte must be wrong, by the same verdict as `prakerja draw verify`; so
must changes after a draw. A dishonest office signs what it forges: those cases are checked by a copy that takes every
signature for right, so that another check has to find them. The seed is printed; PRAKERJA_SEED repeats a run.
"""

import hashlib
import json
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
# The edition that requires lists, by which places can be lost, and how many are.
WITH_LISTS, LOST = "edition-4", 12


class Draw:
    def __init__(self, folder, entries, quota, edition):
        self.file = pathlib.Path(folder) / f"{entries}-{quota}-{edition}.prakerja"
        basis = REPOSITORY / "Editions" / f"{edition}.yaml"
        subprocess.run(
            [BINARY, "draw", "simulate", "--entries", str(entries), "--quota", str(quota), "--out", str(self.file),
             "--edition", str(basis), "--lost", str(LOST if edition == WITH_LISTS else 0)],
            check=True, capture_output=True)
        self.bytes = self.file.read_bytes()
        self.annex = f"{self.file}.annex.txt"
        self.edition = pathlib.Path(f"{self.file}.edition.txt")
        self.changes = pathlib.Path(f"{self.file}.changes.txt")
        self.site = re.search("^site (.*)$", pathlib.Path(self.annex).read_text(), re.MULTILINE).group(1)

    def theirs(self, file, *more, checker=CHECKER, edition=None):
        return self.ended([sys.executable, checker, file, edition or self.edition, self.annex, *more])

    def ours(self, file, changes=None):
        more = ["--changes", changes] if changes else []
        return self.ended(
            [BINARY, "draw", "verify", file, "--edition", f"{self.file}.edition.yaml", "--annex", self.annex, *more])

    @staticmethod
    def ended(command):
        ran = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
        return ran.returncode, ran.stdout + ran.stderr

    def forged(self, chance, source=None):
        other = bytearray((source or self.file).read_bytes())
        place = chance.randrange(len(other))
        other[place] ^= 1 << chance.randrange(8)
        file = self.file.with_suffix(".forged")
        file.write_bytes(other)
        return place, file

    def restated(self, change):
        """The draw with another statement."""
        first, rest = self.bytes.split(b"\n", 1)
        head = json.loads(first)
        text, below = head["statement"].split("\n\n")
        changed = change(text)
        assert changed != text, "the change changed nothing"
        head["statement"] = changed + "\n\n" + below
        encoded = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        file = self.file.with_suffix(".forged")
        file.write_bytes(encoded.encode() + b"\n" + rest)
        return file


def capitals(draw):
    """Each hexadecimal number below the statement in capitals: the same number, written otherwise, is another file."""
    count = 0
    first, rest = draw.bytes.split(b"\n", 1)
    for number in re.finditer(rb'"([0-9a-f]{32,})"', first):
        file = draw.file.with_suffix(".forged")
        file.write_bytes(first[:number.start(1)] + number[1].upper() + first[number.end(1):] + b"\n" + rest)
        (theirs, said), (ours, _) = draw.theirs(file, draw.site), draw.ours(file)
        assert theirs == 1 and ours == 1, f"{number[1].decode()[:8]}… in capitals: {theirs}, ours {ours}: {said}"
        count += 1
    return count


def otherwise_written(draw):
    """What says the same in another way: each would be a second file of one draw. No key is needed for it."""
    first, rest = draw.bytes.split(b"\n", 1)
    absent = json.loads(first)["secrets"].index(None)

    def secret(value):
        return lambda head: head["secrets"].__setitem__(absent, value)

    changes = [
        lambda head: head.update(statement=head["statement"] + "x"),
        lambda head: head.update(statement=head["statement"][:-1]),
        lambda head: head.update(statement=head["statement"] + "\n"),
        lambda head: head.update(statement=head["statement"].replace("\n", "\r\n")),
        lambda head: head.update(zzz=1),
        lambda head: head.update(selected=float(head["selected"])),
        lambda head: head["beacon"].update(zzz=1),
        lambda head: head["beacon"].update(previous_signature="aa"),
        lambda head: head["beacon"].update(previous_signature=None),
        lambda head: head["beacon"].update(round=str(head["beacon"]["round"])),
        *map(secret, ("", 0, False, [], {})),
    ] + [lambda head: head.update(selected=True)] * (json.loads(first)["selected"] == 1)
    file = draw.file.with_suffix(".forged")
    for number, change in enumerate(changes):
        head = json.loads(first)
        change(head)
        encoded = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        assert encoded != first
        file.write_bytes(encoded + b"\n" + rest)
        (theirs, said), (ours, _) = draw.theirs(file, draw.site), draw.ours(file)
        assert theirs == 1 and ours == 1, f"change {number}: {theirs}, ours {ours}: {said}"
    return len(changes)


# In the statement of `draws[7]`, which has provinces, two lists and answers: what to replace, and by what.
FORMS = [
    ("\nplaces ", "\nplaces +"), ("\nplaces ", "\nplaces 0"), ("\nplaces ", "\nplaces  "),
    ("\nplaces 9", "\nplaces 9_"),
    ("\nplaces 9", "\nplaces ٩"), ("\nplaces 90", "\nplaces 90\t"), ("\nplaces 90", "\nplaces 90\u00a0"),
    ("\nplaces 90", "\nplaces 90\nplaces 900"), ("\nplaces 90", "\nplaces 90 x"), ("\nwave 1", "\nwave +1"),
    ("\nattempt 1", "\nattempt 01"), ("\nattempt 1", "\nattempt 0"), ("\nattempt 1", "\nattempt -1"),
    ("\nwithdrawn 0", "\nwithdrawn -0"), ("\nwithdrawn 0", "\nwithdrawn 5\nremoved a -5"),
    ("\nwithdrawn 0", "\nwithdrawn 0\nremoved b 0\nremoved a 0"), ("\njoined", "\nplaces 90\njoined"),
    ("\nwithdrawn 0", "\nwithdrawn 0\nremoved a 0\nremoved a 0"), ("\nwithdrawn 0", "\nwithdrawn 0\nremoved é 0"),
    (":00.000Z\norder", ":00Z\norder"), (":00.000Z\norder", ":00.000+00:00\norder"),
    (":00.000Z\norder", ":00.000000Z\norder"), ("\nsealed 2020-04-16T", "\nsealed 2020-W16-4T"),
    ("\nsealed 2020-04-16T", "\nsealed 20200416T"), ("\nanswered 2020", "\nanswered 0000"),
    ("\npeople 11", "\npeople 011"), ("\npeople 11", "\npeople 10 0\npeople 11"), ("\norder ", "\norder x"),
    (" 1000\nroot", " 01000\nroot"), (" 1000\nroot", " -1000\nroot"), ("\nanswers hand 0", "\nanswers hand 00"),
    ("\nround", "\nroot x\nround"),
]


def forms(draw, copy):
    """What a dishonest office could sign in another form: a number, a date or a line that Python reads as the same."""
    for old, new in FORMS:
        code, said = draw.theirs(draw.restated(lambda text: text.replace(old, new, 1)), draw.site, checker=copy)
        assert code == 1, f"{new!r}: {code} {said}"
    own = pathlib.Path(draw.annex).read_text()
    annex = draw.file.with_suffix(".lampiran")
    key = re.search(r"(?m)^key (auditor\+\S+)$", own).group(1)
    kantor = re.search(r"(?m)^key (kantor\+\S+)$", own).group(1)
    for old, new in [("period 30", "period 030"), ("issued 2020-01-01T", "issued 20200101T"), (kantor, key),
                     ("\nen auditor", "\nen auditor\nx"), ("\n", "x")]:
        text = own[:-1] + new if old == "\n" else own.replace(old, new, 1)
        assert text != own
        annex.write_text(text)
        digest = hashlib.sha256((text.split("\n\n")[0] + "\n").encode()).hexdigest()
        bound = lambda said: re.sub(r"\nannex \w+", "\nannex " + digest, said)
        file = draw.file if old == "\n" else draw.restated(bound)
        code, said = draw.ended([sys.executable, copy, file, draw.edition, annex, draw.site])
        assert code == 1, f"annex, {new!r}: {code} {said}"
    lines = draw.edition.read_text().split("\n")[:-1]
    edition = draw.file.with_suffix(".order")
    for changed in (lines[::-1], lines + lines[-1:], lines[:-1] + [lines[-1] + "\nx"]):
        edition.write_text("\n".join(changed) + "\n")
        digest = hashlib.sha256(edition.read_bytes()).hexdigest()
        file = draw.restated(lambda text: re.sub(r"(\nedition \S+) \w+", rf"\1 {digest}", text))
        code, said = draw.theirs(file, draw.site, checker=copy, edition=edition)
        assert code == 1, f"edition: {code} {said}"
    return len(FORMS) + 8


def believing(folder):
    """A copy of the verifier that takes every signature for right."""
    text = CHECKER.read_text()
    changed = text.replace("def signed(text, line, key):\n", "def signed(text, line, key):\n    return True\n", 1)
    assert changed != text
    copy = pathlib.Path(folder) / "believing.py"
    copy.write_text(changed)
    return copy


def lists_and_regions(draw, copy):
    """Statements that a dishonest office could sign. `draw` has provinces and two lists that its edition requires."""
    names = re.findall("\nlist (.*)", json.loads(draw.bytes.split(b"\n")[0])["statement"])
    assert len(names) == 2, names
    name, digest, size = names[0].split(" ")
    cases = [
        (lambda text: text.replace("\nlist " + names[0], ""), "a required list was not in force"),
        (lambda text: text.replace(f"list {name} ", f"list {name}-2 "), "lists of one kind are not numbered from 1"),
        (lambda text: text.replace("\nlist " + names[0], "\nlist " + names[0] + f"\nlist {name}-2 {digest} {size}"),
         "a list is named twice"),
        (lambda text: re.sub(r"\njoined (\d+)", lambda found: f"\njoined {int(found[1]) + 1}", text), "add up"),
        (lambda text: re.sub(r"\npeople (\d+) (\d+)", r"\npeople \1 1\2", text, count=1),
         "numbers by province do not add up"),
        (lambda text: text + "\nchain 2", "the annex has no second chain"),
    ]
    for change, says in cases:
        code, said = draw.theirs(draw.restated(change), draw.site, checker=copy)
        assert code == 1 and says in said, f"{says}: {code} {said}"
    calendar = re.search(r"^(waves\.calendar\[\d+\]\.)number\t1$", draw.edition.read_text(), re.MULTILINE).group(1)
    lines = draw.edition.read_text().split("\n")[:-1]
    everywhere = {line.split(" ")[1] for line in re.findall("\n(people .*)", json.loads(
        draw.bytes.split(b"\n")[0])["statement"])}
    for regions, expected in ((everywhere, 0), (everywhere - {max(everywhere)}, 1)):
        more = [f"{calendar}regions[{place}]\t{region}71" for place, region in enumerate(sorted(regions))]
        text = "".join(line + "\n" for line in sorted(lines + more, key=str.encode))
        edition = draw.file.with_suffix(".regions")
        edition.write_text(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        file = draw.restated(lambda text: re.sub(r"(\nedition \S+) \w+", rf"\1 {digest}", text))
        code, said = draw.theirs(file, draw.site, checker=copy, edition=edition)
        assert code == expected, f"{len(regions)} regions: {code} {said}"
        assert code == 0 or "people are of a province that the wave is not for" in said, said
    return len(cases) + 2


def changed_places(draw, copy, chance, cases):
    """Changes after the draw, honest and forged."""
    code, said = draw.theirs(draw.file, draw.site, draw.changes)
    assert code == 0, said
    assert draw.ours(draw.file, draw.changes)[0] == 0
    text = draw.changes.read_text().split("\n\n")[0]
    lines = text.split("\n")
    steps = [number for number, line in enumerate(lines) if re.match("out|up|passed", line)]
    ups = [number for number in steps if lines[number].startswith("up")]
    outs = [number for number in steps if lines[number].startswith("out")]
    file = draw.file.with_suffix(".steps")

    def written(changed):
        file.write_text("\n".join(changed) + "\n")
        return file

    code, said = draw.theirs(draw.file, draw.site, written(lines))
    assert code == 2 and "who wrote the changes" in said, said
    assert draw.ours(draw.file, file)[0] == 2
    favourite = str(int(lines[ups[-1]].split(" ")[1]) % 700 + 1)
    forgeries = [
        (lines[:ups[0]] + ["up " + favourite] + lines[ups[0] + 1:], "comes next"),
        (lines[:ups[0]] + ["empty"] + lines[ups[0] + 1:], "comes next"),
        (lines[:outs[1]] + [lines[outs[0]]] + lines[outs[1] + 1:], "it has no place"),
        (lines[:ups[-1]], "nothing says who has it"),
        (lines[:-1] + ["up 0"], "is no step"),
        (lines[:2] + ["wave 2"] + lines[3:], "of another draw"),
        (lines + ["up 1"], "no place is open"),
        (lines[:-1] + [lines[-1].replace(" ", " +")], "is no step"),
    ]
    for changed, says in forgeries:
        code, said = draw.theirs(draw.file, draw.site, written(changed), checker=copy)
        assert code == 1 and says in said, f"{says}: {code} {said}"
        code, said = draw.ours(draw.file, file)
        assert code == 1, f"{says}, ours: {code} {said}"
    few = draw.restated(lambda text: re.sub(r"(\nlist \S+ \w+) \d+", r"\1 2", text))
    code, said = draw.theirs(few, draw.site, draw.changes, checker=copy)
    assert code == 1 and "name fewer people" in said, said
    for _ in range(cases):
        place, forged = draw.forged(chance, draw.changes)
        (theirs, said), (ours, _) = draw.theirs(draw.file, draw.site, forged), draw.ours(draw.file, forged)
        assert theirs == 1 and ours not in (0, 2), f"byte {place} of the changes: {theirs}, ours {ours}: {said}"
    return len(forgeries) + 1 + cases


def main():
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(os.environ.get("PRAKERJA_SEED", random.randrange(1 << 32)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        sizes = [(0, 5), (1, 1), (60, 12), (700, 90), (700, 900)]
        draws = [Draw(folder, *size, edition) for size in sizes for edition in ("edition-3", WITH_LISTS)]
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
        written = sum(capitals(draw) for draw in draws[:4])
        assert written >= 8, f"only {written} numbers were found"
        written += sum(otherwise_written(draw) for draw in draws[2:6])
        # 700 people, 90 places and two lists.
        watched, copy = draws[7], believing(folder)
        signed = lists_and_regions(watched, copy) + forms(watched, copy)
        changes = changed_places(watched, copy, chance, max(1, cases // 10))
    print(f"{len(draws)} honest draws are right, {cases} with a changed byte and {written} written otherwise are wrong")
    print(f"{signed} signed statements and {changes} files of changes have the verdict that they must")


if __name__ == "__main__":
    main()
