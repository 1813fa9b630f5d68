"""The document of the partner API against OpenAPI 3.1, and a running server against the document.

    .venv/bin/python Tests/Partners/openapi.py [seconds]

Starts a demo, validates /api/v2/openapi.json, gets a token of a platform and of an institution, and lets schemathesis
make requests from the document with each: allowed ones, whose answers must have the described status, type, headers and
schema, and broken ones, which must not be answered with a status of 500 or above. The load stays below the limit of a
token.
"""

import base64
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse
import urllib.request

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(REPOSITORY / "Tests/Browser"))

from demo import Demo  # noqa: E402
from openapi_spec_validator import validate  # noqa: E402

SECONDS = int(sys.argv[1]) if len(sys.argv) > 1 else 60
# A token has 600 calls a minute.
REQUESTS_A_SECOND = 8
CHECKS = ",".join([
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
])


def fetch(url, headers=None, form=None):
    data = urllib.parse.urlencode(form).encode() if form else None
    with urllib.request.urlopen(urllib.request.Request(url, data, headers or {}), timeout=30) as answer:
        return answer.status, json.load(answer)


def token(base, partner):
    credentials = f"{partner['client_code']}:{partner['sign_key']}".encode()
    headers = {"Authorization": "Basic " + base64.b64encode(credentials).decode()}
    status, answer = fetch(base + "/api/v2/token", headers, {"grant_type": "client_credentials"})
    assert status == 200 and answer["token_type"] == "Bearer", answer
    return answer["access_token"]


def attack(document, base, bearer, mode, checks, seconds):
    """Runs schemathesis for some seconds; ends this program where an answer is not as the document says."""
    command = [
        pathlib.Path(sys.executable).with_name("st"), "run", document, "--url", base, "--mode", mode,
        "--checks", checks, "--max-time", str(seconds), "--rate-limit", f"{REQUESTS_A_SECOND}/s", "--workers", "1",
        "--phases", "fuzzing", "--header", f"Authorization: Bearer {bearer}", "--request-timeout", "30",
        "--generation-database", "none", "--warnings", "off", "--no-color", "--no-shrink",
        # The call for a token has no bearer, and counts refused ones; the signed call is another key's.
        "--exclude-operation-id", "getToken", "--exclude-operation-id", "completeRedeemCode",
    ]
    done = subprocess.run(command, cwd=pathlib.Path(document).parent, timeout=seconds * 6 + 120)
    assert done.returncode == 0, f"schemathesis, {mode}: status {done.returncode}"


def main():
    shown = subprocess.run(
        ["swift", "build", "--show-bin-path"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    binary = os.environ.get("PRAKERJA", str(pathlib.Path(shown.stdout.strip()) / "prakerja"))
    with Demo(binary) as demo:
        base = demo.file["base_url"]
        status, document = fetch(base + "/api/v2/openapi.json")
        assert status == 200
        validate(document)
        print(f"the document is valid: {sum(len(path) for path in document['paths'].values())} calls")
        place = demo.data / "openapi.json"
        place.write_text(json.dumps(document))
        for kind in ["platform", "institution"]:
            partner = next(partner for partner in demo.file["partners"] if partner["kind"] == kind)
            bearer = token(base, partner)
            for path in ["purchases", "courses"]:
                status, answer = fetch(f"{base}/api/v2/{path}", {"Authorization": f"Bearer {bearer}"})
                assert status == 200 and isinstance(answer["items"], list), answer
            attack(place, base, bearer, "positive", CHECKS, max(1, SECONDS // 3))
            attack(place, base, token(base, partner), "negative", "not_a_server_error", max(1, SECONDS // 6))
        said = demo.said()
        assert demo.process.poll() is None, "the demo ended:\n" + said
    print("the partner API answers as its document says")


if __name__ == "__main__":
    main()
