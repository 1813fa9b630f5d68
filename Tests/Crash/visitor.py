"""A browser without scripts: cookies, forms, nothing else."""

import html
import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request

ANSWER_SECONDS = 20


class Refused(Exception):
    """The site answered with a refusal."""


class Visitor:
    def __init__(self, base):
        self.base = base
        self.page = ""
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path):
        return self.open(path)

    def post(self, path, on=None, **fields):
        """Posts the form with the token of the current page; `on` is opened first."""
        if on:
            self.get(on)
        return self.open(path, urllib.parse.urlencode({"_token": self.token(), **fields}).encode())

    def upload(self, path, field, content, on):
        self.get(on)
        boundary = "batas-berkas"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="foto.jpg"\r\n'
        body = b"".join([
            f'--{boundary}\r\nContent-Disposition: form-data; name="_token"\r\n\r\n{self.token()}\r\n'.encode(),
            head.encode(), b"Content-Type: image/jpeg\r\n\r\n", content, f"\r\n--{boundary}--\r\n".encode(),
        ])
        return self.open(path, body, f"multipart/form-data; boundary={boundary}")

    def open(self, path, body=None, kind="application/x-www-form-urlencoded"):
        address = path if path.startswith("http") else self.base + path
        headers = {"Content-Type": kind, "Sec-Fetch-Site": "same-origin"} if body else {}
        request = urllib.request.Request(address, data=body, headers=headers)
        try:
            with self.opener.open(request, timeout=ANSWER_SECONDS) as answer:
                self.page, self.address = answer.read().decode(), answer.geturl()
        except urllib.error.HTTPError as answer:
            self.page = answer.read().decode(errors="replace")
            if answer.code >= 500:
                raise
            raise Refused(f"{path} answered {answer.code}: {self.text()[:400]}") from None
        return self.page

    def token(self):
        """The form's token; empty on the first pages, which are the same for every visitor."""
        found = re.search(r'name="_token" value="([^"]+)"', self.page)
        return html.unescape(found.group(1)) if found else ""

    def text(self):
        body = re.sub(r"(?s)<head>.*?</head>", " ", self.page)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))

    def find(self, pattern):
        found = re.search(pattern, self.page)
        if not found:
            raise Refused(f"the page does not show {pattern}: {self.text()[:400]}")
        return found.group(1)

    def hidden(self, name):
        return html.unescape(self.find(rf'<input type="hidden" name="{name}" value="([^"]*)"'))

    def code(self):
        """The one-time code, which a development server shows beside its field."""
        return self.find(r"Mode pengembangan. Kode Anda: <strong[^>]*>(\d{6})")

    def sign_up(self, address):
        """True when the server confirms that the account exists."""
        self.get("/daftar")
        self.post("/daftar", kontak=address, cara="kode")
        self.post("/daftar/kode", kode=self.code())
        return "Akun Anda sudah jadi" in self.page

    def sign_in(self, address):
        self.get("/masuk")
        self.post("/masuk", kontak=address)
        self.post("/masuk/kode", kode=self.code())
        return address in self.get("/akun")
