"""The environment of the crash test: the product's processes and database, which are killed, and the simulated outside
systems, which keep running."""

import csv
import glob
import io
import json
import os
import pathlib
import pwd
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import urllib.request

from demo import LETTER_SECONDS, REPOSITORY

START_SECONDS = 60
# A worker finishes its running jobs first.
STOP_SECONDS = 60


def wait_until(what, seconds=START_SECONDS):
    """Waits until `what()` is true; fails with its docstring after `seconds`."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, f"after {seconds} s still not: {what.__doc__ or what.__name__}"
        time.sleep(0.05)


class Process:
    """One process of the product: started, killed with SIGKILL, started again. Ending in any other way is a failure."""

    def __init__(self, name, arguments, environment, log, address=None):
        self.name, self.arguments, self.environment = name, arguments, environment
        self.log, self.address, self.process = log, address, None

    def start(self):
        self.process = subprocess.Popen(
            self.arguments, cwd=REPOSITORY, env=self.environment, stdout=self.log, stderr=self.log)
        if self.address:
            wait_until(self.answers)

    def answers(self):
        """the site answers"""
        self.check()
        try:
            return urllib.request.urlopen(self.address + "/sehat", timeout=2).read() is not None
        except OSError:
            return False

    def check(self):
        ended = self.process.poll()
        assert ended is None, f"{self.name} ended by itself with {ended}"

    def kill(self):
        self.check()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                assert self.process.wait(STOP_SECONDS) == 0, f"{self.name} ended with {self.process.returncode}"
            finally:
                if self.process.poll() is None:
                    self.process.kill()


class Postgres:
    """A PostgreSQL server with durable settings, on a Unix socket, never as root."""

    name = "postgres"

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="prakerja-crash-postgres."))
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.user = "postgres" if os.getuid() == 0 else None
        if self.user:
            os.chown(self.folder, pwd.getpwnam(self.user).pw_uid, -1)
        made = subprocess.run(
            [f"{self.bin}/initdb", f"--pgdata={self.folder}/data", "--username=prakerja", "--auth=trust",
             "--encoding=UTF8", "--locale=C.UTF-8"], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, **self.identity())
        assert made.returncode == 0, made.stdout
        with open(self.folder / "data/postgresql.conf", "a") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nmax_connections = 60\n")
        self.start()
        self.url = f"postgresql:///prakerja?host={self.folder}&user=prakerja"
        subprocess.run(["psql", "-q", self.url.replace("/prakerja?", "/postgres?"), "-c",
                        "CREATE DATABASE prakerja TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"], check=True)

    def identity(self):
        """The user to run as: PostgreSQL refuses to run as root."""
        return {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}

    def start(self):
        """Starts it as a child process, so that `wait` shows when it has ended after a kill."""
        with open(self.folder / "log", "ab") as log:
            self.process = subprocess.Popen(
                [f"{self.bin}/postgres", "-D", f"{self.folder}/data"], cwd=self.folder, stdout=log, stderr=log,
                **self.identity())

        def ready():
            """PostgreSQL takes connections"""
            assert self.process.poll() is None, self.said()
            return subprocess.run([f"{self.bin}/pg_isready", "-q", "-h", self.folder]).returncode == 0
        wait_until(ready)

    def said(self):
        return (self.folder / "log").read_text(errors="replace")[-3000:]

    def kill(self):
        """Kills the postmaster and all its child processes."""
        first = self.process.pid
        others = [int(each) for each in pathlib.Path(f"/proc/{first}/task/{first}/children").read_text().split()]
        for process in [first, *others]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait()

        def gone():
            """PostgreSQL's processes are gone"""
            return not any(alive(process) for process in others)
        wait_until(gone)

    def check(self):
        assert self.process.poll() is None, f"PostgreSQL ended by itself: {self.said()}"

    def stop(self):
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait()
        shutil.rmtree(self.folder)


def alive(process):
    try:
        return ") Z " not in pathlib.Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False


class Box:
    """All messages the mail sink and the text gateway have received so far; the simulators keep only the newest."""

    def __init__(self, address):
        self.address, self.messages = address, {}

    def read(self):
        with urllib.request.urlopen(self.address + "/messages.json", timeout=10) as answer:
            for message in json.load(answer):
                self.messages[message["id"]] = message
        return list(self.messages.values())

    def known(self):
        return {message["id"] for message in self.read()}

    def code(self, phone, known):
        """The six digits of the newest text message to `phone` that came after `known`."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            for message in reversed(self.read()):
                digits = re.search(r"\b(\d{3}) ?(\d{3})\b", message["text"])
                if message["id"] not in known and message["to"].endswith(phone[1:]) and digits:
                    return digits.group(1) + digits.group(2)
            time.sleep(0.2)
        raise AssertionError(f"no code reached {phone}")


class Ground:
    """The product on one engine. `parts` may be killed; `world`, the simulators of banks and gateways, is not."""

    def __init__(self, demo, postgres):
        self.demo, self.postgres = demo, postgres
        self.base = demo.file["base_url"]
        self.world = subprocess.Popen(
            [demo.binary, "simulators", "--first-port", str(demo.port + 11)], cwd=REPOSITORY,
            stdout=subprocess.PIPE, stderr=demo.log, text=True)
        places = json.loads(self.world.stdout.readline())
        self.rail, self.box = places["settings"]["RAIL_URL"], Box(places["mailbox"])
        self.shops = places["platform"]
        told = json.dumps(demo.file).encode()
        for site in (places["platform"], places["institution"]):
            urllib.request.urlopen(urllib.request.Request(site + "/_demo", data=told), timeout=10).read()
        key = demo.data / "rail.pem"
        key.write_text(places["railPrivateKey"])
        self.environment = {
            **os.environ, **places["settings"], "DATA": str(demo.data), "MODE": "development", "BASE_URL": self.base,
            "EDITION": str(demo.edition), "PORT": str(demo.port), "RAIL_PRIVATE_KEY": str(key),
        }
        if postgres:
            self.environment["DATABASE_URL"] = postgres.url
            web, worker = self.part("web", "--only", "web"), self.part("worker", "--only", "worker")
            worker.address = None
            self.parts = [web, worker, postgres]
        else:
            self.parts = [self.part("server")]

    def part(self, name, *more):
        return Process(name, [self.demo.binary, "serve", *more], self.environment, self.demo.log, self.base)

    def start(self):
        """Starts the worker before its database, which it must wait for."""
        if self.postgres:
            self.postgres.kill()
            self.parts[1].start()
            time.sleep(1.5)
            self.postgres.start()
            self.parts[0].start()
        else:
            self.parts[0].start()

    def kill(self, chance):
        """Kills one part at random, now and then all at once, and starts what was killed again."""
        victims = list(self.parts) if chance.random() < 0.1 else [chance.choice(self.parts)]
        for part in victims:
            part.kill()
        time.sleep(chance.choice([0, 0, chance.uniform(0, 0.5)]))
        for part in reversed(victims):
            part.start()
        for part in self.parts:
            part.check()
        return "+".join(part.name for part in victims)

    def stop(self):
        for part in self.parts:
            if part is not self.postgres:
                part.stop()

    def end(self):
        for process in [part.process for part in self.parts if part is not self.postgres] + [self.world]:
            if process and process.poll() is None:
                process.kill()
                process.wait()

    def verify(self):
        for command in (["ledger", "verify"], ["audit", "verify"]):
            done = subprocess.run(
                [self.demo.binary, *command], cwd=REPOSITORY, env=self.environment, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr

    def rows(self, statement):
        """Reads the database directly, not through the product's code."""
        if not self.postgres:
            facts = sqlite3.connect(f"file:{self.demo.data}/prakerja.sqlite?mode=ro", uri=True)
            try:
                return [tuple(map(str, row)) for row in facts.execute(statement).fetchall()]
            finally:
                facts.close()
        done = subprocess.run(
            ["psql", "-qt", "--csv", self.postgres.url, "-c", statement], check=True, capture_output=True, text=True)
        return [tuple(row) for row in csv.reader(io.StringIO(done.stdout))]

    def one(self, statement):
        return int(self.rows(statement)[0][0])
