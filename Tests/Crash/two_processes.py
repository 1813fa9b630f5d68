"""The site and its worker as two processes on PostgreSQL: the site enqueues messages, the worker sends them.

Expects PRAKERJA_TEST_POSTGRES, the URL of a server on which a database may be created.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from demo import REPOSITORY, free_port  # noqa: E402
from visitor import Visitor  # noqa: E402

PATIENCE_SECONDS = 30


def database(server):
    """Creates a database on the server with the README's settings; returns its URL."""
    name = f"two_processes_{os.getpid()}"
    subprocess.run(
        ["psql", server, "-qc",
         f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"], check=True)
    parts = urllib.parse.urlsplit(server)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc or "", path="/" + name)).replace(
        "postgresql:/" + name, "postgresql:///" + name)


def main():
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    binary = str(pathlib.Path(shown.stdout.strip()) / "prakerja")
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="prakerja-two-") as data:
        simulators = subprocess.Popen(
            [binary, "simulators", "--first-port", str(port + 11)], stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
        running = [simulators]
        try:
            places = json.loads(simulators.stdout.readline())
            settings = {
                **os.environ, "DATABASE_URL": database(os.environ["PRAKERJA_TEST_POSTGRES"]), "DATA": data,
                "MODE": "development", "BASE_URL": base, "EDITION": "Editions/demo.yaml",
                "CLOCK": "2020-04-15T09:00+07:00", **places["settings"],
            }
            subprocess.run([binary, "migrate"], env=settings, cwd=REPOSITORY, check=True, capture_output=True)
            web = subprocess.Popen(
                [binary, "serve", "--only", "web", "--port", str(port)], env=settings, cwd=REPOSITORY)
            running.append(web)
            wait_for(base)
            assert Visitor(base).sign_up("berdua@example.id"), "sign-up fails without a worker"
            # The code that was used needs no message any more; this one does.
            waiting = Visitor(base)
            waiting.get("/daftar")
            waiting.post("/daftar", kontak="menunggu@example.id", cara="kode")
            time.sleep(2)
            assert not letters(places), "the site sent a message although it is not the worker"
            worker = subprocess.Popen([binary, "serve", "--only", "worker"], env=settings, cwd=REPOSITORY)
            running.append(worker)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while not letters(places):
                assert time.monotonic() < deadline, "the worker sent nothing"
                time.sleep(0.2)
            sent = [letter["to"] for letter in letters(places)]
            assert sent == ["menunggu@example.id"] * len(sent), sent
            for process in (web, worker):
                process.terminate()
                assert process.wait(30) == 0, f"{process.args} ended with {process.returncode}"
            done = subprocess.run([binary, "audit", "verify"], env=settings, cwd=REPOSITORY, capture_output=True, text=True)
            assert done.returncode == 0, done.stdout + done.stderr
        finally:
            for process in running:
                if process.poll() is None:
                    process.kill()
    print("site and worker as two processes: the worker sent the site's messages")


def wait_for(base):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return urllib.request.urlopen(base + "/sehat", timeout=2).read()
        except OSError:
            assert time.monotonic() < deadline, "the site does not answer"
            time.sleep(0.1)


def letters(places):
    with urllib.request.urlopen(places["mailbox"] + "/messages.json", timeout=10) as answer:
        return json.load(answer)


if __name__ == "__main__":
    main()
