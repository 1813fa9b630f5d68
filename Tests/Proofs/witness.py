"""The log by other implementations of C2SP's specifications: aics-tlog computes its root from tiles and entries, and
aics-witness signs its checkpoints with the time, first one and then its continuation.

The demo runs, and the witness as its own process, both on the loopback interface.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from aics_tlog import (HttpTileReader, MerkleTree, Note, VerifiedTileReader, audit_tiles,
                       consistency_proof_from_tiles, inclusion_proof_from_tiles, parse_note, parse_vkey,
                       tree_root_from_tiles, verify_checkpoint, verify_consistency, verify_leaf_inclusion)
from aics_tlog.checkpoint import parse_checkpoint
from aics_witness.protocol import format_add_checkpoint_request, parse_add_checkpoint_request, parse_signature_lines

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS / "Browser"), str(TESTS / "Crash")]

from demo import REPOSITORY, Demo, free_port  # noqa: E402
from visitor import Visitor  # noqa: E402

BINARY = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
PATIENCE_SECONDS = 60


def get(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read()


class Witness:
    """aics-witness as its own process."""

    def __init__(self, folder, log, key):
        self.folder = pathlib.Path(folder)
        self.config = str(self.folder / "witness.json")
        self.address = f"127.0.0.1:{free_port()}"
        self.key = self.run("init", "--name", "saksi.example/satu", "--listen", self.address).strip().splitlines()[-1]
        self.run("add-log", "--origin", log, "--vkey", key)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "aics_witness", "serve", "--config", self.config, "--listen", self.address],
            stdout=subprocess.DEVNULL, stderr=open(self.folder / "witness.log", "wb"))

    def run(self, *arguments):
        done = subprocess.run(
            [sys.executable, "-m", "aics_witness", arguments[0], "--config", self.config, *arguments[1:]],
            capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def add(self, request):
        """Status and text of the answer to a request."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                sent = urllib.request.Request(
                    f"http://{self.address}/add-checkpoint", request, {"Content-Type": "application/octet-stream"})
                with urllib.request.urlopen(sent, timeout=10) as answer:
                    return answer.status, answer.read().decode()
            except urllib.error.HTTPError as refused:
                return refused.code, refused.read().decode()
            except OSError:
                assert time.monotonic() < deadline and self.process.poll() is None, "the witness does not answer"
                time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


def verified(log, key):
    """The latest checkpoint, after tiles and entries were compared with it."""
    text = get(f"{log}/checkpoint").decode()
    note = parse_note(text)
    result = verify_checkpoint(note, key, expected_origin=key.name)
    assert result.ok, result.error
    reader = HttpTileReader([log])
    assert tree_root_from_tiles(reader, result.size) == result.root, "the tiles have another root"
    report = audit_tiles(reader, result.size, result.root)
    assert report.bundles == -(-result.size // 256)
    whole = VerifiedTileReader(reader, result.size, result.root)
    entries = [whole.entry(index) for index in range(result.size)]
    assert MerkleTree(entries).root() == result.root, "the entries have another root"
    assert all(entry.startswith(b"prakerja/leaf/") and len(entry) < 400 for entry in entries)
    assert not any(b"account:" in entry for entry in entries), "an entry names an account"
    for index in {0, 1, result.size // 2, result.size - 1}:
        proof = inclusion_proof_from_tiles(whole, index, result.size)
        assert verify_leaf_inclusion(entries[index], index, result.size, proof, result.root), index
    return note, result, whole


def grown(log, size):
    """A later checkpoint."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        text = get(f"{log}/checkpoint").decode()
        if parse_checkpoint(parse_note(text).text).size > size:
            return
        assert time.monotonic() < deadline, "the log does not grow"
        time.sleep(0.3)


def account(demo, address):
    """A visitor makes an account: the log grows by a record."""
    visitor, known = Visitor(demo.file["base_url"]), demo.known()
    visitor.get("/daftar")
    visitor.post("/daftar", kontak=address, cara="kode")
    visitor.post("/daftar/kode", kode=demo.code(address, known))


def signed(witness, log, old, key):
    """Has the continuation from `old` signed; returns the signed note and when it was signed."""
    request = get(f"{log}/kelanjutan.txt?dari={old}")
    parsed = parse_add_checkpoint_request(request)
    assert format_add_checkpoint_request(parsed.old_size, parsed.proof, parsed.checkpoint) == request, "read and written again"
    status, answer = witness.add(request)
    assert status == 200, (status, answer)
    lines = tuple(parse_signature_lines(answer))
    note = parse_note(request.split(b"\n\n", 1)[1])
    whole = Note(text=note.text, signatures=note.signatures + lines)
    result = verify_checkpoint(whole, key, [parse_vkey(witness.key)], quorum=1, max_age_seconds=600)
    assert result.ok, result.error
    return whole, result


def ours(demo, folder, log, published, key):
    """A checkpoint signed by `prakerja witness checkpoint`."""
    names = {name: str(pathlib.Path(folder) / name) for name in ("auditor.key", "kelanjutan.txt", "auditor.txt")}

    def run(*arguments):
        done = demo.command("witness", *arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    made = run("keygen", "auditor", "--out", names["auditor.key"])
    auditor = parse_vkey(re.search("^key (.*)$", made, re.MULTILINE).group(1))
    pathlib.Path(names["kelanjutan.txt"]).write_bytes(get(f"{log}/kelanjutan.txt"))
    run("checkpoint", names["kelanjutan.txt"], "--site", published, "--key", names["auditor.key"], "--out",
        names["auditor.txt"])
    note = parse_note(pathlib.Path(names["auditor.txt"]).read_bytes())
    result = verify_checkpoint(note, key, [auditor], quorum=1, max_age_seconds=600)
    assert result.ok, result.error


def main():
    started = time.monotonic()
    with Demo(BINARY) as demo, tempfile.TemporaryDirectory(prefix="prakerja-witness-") as folder:
        site = demo.file["base_url"]
        log = f"{site}/bukti/log"
        published = re.search(r"<code>([^<]*\+[0-9a-f]{8}\+[^<]*)</code>", get(f"{site}/bukti").decode()).group(1)
        key = parse_vkey(published)
        grown(log, 0)
        _, first, _ = verified(log, key)
        witness = Witness(folder, key.name, published)
        try:
            _, one = signed(witness, log, 0, key)
            account(demo, "catatan@example.id")
            grown(log, one.size)
            note, two = signed(witness, log, one.size, key)
            assert two.size > one.size >= first.size
            whole = verified(log, key)[2]
            proof = consistency_proof_from_tiles(whole, one.size, two.size)
            assert verify_consistency(one.size, two.size, one.root, two.root, proof)
            # What the witness refuses: an older size, and a log that does not continue the one it signed.
            request = get(f"{log}/kelanjutan.txt?dari={one.size}")
            assert witness.add(request)[0] == 409
            # Our own verifier reads the witness's signature and its time.
            path = pathlib.Path(folder) / "titik.txt"
            path.write_text(note.serialise())
            checked = demo.command("audit", "checkpoint", str(path), "--key", published, "--witness", witness.key)
            assert checked.returncode == 0 and "signed by saksi.example/satu at 20" in checked.stdout, (
                checked.stdout + checked.stderr)
            # And aics-tlog reads the signature of our own witness's tool.
            ours(demo, folder, log, published, key)
        finally:
            witness.stop()
    print(f"aics-tlog computes the log's root, aics-witness signed {one.size} and {two.size} records, "
          f"in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
