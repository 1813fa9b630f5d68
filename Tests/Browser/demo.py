"""The demo as its own process, and its outbox of e-mails and text messages, from which tests read codes."""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import random
import re
import socket
import struct
import subprocess
import tempfile
import time
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
READY_SECONDS = 120
# Beside a demo a sandbox makes its people after the demo's.
SANDBOX_SECONDS = 400
LETTER_SECONDS = 30


def free_port():
    """A free port below the ephemeral range, with the simulators' nine ports (11 to 19 above it) free as well, and those
    of a sandbox (100 above)."""
    behind = [0, *range(11, 20)]
    for _ in range(200):
        port = random.randrange(20_000, 30_000)
        if all(is_free(port + offset + step) for offset in (0, 100) for step in behind):
            return port
    raise AssertionError("no twenty free ports")


def is_free(port):
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def answers(site):
    try:
        with urllib.request.urlopen(f"{site}/health/live", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


class Demo:
    """Runs `prakerja serve --demo`, without a sandbox beside it unless asked for, on a free port and an empty directory
    until the `with` block ends."""

    def __init__(self, binary, edition=None, environment=None, sandbox=False):
        self.directory = tempfile.TemporaryDirectory(prefix="prakerja-journey-")
        self.data = pathlib.Path(self.directory.name)
        self.port = free_port()
        self.log = open(self.data / "log.txt", "wb")
        arguments = [binary, "serve", "--demo", "--port", str(self.port), "--data", str(self.data), "--crowd", "0"]
        if not sandbox:
            arguments.append("--no-sandbox")
        if edition:
            arguments += ["--edition", str(edition)]
        self.process = subprocess.Popen(
            arguments, cwd=REPOSITORY, stdout=self.log, stderr=self.log, env={**os.environ, **(environment or {})})
        self.binary, self.edition = binary, edition

    def __enter__(self):
        try:
            self.file = self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        self.log.close()
        self.directory.cleanup()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def sandbox(self):
        """The file of the sandbox beside it, once it answers."""
        return self.wait_until_ready(self.data / "sandbox", SANDBOX_SECONDS)

    def wait_until_ready(self, data=None, patience=READY_SECONDS):
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError("the demo ended early:\n" + self.said())
            path = (data or self.data) / "demo.json"
            if path.exists():
                file = json.loads(path.read_text())
                if file["people"] and answers(file["base_url"]):
                    return file
            time.sleep(0.2)
        raise AssertionError("the demo's people are not ready:\n" + self.said())

    def said(self):
        self.log.flush()
        return (self.data / "log.txt").read_text(errors="replace")[-6000:]

    def memory_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024

    def letters(self):
        with urllib.request.urlopen(self.file["base_url"] + self.file["outbox"], timeout=10) as answer:
            return json.load(answer)

    def known(self):
        return {letter["id"] for letter in self.letters()}

    def code(self, destination, known):
        """The six digits of the newest message to `destination` that came after `known`."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            for letter in sorted(self.letters(), key=lambda letter: letter["sent_at"], reverse=True):
                if letter["id"] in known or destination not in letter["to"]:
                    continue
                digits = re.search(r"\b(\d{3}) ?(\d{3})\b", letter["text"])
                if digits:
                    return digits.group(1) + digits.group(2)
            time.sleep(0.2)
        raise AssertionError(f"no code reached {destination}; messages: {self.letters()}")

    def officer(self, role):
        return next(officer for officer in self.file["officers"] if officer["role"] == role)

    def command(self, *arguments):
        return subprocess.run(
            [self.binary, *arguments], cwd=REPOSITORY, capture_output=True, text=True, timeout=120)


def totp(secret, at=None):
    """RFC 6238 with SHA-1 and thirty seconds."""
    counter = struct.pack(">Q", int((at or time.time()) // 30))
    digest = hmac.new(base64.b32decode(secret + "=" * (-len(secret) % 8)), counter, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"
