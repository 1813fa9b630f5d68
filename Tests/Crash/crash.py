"""Kills the product with SIGKILL at random moments while people sign up, join, buy, void and are paid, and starts it
again: once as one process on SQLite, once as site, worker and a PostgreSQL of its own, any of which may be killed.

Afterwards every acknowledged effect must exist exactly once, ledger, journal and audit log must verify, no job may be
lost, and the bank must have paid each instruction once. `crash.py KILLS [SEED] [ENGINE …]`; the seed is printed, so
that a run can be repeated.
"""

import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from load import Load  # noqa: E402
from demo import REPOSITORY, Demo  # noqa: E402
from facts import check, settle  # noqa: E402
from ground import Box, Ground, Postgres  # noqa: E402
from people import Person, live  # noqa: E402

LONGEST_LIFE_SECONDS = 2.5
NEWCOMERS = 4
# The last digits of a wallet select how the simulated rail answers: normally, too late, after a while, never.
WALLETS = ["01", "02", "03", "13", "16", "14"]
JOINERS = 2
# Eight incentives instead of four, so that there are payments during the whole run; and a third wave that stays open.
REWORDED = [
    ("  total: 30\n", "  total: 3\n"),
    ("incentive: { amount: 600000, count: 4, intervalDays: 30",
     "incentive: { amount: 300000, count: 8, intervalDays: 6"),
    ('announced: "2020-04-24T16:00:00+07:00" }', 'announced: "2020-04-24T16:00:00+07:00" }\n'
     '    - { number: 3, opens: "2020-06-01T08:00:00+07:00", closes: "2020-12-20T16:00:00+07:00", '
     'announced: "2020-12-21T16:00:00+07:00" }'),
]


def edition(folder):
    text = (REPOSITORY / "Editions/demo.yaml").read_text()
    for old, new in REWORDED:
        assert text.count(old) == 1, f"{old} occurs {text.count(old)} times in the demo's edition"
        text = text.replace(old, new)
    path = pathlib.Path(folder) / "edition.yaml"
    path.write_text(text)
    return path


def run(engine, binary, kills, seed):
    chance = random.Random(seed)
    postgres = Postgres() if engine == "postgres" else None
    ground = None
    try:
        with tempfile.TemporaryDirectory(prefix="prakerja-crash-") as folder:
            environment = {"DATABASE_URL": postgres.url} if postgres else {}
            with Demo(binary, edition(folder), environment) as demo:
                try:
                    base = demo.file["base_url"]
                    winners = [Person(number, base, wallet) for number, wallet in enumerate(WALLETS, 1)]
                    joiners = [Person(50 + number, base) for number in range(JOINERS)]
                    office = live(demo, demo_box(demo), winners, joiners)
                    demo.stop()
                    ground = Ground(demo, postgres)
                    said = suffer(ground, office, winners, joiners, kills, chance, seed)
                except BaseException:
                    print(demo.said())
                    raise
                finally:
                    if ground:
                        ground.end()
        print(f"{engine}, seed {seed}: {said}", flush=True)
    finally:
        if postgres:
            postgres.stop()


def demo_box(demo):
    """The demo's simulators listen from the site's port + 11 on; the mailbox is the fourth."""
    return Box(f"http://127.0.0.1:{demo.port + 14}")


def suffer(ground, office, winners, joiners, kills, chance, seed):
    ground.begun = int(time.time() * 1_000)
    ground.start()
    load = Load(ground, office, winners, joiners, NEWCOMERS, seed)
    killed = Counter()
    try:
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, LONGEST_LIFE_SECONDS))
            killed[ground.kill(chance)] += 1
            ground.box.read()
        time.sleep(1)
    finally:
        load.stop()
    load.approve_leftover_batches()
    settle(ground)
    assert load.accounts and load.requested, "the site acknowledged nothing"
    said = check(ground, load, kills, chance)
    # The sealer leaves the rows of the last second unsealed.
    time.sleep(3)
    ground.stop()
    ground.verify()
    parts = ", ".join(f"{part} {times}" for part, times in sorted(killed.items()))
    return f"{kills} kills ({parts}); {said}; ledger, journal and audit log verify"


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1_000_000)
    engines = sys.argv[3:] or ["sqlite", "postgres"]
    print(f"{kills} kills on {' and '.join(engines)}, seed {seed}", flush=True)
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    binary = str(pathlib.Path(shown.stdout.strip()) / "prakerja")
    for place, engine in enumerate(engines):
        run(engine, binary, kills // len(engines) + (place < kills % len(engines)), seed)


if __name__ == "__main__":
    main()
