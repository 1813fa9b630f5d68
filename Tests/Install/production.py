"""A production installation from an empty database to the first sale, as docs/install.md describes it.

Only the command line and HTTP are used: no demo, no development mode, no SQL but that which SECURITY.md gives to the
operator of the database. Site and worker are two processes on PostgreSQL with two database users; registry, gateway,
mail server and bank are simulators in a process of their own. Expects PRAKERJA_TEST_POSTGRES, the URL of a server on
which a database may be created.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

for neighbour in ("Browser", "Crash"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / neighbour))

from demo import REPOSITORY, free_port  # noqa: E402
from ground import Process, wait_until  # noqa: E402
from office import Office  # noqa: E402
from programme import Calendar, edition, questions  # noqa: E402
from sale import Citizen, Seller  # noqa: E402
from visitor import Refused, Visitor  # noqa: E402

# The log's sealer leaves the rows of the last second unsealed.
SEAL_SECONDS = 3


class Installation:
    """The product's processes and its command line, in a folder apart from the repository."""

    def __init__(self, binary, folder, server):
        self.binary, self.folder = binary, folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.log = open(folder / "log.txt", "wb")
        self.world = subprocess.Popen(
            [binary, "simulators", "--first-port", str(self.port + 11)], stdout=subprocess.PIPE, stderr=self.log,
            text=True, cwd=folder)
        places = json.loads(self.world.stdout.readline())
        self.mailbox = places["mailbox"]
        owner, application = database(server)
        self.calendar = Calendar()
        (folder / "questions.yaml").write_text(questions())
        (folder / "rail.pem").write_text(places["railPrivateKey"])
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = {
            **kept, **places["settings"], "MODE": "production", "BASE_URL": self.base, "PORT": str(self.port),
            "DATA": str(folder / "data"), "EDITION": str(folder / "edition.yaml"), "DATABASE_URL": application,
            "RAIL_PRIVATE_KEY": str(folder / "rail.pem"), "RAIL_SOURCE_ACCOUNT": "700012345678",
            "MAIL_FROM": "tidak-dibalas@pelatihan.example",
        }
        self.owner = owner
        self.parts = []

    def run(self, *words, refused=False, **more):
        """One command; returns what it printed. With `refused` it must fail."""
        done = subprocess.run(
            [self.binary, *words], cwd=self.folder, env={**self.environment, **more}, capture_output=True, text=True,
            timeout=60)
        assert (done.returncode != 0) == refused, f"{words} ended with {done.returncode}: {done.stdout}{done.stderr}"
        return done.stdout + (done.stderr if refused else "")

    def start(self):
        for name, address in (("web", self.base), ("worker", None)):
            part = Process(name, [self.binary, "serve", "--only", name], self.environment, self.log, address)
            self.parts.append(part)
            part.start()

    def stop(self):
        for part in self.parts:
            part.stop()

    def end(self):
        for process in [part.process for part in self.parts] + [self.world]:
            if process and process.poll() is None:
                process.kill()
                process.wait()
        self.log.close()

    def said(self):
        self.log.flush()
        return (self.folder / "log.txt").read_text(errors="replace")[-4000:]


def database(server):
    """What SECURITY.md tells the database's operator to do; returns the URLs of owner and application."""
    name = f"production_{os.getpid()}"
    owner = f"{name}_owner"
    for statement in (
        f"CREATE ROLE {owner} LOGIN", f"CREATE ROLE {name} LOGIN",
        f"CREATE DATABASE {name} OWNER {owner} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'",
    ):
        subprocess.run(["psql", server, "-qc", statement], check=True)
    host = urllib.parse.parse_qs(urllib.parse.urlsplit(server).query)["host"][0]
    return tuple(f"postgresql:///{name}?host={host}&user={user}" for user in (owner, name))


def set_up(place):
    """Edition, questions, tables and the first two administrators; before any server runs."""
    digest = re.search(r"[0-9a-f]{64}", place.run("questions", "digest", "questions.yaml")).group(0)
    path = place.folder / "edition.yaml"
    path.write_text(edition(place.calendar, digest))
    place.run("programme", "check", str(path))
    place.run("migrate", MIGRATION_DATABASE_URL=place.owner)
    sign_annex(place)
    place.run("questions", "import", "questions.yaml")
    links = []
    for name, address in (("Agus Pranoto", "agus@kantor.example"), ("Fitri Handayani", "fitri@kantor.example")):
        said = place.run("officer", "add", name, address, "--role", "administrator")
        links.append((name, address, said.split()[-1]))
    third = place.run("officer", "add", "Rudi", "rudi@kantor.example", "--role", "administrator", refused=True)
    assert "there are 2 administrators" in third, third
    return links


def sign_annex(place):
    """The witnesses and the chain of later editions: one witness's own key, and drand's chains. The demo's are refused."""
    key = place.run("witness", "keygen", "auditor").split()[-1]
    example = (pathlib.Path(REPOSITORY) / "Editions" / "annex.yaml").read_text()
    witness = f'\n  - {{ id: auditor, name: {{ id: "Auditor", en: "Auditor" }}, key: "{key}" }}'
    (place.folder / "annex.yaml").write_text(example.replace("witnesses: []", "witnesses:" + witness))
    place.run("programme", "check", "annex.yaml")
    signed = place.run("annex", "sign", "annex.yaml", "--out", "annex.txt")
    shown = place.run("annex", "show", "annex.txt")
    assert re.search(r"digest [0-9a-f]{64}", signed).group(0) in shown and key in shown, shown
    demo = str(pathlib.Path(REPOSITORY) / "Editions" / "demo-annex.yaml")
    refused = place.run("annex", "sign", demo, "--out", "demo.txt", refused=True)
    assert "is the demo's" in refused, refused
    place.environment["ANNEX"] = str(place.folder / "annex.txt")


def partners(place, office):
    """Two partners and a course from the command line; the programme manager confirms each. Returns their keys, each
    fetched by the link in the partner's mail."""
    today = place.calendar.today
    keys = {}
    for kind, name, code, more in (
        ("platform", "Pasar Latih", "pasar-latih", ["--fee", "10"]),
        ("institution", "Balai Karya", "balai-karya", ["--redirect", "https://balai-karya.example/kembali"]),
    ):
        said = place.run(
            "partner", "invite", kind, name, "--website", f"https://{code}.example", "--client-code", code,
            "--contact", f"integrasi@{code}.example", "--agreement", f"PKS-{code}", "--from", today.isoformat(), "--to", place.calendar.end.isoformat(),
            "--why", "Lolos penilaian tim mitra", *more)
        assert "sign_key" not in said, said
        keys[code] = fetch_key(place, office, f"integrasi@{code}.example")
        office.activate(said.split()[1].rstrip(":"))
    courses = place.folder / "courses.csv"
    courses.write_text(place.calendar.courses(price="lima ratus ribu"))
    wrong = place.run("course", "import", str(courses), refused=True)
    assert "row 2" in wrong and "nothing was imported" in wrong, wrong
    courses.write_text(place.calendar.courses(price="500000"))
    place.run("course", "import", str(courses))
    office.curate()
    return keys


def fetch_key(place, office, address):
    """Opens the link as the partner does, presses its button, and finds the link used up."""
    link = office.letters.find(address, r"(http\S*/mitra/kunci/[^\s\"<>]+)")
    path = "/" + link.split("/", 3)[3]
    partner = Visitor(place.base)
    partner.post(path, on=path)
    key = partner.find(r"sign_key</dt><dd><code>([^<]+)<")
    try:
        Visitor(place.base).get(path)
    except Refused:
        return key
    raise AssertionError(f"the link to {address} shows the key twice")


def live(place):
    office = Office(place, set_up(place))
    place.start()
    office.open()
    keys = partners(place, office)
    citizen = Citizen(place)
    citizen.apply()
    office.judge_photos()
    wave = citizen.join_open_wave(place.calendar)
    office.decide(wave)
    citizen.learn_card()
    Seller(place, keys).sell_and_teach(citizen)
    return wave


def verify(place, wave):
    time.sleep(SEAL_SECONDS)
    doctor = place.run("doctor")
    assert "✕" not in doctor, doctor
    bundle = place.folder / "undian.prakerja"
    with urllib.request.urlopen(f"{place.base}/gelombang/{wave}/undian.prakerja", timeout=20) as answer:
        bundle.write_bytes(answer.read())
    # Without witnesses the operator, who keeps the system's secret, can choose: such a draw computes and is not checked.
    said = place.run("draw", "verify", str(bundle), "--edition", str(place.folder / "edition.yaml"), refused=True)
    assert said.startswith("? the draw of wave") and "NOT CHECKED: WHO WON" in said, said
    place.stop()
    for words in (["audit", "verify"], ["ledger", "verify"]):
        place.run(*words)


def built():
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return str(pathlib.Path(shown.stdout.strip()) / "prakerja")


def main():
    binary = os.environ.get("PRAKERJA") or built()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="prakerja-production-") as folder:
        place = Installation(binary, pathlib.Path(folder), os.environ["PRAKERJA_TEST_POSTGRES"])
        try:
            wave = live(place)
            verify(place, wave)
        except BaseException:
            print(place.said())
            raise
        finally:
            place.end()
    seconds = time.monotonic() - begun
    print(f"a production installation: from an empty database to a completed training, in {seconds:.0f} s")


if __name__ == "__main__":
    main()
