"""A captured delivery of a webhook, verified by the reference library of Standard Webhooks.

    webhooks.py FILE...

A file is JSON with `secret` (or `secrets`, each of which must verify), `headers` and `body`, as `WebhookCaptureTests`
writes it with PRAKERJA_WEBHOOK_FILE. The library's clock is set to the delivery's own timestamp, because a captured
delivery is old. A changed body, another id and another secret must be refused.
"""

import datetime
import json
import pathlib
import sys

import standardwebhooks.webhooks as library


def at(seconds):
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromtimestamp(seconds, tz)

    library.datetime = Clock


def verdict(secret, body, headers):
    try:
        library.Webhook(secret).verify(body, headers)
        return "verified"
    except library.WebhookVerificationError as error:
        return f"refused: {error}"


def check(path):
    captured = json.loads(pathlib.Path(path).read_text())
    secrets = captured.get("secrets") or [captured["secret"]]
    headers, body = captured["headers"], captured["body"]
    at(int(headers["webhook-timestamp"]))
    wrong = []
    for secret in secrets:
        if verdict(secret, body, headers) != "verified":
            wrong.append(f"a secret does not verify: {verdict(secret, body, headers)}")
        if verdict(secret, body + " ", headers) == "verified":
            wrong.append("a changed body verifies")
        if verdict(secret, body, {**headers, "webhook-id": "evt_1"}) == "verified":
            wrong.append("another id verifies")
    if verdict("whsec_" + "A" * 43 + "=", body, headers) == "verified":
        wrong.append("a stranger's secret verifies")
    for line in wrong:
        print(f"{path}: {line}")
    return not wrong


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    results = [check(path) for path in sys.argv[1:]]
    print(f"{len(results)} deliveries, {results.count(True)} verified")
    sys.exit(0 if all(results) else 1)
