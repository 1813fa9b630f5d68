"""The samples of /mitra, downloaded as a partner's engineer would and run against the demo.

A sample whose program is not installed is skipped with a line that says so; shell and Python always run.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))

from demo import REPOSITORY, Demo  # noqa: E402

SAMPLES = {
    "contoh.sh": ["sh"], "contoh.py": ["python3"], "contoh.php": ["php"], "contoh.go": ["go", "run"],
    "Contoh.java": ["java"], "contoh.mjs": ["node"],
}
ALWAYS = {"contoh.sh", "contoh.py"}


def main():
    binary = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
    with Demo(binary) as demo, tempfile.TemporaryDirectory() as folder:
        base = demo.file["base_url"]
        school = next(one for one in demo.file["partners"] if one["kind"] == "institution")
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


if __name__ == "__main__":
    main()
