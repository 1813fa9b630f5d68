"""The samples of /mitra, downloaded as a partner's engineer would and run against the sandbox that
the demo starts beside itself. It ends with the demo, also when that is killed.

    .venv/bin/python Tests/Partners/guide.py [all]

A sample whose program is not installed is skipped with a line that says so; shell and Python always run. With `all`, as
in `make soak`, none is skipped.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from demo import REPOSITORY, SANDBOX_SECONDS, Demo, answers, free_port  # noqa: E402

SAMPLES = {
    "contoh.sh": ["sh"], "contoh.py": ["python3"], "contoh.php": ["php"], "contoh.go": ["go", "run"],
    "Contoh.java": ["java"], "contoh.mjs": ["node"],
}
ALWAYS = set(SAMPLES) if "all" in sys.argv[1:] else {"contoh.sh", "contoh.py"}


def main():
    binary = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
    with Demo(binary, sandbox=True) as demo, tempfile.TemporaryDirectory() as folder:
        sandbox = demo.sandbox()
        base = sandbox["base_url"]
        look(demo, base, sandbox)
        school = next(one for one in sandbox["partners"] if one["kind"] == "institution")
        environment = {
            **os.environ, "ALAMAT": base, "KLIEN": school["client_code"], "KUNCI": school["sign_key"],
            "GOCACHE": f"{folder}/go",
        }
        for name, command in SAMPLES.items():
            if name not in ALWAYS and not shutil.which(command[0]):
                print(f"guide: {name} skipped, {command[0]} is not installed")
                continue
            file = pathlib.Path(folder, name)
            with urllib.request.urlopen(f"{base}/mitra/contoh/{name}", timeout=10) as answer:
                file.write_bytes(answer.read())
            run = subprocess.run(
                [*command, str(file)], env=environment, capture_output=True, text=True, timeout=120, cwd=folder)
            assert run.returncode == 0, f"{name}: {run.stderr}"
            answer = json.loads(run.stdout)
            assert answer["success"] and answer["data"]["redeem_code"] == "PRAT-TC1001", f"{name}: {run.stdout}"
            print(f"guide: {name} answered")
        demo.process.kill()
        deadline = time.monotonic() + 30
        while answers(base):
            assert time.monotonic() < deadline, "the sandbox goes on without its demo"
            time.sleep(0.5)
        print("guide: the sandbox ended with its demo")
    between(binary)


def between(binary):
    """The demo ends while its sandbox puts the test people in their place: the signal finds none of its two servers."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = subprocess.Popen(
            [binary, "serve", "--sandbox", "--port", str(free_port()), "--data", folder, "--until-input-ends"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, cwd=REPOSITORY)
        people, deadline = pathlib.Path(folder, "demo.json"), time.monotonic() + SANDBOX_SECONDS
        while not people.exists():
            assert sandbox.poll() is None and time.monotonic() < deadline, "the sandbox made no test people"
            time.sleep(0.002)
        sandbox.stdin.close()
        assert sandbox.wait(timeout=60) == 0, f"the sandbox ended with status {sandbox.returncode}"
        print("guide: the sandbox ended between its two servers")


def read(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def look(demo, base, file):
    """The demo's guide leads to the sandbox, whose guide names itself, the banner and the test people's cards."""
    deadline = time.monotonic() + 20
    while f"ALAMAT={base}" not in read(demo.file["base_url"] + "/mitra"):
        assert time.monotonic() < deadline, "the demo's guide does not name its sandbox"
        time.sleep(0.5)
    page = read(f"{base}/mitra")
    cards = [person["card_number"] for person in file["people"] if person["card_number"]]
    assert len(cards) == 6, file["people"]
    assert all(card in page for card in cards), "the guide names the test people's cards"
    assert "Situs uji coba: tidak ada uang dan kartu sungguhan" in page and f"ALAMAT={base}" in page
    print(f"guide: the sandbox has {len(cards)} test people with cards")


if __name__ == "__main__":
    main()
