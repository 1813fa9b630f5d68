"""What the mail server and the text gateway received: the only way in which a code or a link reaches a person."""

import html
import json
import re
import time
import urllib.request

LETTER_SECONDS = 20


class Letters:
    def __init__(self, mailbox):
        self.mailbox = mailbox

    def read(self):
        with urllib.request.urlopen(self.mailbox + "/messages.json", timeout=10) as answer:
            return json.load(answer)

    def known(self):
        return {message["id"] for message in self.read()}

    def find(self, to, pattern, known=frozenset()):
        """What `pattern` finds in the newest message to `to` that is not among the known ones."""
        deadline = time.monotonic() + LETTER_SECONDS
        while time.monotonic() < deadline:
            for message in reversed(self.read()):
                found = re.search(pattern, html.unescape(message["text"]))
                if message["id"] not in known and message["to"].endswith(to) and found:
                    return "".join(found.groups())
            time.sleep(0.1)
        raise AssertionError(f"no message to {to} has {pattern}: {self.read()[-3:]}")
