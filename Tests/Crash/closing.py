"""The closing instant, with real processes: two hundred people press the button around the millisecond a wave closes.

The people whose entry was acknowledged, and no others, must be on the sealed list. Once on SQLite, in one process; once
on PostgreSQL, with two web servers and a worker. Expects PRAKERJA_TEST_POSTGRES, the URL of a server on which a
database may be created.
"""

import base64
import collections
import hashlib
import hmac
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from demo import REPOSITORY, free_port  # noqa: E402
from two_processes import database, wait_for  # noqa: E402

PEOPLE = 200
# The wave of Editions/demo.yaml closes at 16.00 (CLOSES); the clock starts this long before.
BEFORE_CLOSING_SECONDS = 20
CLOSES = 1_587_027_600_000
# People press the button from EARLY_SECONDS before to LATE_SECONDS after the closing.
EARLY_SECONDS, LATE_SECONDS = 3, 1
PATIENCE_SECONDS = 60


class KeepsItsPlace(urllib.request.HTTPRedirectHandler):
    """Does not follow redirects: their target is the answer."""

    def redirect_request(self, *_):
        return None


class Person:
    """A signed-in person who may join, with the page with the button open."""

    def __init__(self, number):
        self.id = 1_000_000 + number
        self.cookie = base64.urlsafe_b64encode(os.urandom(32)).decode().rstrip("=")
        self.opener = urllib.request.build_opener(KeepsItsPlace)
        self.answer = None

    def rows(self, edition):
        """The rows the product would have written for this person."""
        nik = hashlib.sha256(str(self.id).encode()).hexdigest()
        now, end = int(time.time() * 1000), int(time.time() * 1000) + 86_400_000
        session = hashlib.sha256(self.cookie.encode()).hexdigest()
        return [
            ("account", "id, status, created_at", f"{self.id}, 'active', {now}"),
            ("application", "id, person_id, edition, state, begun_at, submitted_at",
             f"{self.id}, {self.id}, '{edition}', 'submitted', {now}, {now}"),
            ("personal_data",
             "person_id, name, address, province, regency, citizen, education, in_formal_education, occupation, "
             "wanted_training, saved_at",
             f"{self.id}, 'Siti Nurhaliza', 'Jalan Pahlawan 5', '82', 'Kota Ternate', TRUE, 'senior-secondary', FALSE, "
             f"'job-seeker', 'Mengelas', {now}"),
            ("identity_claim",
             "id, person_id, attempt, nik, nik_lookup, household, birth_date, state, differing, counted, claimed_at, "
             "waiting_since, checks",
             f"{self.id}, {self.id}, 1, {BYTES(nik)}, {BYTES(nik)}, {BYTES(nik)}, '1995-03-27', 'verified', '', FALSE, "
             f"{now}, {now}, 1"),
            ("eligibility_decision",
             "id, person_id, application_id, edition, outcome, reasons, decided_at, programme_date",
             f"{self.id}, {self.id}, {self.id}, '{edition}', 'eligible', '[]', {now}, '2020-04-15'"),
            ("session", "hash, person_id, begun_at, seen_at, ends_at, seal",
             f"{BYTES(session)}, {self.id}, {now}, {now}, {end}, "
             f"{BYTES(seal_of(f'{session} person {self.id} {end} -'))}"),
        ]

    def look(self, base):
        request = urllib.request.Request(base + "/gelombang/1/gabung", headers={"Cookie": f"sesi={self.cookie}"})
        with self.opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            self.visit = re.search(r"kunjungan=([^;]+)", answer.headers["Set-Cookie"]).group(1)
            self.token = re.search(r'name="_token" value="([^"]+)"', answer.read().decode()).group(1)
        self.base = base

    def press(self):
        body = urllib.parse.urlencode({"_token": self.token}).encode()
        request = urllib.request.Request(
            self.base + "/gelombang/1/gabung", data=body,
            headers={"Cookie": f"sesi={self.cookie}; kunjungan={self.visit}"})
        try:
            self.opener.open(request, timeout=PATIENCE_SECONDS)
            self.answer = "no redirect"
        except urllib.error.HTTPError as error:
            self.answer = error.code if error.code != 303 and error.code != 302 else error.headers["Location"]


def make_key(data):
    """Gives the installation its master key, from which the seal of a session is made."""
    seal_of.master = os.urandom(32)
    path = pathlib.Path(data) / "master.key"
    path.write_bytes(seal_of.master)
    path.chmod(0o600)


def seal_of(text):
    """The seal of a session's row, as `SessionSeal` makes it: HMAC-SHA256 under a key derived by HKDF."""
    extracted = hmac.digest(b"prakerja", seal_of.master, "sha256")
    key = hmac.digest(extracted, b"session-row\x01", "sha256")
    return hmac.digest(key, text.encode(), "sha256").hex()


def BYTES(hexadecimal):
    return f"'\\x{hexadecimal}'" if BYTES.postgres else f"X'{hexadecimal}'"


def insert(people, run, edition):
    # Inserts table by table, so that referenced rows come first.
    tables = collections.OrderedDict()
    for person in people:
        for table, columns, values in person.rows(edition):
            tables.setdefault((table, columns), []).append(f"({values})")
    run(";\n".join(
        f"INSERT INTO {table} ({columns}) VALUES {', '.join(values)}" for (table, columns), values in tables.items())
        + ";\n")


def press_around(people, bases, closing):
    """Opens the page for each person, then presses each button once, at a random moment around the closing."""
    for person in people:
        person.look(random.choice(bases))
    left = closing - time.time()
    assert left > EARLY_SECONDS, f"only {left:.1f} s were left when all pages were open"

    def wait_and_press(person):
        time.sleep(max(0, closing + random.uniform(-EARLY_SECONDS, LATE_SECONDS) - time.time()))
        person.press()

    threads = [threading.Thread(target=wait_and_press, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def run_case(binary, engine):
    BYTES.postgres = engine == "postgres"
    with tempfile.TemporaryDirectory(prefix="prakerja-closing-") as data:
        ports = [free_port(), free_port()] if BYTES.postgres else [free_port()]
        bases = [f"http://127.0.0.1:{port}" for port in ports]
        settings = {
            **os.environ, "DATA": data, "MODE": "development", "BASE_URL": bases[0], "EDITION": "Editions/demo.yaml",
            "CLOCK": time_before_closing(),
        }
        if BYTES.postgres:
            settings["DATABASE_URL"] = database(os.environ["PRAKERJA_TEST_POSTGRES"])
        running = []

        def command(*words):
            done = subprocess.run([binary, *words], env=settings, cwd=REPOSITORY, capture_output=True, text=True)
            assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
            return done.stdout

        def query(statement):
            if BYTES.postgres:
                shown = subprocess.run(
                    ["psql", settings["DATABASE_URL"], "-qAtc", statement], capture_output=True, text=True, check=True)
                return [line.split("|") for line in shown.stdout.split()]
            with sqlite3.connect(f"{data}/prakerja.sqlite", timeout=30) as connection:
                return [[str(value) for value in row] for row in connection.execute(statement)]

        def run_script(script):
            if BYTES.postgres:
                subprocess.run(
                    ["psql", settings["DATABASE_URL"], "-qv", "ON_ERROR_STOP=1"], input=script, text=True, check=True)
            else:
                connection = sqlite3.connect(f"{data}/prakerja.sqlite", timeout=30)
                connection.executescript(script)
                connection.close()

        try:
            people = [Person(number) for number in range(PEOPLE)]
            make_key(data)
            command("migrate")
            insert(people, run_script, "2020-3d-demo")
            # The programme clock starts with the first process that reads it.
            parts = [["--port", str(port)] + (["--only", "web"] if BYTES.postgres else []) for port in ports]
            if BYTES.postgres:
                parts.append(["--only", "worker"])
            for part in parts:
                running.append(subprocess.Popen([binary, "serve", *part], env=settings, cwd=REPOSITORY))
            for base in bases:
                wait_for(base)
            lead = int(query("SELECT lead FROM programme_clock")[0][0])
            wait_until(lambda: query("SELECT state FROM wave WHERE number = 1") == [["open"]], "the wave did not open")
            press_around(people, bases, (CLOSES - lead) / 1000)
            wait_until(
                lambda: query("SELECT state FROM wave WHERE number = 1") == [["closed"]], "the wave did not close")
            for process in running:
                process.terminate()
                assert process.wait(30) == 0, f"{process.args} ended with {process.returncode}"
            command("wave", "draw", "1")
            sealed = people_on(query)
            drawn = json.dumps(query("SELECT state FROM wave WHERE number = 1"))
        finally:
            for process in running:
                if process.poll() is None:
                    process.kill()
        assert drawn == '[["drawn"]]', drawn
        told = {person.id for person in people if person.answer == "/gelombang/1/saya"}
        refused = {person.id for person in people if person.answer == 409}
        others = {person.answer for person in people} - {"/gelombang/1/saya", 409}
        assert not others, f"unexpected answers: {others}"
        assert told and refused, f"{len(told)} in, {len(refused)} refused: the test missed the closing"
        assert sealed == told, f"only acknowledged: {told - sealed}; only sealed: {sealed - told}"
        print(f"{engine}: {len(told)} acknowledged, {len(refused)} too late; exactly the {len(sealed)} are sealed")


def people_on(query):
    """The people of the entries on the sealed list's pages of tickets: ids of eight bytes, then tickets of four."""
    entries = set()
    shown = "encode(bytes, 'hex')" if BYTES.postgres else "hex(bytes)"
    for page, in query(f"SELECT {shown} FROM draw_page WHERE kind = 'ticket'"):
        page = bytes.fromhex(page)
        entries |= {int.from_bytes(page[8 * line:8 * line + 8], "big") for line in range(len(page) // 12)}
    return {int(person) for entry, person in query("SELECT id, person_id FROM entry") if int(entry) in entries}


def time_before_closing():
    at = CLOSES / 1000 - BEFORE_CLOSING_SECONDS
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(at)) + "Z"


def wait_until(condition, otherwise):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.3)


def main():
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    binary = str(pathlib.Path(shown.stdout.strip()) / "prakerja")
    for engine in sys.argv[1:] or ["sqlite", "postgres"]:
        run_case(binary, engine)


if __name__ == "__main__":
    main()
