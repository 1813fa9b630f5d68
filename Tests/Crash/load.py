"""Simulated people who keep using the site while its processes are killed. Each records what the site acknowledged to
them; the checks in `facts` compare these records with the database."""

import json
import random
import re
import threading
import time
import urllib.error
import urllib.request

from people import form, offered
from visitor import Refused, Visitor

# Bought and voided repeatedly.
SHOP, COURSE = "pijarmahir", "pemasaran-digital"
# The daily limit of codes, less the two that were needed before.
PURCHASES_EACH = 6
LOST = (OSError, urllib.error.URLError, ConnectionError)
# Texts a platform shows when the site answered that it is busy or failed.
BUSY = ("Sistem sedang ramai", "Terjadi kesalahan pada sistem kami", "HTTP 5")


class Load:
    """Runs every person's loop in a thread of its own until `stop`."""

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
                # The server was killed without an answer, or refused: in both cases it acknowledged nothing.
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
        """`joined[email]` is None while the last answer is lost: then either state is correct."""
        act, page = ("mundur", "/gelombang/3/saya")
        if self.joined[person.email] is not True:
            act, page = ("gabung", "/gelombang/3/gabung")
        self.joined[person.email] = None
        browser = person.browser
        browser.get(page)
        if f'action="/gelombang/3/{act}"' not in browser.page:
            # The page shows which state the lost answer left.
            self.joined[person.email] = "Tanda terima" in browser.page
            return
        browser.post(f"/gelombang/3/{act}")
        self.joined[person.email] = act == "gabung"
        self.over.wait(chance.uniform(0, 0.5))

    def shop(self, chance, person):
        """Buys a course and voids it. A request without an answer is repeated, as the partners' contract demands."""
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
            self.wrong.append(f"a purchase just made cannot be voided: {no}")
            raise
        with self.lock:
            self.voided.add(bill["tagihan"])

    def insist(self, act, but=None):
        """Repeats `act` until the site answers. `but` is the text of a refusal that a repetition may get."""
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

    def approve_leftover_batches(self):
        """Approves the batches that were only drafted when the server was killed."""
        for (batch,) in self.ground.rows("SELECT id FROM payout_batch WHERE state = 'drafted'"):
            self.office.approve(batch)


def rail_books(ground):
    with urllib.request.urlopen(ground.rail + "/_books", timeout=10) as answer:
        return json.load(answer)
