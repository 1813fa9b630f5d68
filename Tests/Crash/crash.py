"""Kills the server with -9 at random moments while people sign up, and starts it again.

Afterwards whoever was told that their account exists has exactly one and can sign in; books, journal and trail verify; and no
job is lost. `crash.py KILLS [SEED]`; the seed is printed, so that a run can be repeated.
"""

import html
import http.cookiejar
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from demo import REPOSITORY, Demo  # noqa: E402

VISITORS = 6
LONGEST_LIFE_SECONDS = 2.5
ANSWER_SECONDS = 20


class Visitor:
    """A browser without scripts: cookies, forms, nothing else."""

    def __init__(self, base):
        self.base = base
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        with self.opener.open(self.base + path, timeout=ANSWER_SECONDS) as answer:
            self.page = answer.read().decode()
        return self.page

    def post(self, path, **fields):
        token = re.search(r'name="_token" value="([^"]+)"', self.page).group(1)
        body = urllib.parse.urlencode({"_token": html.unescape(token), **fields}).encode()
        with self.opener.open(self.base + path, data=body, timeout=ANSWER_SECONDS) as answer:
            self.page = answer.read().decode()
        return self.page

    def code(self):
        return re.search(r"Mode pengembangan. Kode Anda: <strong[^>]*>(\d{6})", self.page).group(1)

    def sign_up(self, address):
        """True once the server has said that the account exists."""
        self.get("/daftar")
        self.post("/daftar", kontak=address)
        self.post("/daftar/cara", cara="kode")
        self.post("/daftar/kode", kode=self.code())
        return "Akun Anda sudah jadi" in self.page

    def sign_in(self, address):
        self.get("/masuk")
        self.post("/masuk", kontak=address)
        self.post("/masuk/kode", kode=self.code())
        return address in self.get("/akun")


class Crowd:
    """People who sign up until told to stop; it remembers who was told yes."""

    def __init__(self, base):
        self.base = base
        self.acknowledged = []
        self.lock = threading.Lock()
        self.number = 0
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self.live, daemon=True) for _ in range(VISITORS)]
        for thread in self.threads:
            thread.start()

    def live(self):
        while not self.over.is_set():
            with self.lock:
                self.number += 1
                address = f"orang-{self.number}@example.id"
            try:
                if Visitor(self.base).sign_up(address):
                    with self.lock:
                        self.acknowledged.append(address)
            except (OSError, AttributeError, urllib.error.URLError, ConnectionError):
                # The server died under this person, who was told nothing.
                time.sleep(0.05)

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(ANSWER_SECONDS * 3)


def restart(demo):
    """The same data, the same ports; the simulators of a killed server end by themselves."""
    arguments = demo.process.args
    for _ in range(100):
        demo.process = subprocess.Popen(arguments, cwd=REPOSITORY, stdout=demo.log, stderr=demo.log)
        for _ in range(300):
            if demo.process.poll() is not None:
                break
            try:
                urllib.request.urlopen(demo.file["base_url"] + "/sehat", timeout=2).read()
                return
            except OSError:
                time.sleep(0.05)
        time.sleep(0.2)
    raise AssertionError("the server does not start again:\n" + demo.said())


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.randrange(1_000_000)
    chance = random.Random(seed)
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    binary = str(pathlib.Path(shown.stdout.strip()) / "prakerja")
    with Demo(binary) as demo:
        crowd = Crowd(demo.file["base_url"])
        for _ in range(kills):
            time.sleep(chance.uniform(0.05, LONGEST_LIFE_SECONDS))
            demo.process.send_signal(signal.SIGKILL)
            demo.process.wait()
            restart(demo)
        time.sleep(1)
        crowd.stop()
        assert crowd.acknowledged, f"nobody could sign up: {demo.said()}"
        for address in chance.sample(crowd.acknowledged, min(40, len(crowd.acknowledged))):
            assert Visitor(demo.file["base_url"]).sign_in(address), f"{address} was told yes and has no account"
        time.sleep(3)
        check_facts(demo, crowd)
        demo.stop()
        for command in (["ledger", "verify"], ["audit", "verify"]):
            done = demo.command(*command, "--data", str(demo.data), "--edition", "Editions/demo.yaml")
            assert done.returncode == 0, done.stdout + done.stderr
        print(f"{kills} kills, seed {seed}: {len(crowd.acknowledged)} acknowledged, all there once; books and log verify")


def check_facts(demo, crowd):
    """Every account was opened by one act, and nothing that was to be done is stuck with a dead worker."""
    facts = sqlite3.connect(f"file:{demo.data}/prakerja.sqlite?mode=ro", uri=True)

    def one(statement):
        return facts.execute(statement).fetchone()[0]

    accounts = one("SELECT COUNT(*) FROM account")
    opened = one("SELECT COUNT(DISTINCT subject) FROM audit_event WHERE action = 'account.opened'")
    acts = one("SELECT COUNT(*) FROM audit_event WHERE action = 'account.opened'")
    assert accounts == opened == acts, f"{accounts} accounts, {opened} opened by {acts} acts"
    assert accounts >= len(crowd.acknowledged), f"{accounts} accounts, {len(crowd.acknowledged)} were told yes"
    facts.close()


if __name__ == "__main__":
    main()
