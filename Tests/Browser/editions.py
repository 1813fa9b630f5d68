"""The amounts of two editions: edition 3 as published, and a copy of its file with other amounts."""

import contextlib
import pathlib
import re
import tempfile

from demo import REPOSITORY

PUBLISHED = REPOSITORY / "Editions/demo.yaml"


def rupiah(amount):
    return "Rp" + f"{amount:,}".replace(",", ".")


class Terms:
    """The amounts a participant is promised, and the replacements that put them into the edition's file."""

    def __init__(self, training, incentive, survey, quota, people, reworded=()):
        each = training + 4 * incentive + 3 * survey
        self.amounts = {"training": training, "incentive": incentive, "survey": survey, "each": each}
        self.paid = [incentive, survey]
        self.training = rupiah(training)
        self.quota = quota
        self.people = people
        self.reworded = list(reworded)

    def words(self):
        """The amounts that must appear on some page or message; no two editions share one."""
        return [rupiah(amount) for amount in self.amounts.values()]

    def all_words(self):
        """The amounts that must not appear under the other edition."""
        one = self.amounts
        sums = [4 * one["incentive"], 3 * one["survey"], one["each"] - one["training"]]
        return self.words() + [rupiah(amount) for amount in sums]

    @contextlib.contextmanager
    def file(self):
        with tempfile.TemporaryDirectory(prefix="prakerja-edition-") as directory:
            text = PUBLISHED.read_text()
            for old, new in self.reworded:
                text, count = re.subn(old, new, text)
                assert count == 1, f"{old} occurs {count} times in {PUBLISHED}"
            path = pathlib.Path(directory) / "edition.yaml"
            path.write_text(text)
            yield path


AS_PUBLISHED = Terms(training=1_000_000, incentive=600_000, survey=50_000, quota=164_000, people=5_600_000)
# Odd amounts: no price of a course, and no rest of a balance after one, equals them.
OTHER_AMOUNTS = Terms(
    training=1_303_700, incentive=710_300, survey=63_700, quota=173_000, people=4_100_000,
    reworded=[
        (r"perPerson: 3550000", "perPerson: 4336000"),
        (r"training: 1000000", "training: 1303700"),
        (r"incentive: \{ amount: 600000", "incentive: { amount: 710300"),
        (r"survey: \{ amount: 50000", "survey: { amount: 63700"),
        (r"quota: 164000", "quota: 173000"),
        (r"people: 5600000", "people: 4100000"),
        (r'callCentre: "021-25541246"', 'callCentre: "021-25550000"'),
    ])
# Texts that must not appear while the other edition runs.
OTHER_AMOUNTS.forbidden = AS_PUBLISHED.all_words() + ["164.000", "164,000", "5.600.000", "5,600,000", "021-25541246"]
AS_PUBLISHED.forbidden = OTHER_AMOUNTS.all_words()
