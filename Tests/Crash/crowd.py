"""People who go on living while the programme is killed under them. Each remembers what they were told, and nothing
else counts."""

import json
import random
import re
import threading
import time
import urllib.error
import urllib.request

from people import form, offered
from visitor import Refused, Visitor

# Bought and given back again and again.
SHOP, COURSE = "pijarmahir", "pemasaran-digital"
# A code can be asked for so often in a day; two were needed before.
PURCHASES_EACH = 6
LOST = (OSError, urllib.error.URLError, ConnectionError)
# What a shop passes on when the programme answered that it cannot answer now.
BUSY = ("Sistem sedang ramai", "Terjadi kesalahan pada sistem kami", "HTTP 5")


class Crowd:
    """Runs everybody's life in a thread of its own until told to stop."""

    def __init__(self, ground, office, winners, joiners, newcomers, seed):
        self.ground, self.office, self.seed = ground, office, seed
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.wrong = []
        self.accounts = []
        self.joined = {person.email: None for person in joiners}
        self.requested, self.approved = set(), set()
        self.paid, self.voided = {}, set()
        self.number = 0
        lives = [self.sign_up] * newcomers + [self.pay_out]
        lives += [lambda chance, person=person: self.join_and_leave(chance, person) for person in joiners]
        for person in winners:
            lives.append(lambda chance, person=person: self.earn(chance, person))
            lives.append(lambda chance, person=person: self.shop(chance, person))
        self.threads = [
            threading.Thread(target=self.live, args=(life, place), daemon=True) for place, life in enumerate(lives)]
        for thread in self.threads:
            thread.start()

    def live(self, life, place):
        chance = random.Random(self.seed * 1_000 + place)
        while not self.over.is_set():
            try:
                if life(chance) == "enough":
                    return
            except (*LOST, Refused):
                # The server died under this person, who was told nothing; or said no, and nothing was promised.
                time.sleep(0.1)
            except Exception as error:
                self.wrong.append(f"{life}: {error!r}")
                raise

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(90)
        assert not self.wrong, self.wrong

    def sign_up(self, chance):
        with self.lock:
            self.number += 1
            address = f"orang-{self.number}@example.id"
        if Visitor(self.ground.base).sign_up(address):
            with self.lock:
                self.accounts.append(address)
        self.over.wait(chance.uniform(0, 0.2))

    def join_and_leave(self, chance, person):
        """None while the last answer was lost: then either may be true."""
        act, page = ("mundur", "/gelombang/3/saya")
        if self.joined[person.email] is not True:
            act, page = ("gabung", "/gelombang/3/gabung")
        self.joined[person.email] = None
        browser = person.browser
        browser.get(page)
        if f'action="/gelombang/3/{act}"' not in browser.page:
            # The page knows better what the lost answer was.
            self.joined[person.email] = "Tanda terima" in browser.page
            return
        browser.post(f"/gelombang/3/{act}")
        self.joined[person.email] = act == "gabung"
        self.over.wait(chance.uniform(0, 0.5))

    def shop(self, chance, person):
        """Buys a course and gives it back. What gets no answer is asked again, as the contract says."""
        if len([1 for owner in self.paid.values() if owner == person.email]) >= PURCHASES_EACH:
            return "enough"
        self.over.wait(chance.uniform(0, 6))
        browser, shop = person.browser, f"{self.ground.shops}/{SHOP}"
        known = self.ground.box.known()
        browser.open(f"{shop}/kursus/{COURSE}", form(akun=person.email, nomor=person.card))
        bill = {"token": browser.hidden("token"), "tagihan": browser.hidden("tagihan")}
        try:
            code = self.ground.box.code(person.phone, known)
        except AssertionError:
            return None
        self.insist(lambda: browser.open(f"{shop}/bayar", form(kode=code, **bill)))
        with self.lock:
            self.paid[bill["tagihan"]] = person.email
        given = {"tagihan": bill["tagihan"], "transaksi": browser.hidden("transaksi")}
        try:
            self.insist(lambda: browser.open(f"{shop}/batal", form(**given)), but="sudah dibatalkan")
        except Refused as no:
            self.wrong.append(f"what was just bought cannot be given back: {no}")
            raise
        with self.lock:
            self.voided.add(bill["tagihan"])

    def insist(self, act, but=None):
        """Until there is an answer of the programme's own. `but`: what a repetition may be told."""
        while True:
            try:
                return act()
            except LOST:
                time.sleep(0.2)
            except Refused as no:
                if but and but in str(no):
                    return None
                if not any(words in str(no) for words in BUSY):
                    raise
                time.sleep(0.2)

    def earn(self, chance, person):
        instalment = re.search(r"\d+", offered(person.browser)).group(0)
        person.browser.post(f"/insentif/{instalment}/permintaan")
        with self.lock:
            self.requested.add(instalment)
        self.over.wait(chance.uniform(0, 0.5))

    def pay_out(self, chance):
        batch = self.office.pay_out()
        with self.lock:
            self.approved.add(batch)
        self.over.wait(chance.uniform(0.5, 2))

    def calls_it_a_day(self):
        """Batches that were drafted when the server died get their second signature after all."""
        for (batch,) in self.ground.rows("SELECT id FROM payout_batch WHERE state = 'drafted'"):
            self.office.approve(batch)


def rail_books(ground):
    with urllib.request.urlopen(ground.rail + "/_books", timeout=10) as answer:
        return json.load(answer)
