"""A person who applies, and a platform and an institution that speak the partners' contract."""

import hashlib
import hmac
import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.request

from letters import Letters
from people import Person, patiently
from visitor import Refused, Visitor

CODE = r"\b(\d{3}) ?(\d{3})\b"


class StaysHere(urllib.request.HTTPRedirectHandler):
    """Does not follow a redirect to another site: the institution's is not there."""

    def __init__(self, base):
        self.base = base

    def redirect_request(self, request, answer, code, message, headers, target):
        if not target.startswith(self.base):
            return None
        return super().redirect_request(request, answer, code, message, headers, target)


class Phone(Visitor):
    """A browser whose codes come by mail and text message, because production shows none."""

    def __init__(self, base, letters):
        super().__init__(base)
        self.letters, self.before = letters, set()
        self.opener = urllib.request.build_opener(
            StaysHere(base), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def open(self, path, body=None, *kind):
        if body:
            self.before = self.letters.known()
        return super().open(path, body, *kind)

    def code(self):
        return self.letters.find("", CODE, self.before)


class Citizen(Person):
    def __init__(self, place):
        super().__init__(7, place.base)
        self.letters = Letters(place.mailbox)
        self.browser = Phone(place.base, self.letters)

    def join_open_wave(self, calendar):
        """Joins the wave that is open, as soon as identity and photos are accepted; returns its number."""
        def join():
            wave = calendar.open_wave()
            page = f"/gelombang/{wave}/gabung"
            self.browser.post(page, on=page)
            return wave
        return patiently(join)


class Seller:
    def __init__(self, place, keys):
        self.base, self.keys = place.base, keys

    def call(self, partner, path, body, authorization="", **headers):
        """A signed request, as docs/partners.md and the contract describe it."""
        content = json.dumps(body, separators=(",", ":"))
        moment = str(int(time.time()))
        signed = f"{partner}{moment}POST{path}{authorization}{content}"
        signature = hmac.new(self.keys[partner].encode(), signed.encode(), hashlib.sha1).hexdigest()
        given = {"Content-Type": "application/json", "client_code": partner, "timestamp": moment,
                 "signature": signature, **headers}
        if authorization:
            given["Authorization"] = authorization
        request = urllib.request.Request(self.base + path, data=content.encode(), headers=given)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refusal:
            raise Refused(f"{path} answered {refusal.code}: {refusal.read().decode(errors='replace')}") from None

    def sell_and_teach(self, citizen):
        payment = "/api/v1/integration/payment"
        known = citizen.letters.known()
        order = {"user_platform_id": "warga-7", "prakerja_id": citizen.card, "course_code": "menjahit-dasar",
                 "schedule_code": "menjahit-dasar-1", "amount": 500_000}
        token = self.call("pasar-latih", f"{payment}/send-otp", order)["data"]["payment_token"]
        otp = citizen.letters.find(citizen.phone[1:], CODE, known)
        sold = self.call(
            "pasar-latih", f"{payment}/authorize",
            {"otp": otp, "invoice_code": "INV-1", "invoice_url": "https://pasar-latih.example/INV-1"},
            f"Payment {token}")
        assert sold["data"]["amount"] == 500_000, sold
        browser = citizen.browser
        browser.get("/kartu")
        purchase = browser.find(r'href="(/kartu/pembelian/\d+)"')
        browser.get(purchase)
        redeem = re.search(r"\b([A-Z0-9]{12})\b", browser.text()).group(1)
        for sequence in (1, 999):
            self.attend(citizen, redeem, sequence)
        self.call(
            "balai-karya", f"/api/v2/redeem-codes/{redeem}/completion",
            {"score": 88, "certificate_number": "BK/1"}, **{"Idempotency-Key": "completion-1"})
        patiently(lambda: browser.post(
            purchase + "/ulasan", on=purchase + "/ulasan", nilai="5", ulasan="Jelas dan mudah diikuti."))

    def attend(self, citizen, redeem, sequence):
        """The institution asks, the person confirms on the programme's page and is led back to the institution."""
        link = self.call(
            "balai-karya", "/api/v1/integration/oauth/url-generate",
            {"redeem_code": redeem, "sequence": sequence, "email": citizen.email,
             "redirect_uri": "https://balai-karya.example/kembali"})["data"]["url"]
        browser = citizen.browser
        browser.get(link)
        form = browser.find(r'action="(/hadir/[^"]+)"')
        try:
            browser.post(form)
        except Refused as leaving:
            assert "answered 303" in str(leaving), leaving
        answer = self.call(
            "balai-karya", "/api/v1/integration/payment/redeem-code/status",
            {"redeem_code": redeem, "sequence": sequence})
        assert answer["data"]["attendance_status"] == 1, answer
