"""Set-up before the first kill: people who apply, win a card and finish a training, and the officers who serve them."""

import pathlib
import re
import time
import urllib.parse

from demo import REPOSITORY
from visitor import Refused, Visitor

PHOTOS = REPOSITORY / "Sources/Simulators/People/Photos"
PATIENCE_SECONDS = 40
# The first training, which is completed here; later purchases with the card are voided again.
FIRST_COURSE = ("maubelajarapa", "lembar-kerja")
SCHOOL = "balai-nusantara"


def patiently(act):
    """Repeats `act` until the site no longer refuses, because jobs run in the background."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act()
        except Refused:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.3)


class Person:
    """A person with a browser, a phone and, later, a card. `wallet` selects how the simulated rail answers."""

    def __init__(self, number, base, wallet="01"):
        self.number = number
        self.email = f"penerima-{number}@example.id"
        # A wallet's number is its owner's proved phone number; its last digits select how the simulated rail answers.
        self.phone = self.wallet = f"08128000{number:02d}{wallet}"
        self.browser = Visitor(base)
        self.card = None

    def apply(self):
        browser = self.browser
        assert browser.sign_up(self.email), f"{self.email} cannot sign up: {browser.text()}"
        browser.post("/pendaftaran/hp", on="/pendaftaran/hp", hp=self.phone)
        browser.post("/pendaftaran/hp/kode", kode=browser.code())
        browser.post(
            "/pendaftaran/ktp", on="/pendaftaran/ktp", nik=f"82710152039511{self.number:02d}",
            kk=f"82710101011511{self.number:02d}",
            **{"lahir-day": "12", "lahir-month": "3", "lahir-year": "1995"})
        browser.post(
            "/pendaftaran/data-diri", on="/pendaftaran/data-diri", nama=f"Penerima {self.name()}",
            alamat="Jalan Melati 5", provinsi="82", kabupaten="82.71", kecamatan="Ternate Tengah",
            kelurahan="Gamalama", sama="ya", wni="ya",
            pendidikan="senior-secondary", sekolah="tidak", pekerjaan="job-seeker", dampak="lost-work",
            pelatihan="Menjahit")
        for kind, file in [("ktp", "ktp.jpg"), ("swafoto", "selfie.jpg")]:
            browser.upload(f"/pendaftaran/foto/{kind}", kind, (PHOTOS / file).read_bytes(), f"/pendaftaran/foto/{kind}/ganti")
        page = browser.get("/pendaftaran/pernyataan")
        browser.post(
            "/pendaftaran/pernyataan", **{box: "ya" for box in re.findall(r'type="checkbox" id="([^"]*)"', page)})
        browser.post("/pendaftaran/tes", on="/pendaftaran/tes")
        number = 1
        while 'name="jawaban"' in browser.page:
            browser.post(f"/pendaftaran/tes/{number}", jawaban="1")
            number += 1
        browser.post("/pendaftaran/tes/selesai")
        browser.post("/pendaftaran/periksa", on="/pendaftaran/periksa")

    def name(self):
        """The number as letters, because names have no digits."""
        return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(self.number))

    def join(self, wave):
        patiently(lambda: self.browser.post(f"/gelombang/{wave}/gabung", on=f"/gelombang/{wave}/gabung"))

    def learn_card(self):
        def look():
            self.browser.get("/kartu")
            self.browser.post("/kartu/nomor")
            digits = re.search(r"\b(\d{4}) (\d{4}) (\d{4}) (\d{4})\b", self.browser.text())
            if not digits:
                raise Refused("the card's number is not shown")
            return "".join(digits.groups())
        self.card = patiently(look)

    def train(self, shops, schools, box):
        """Buys at a platform, redeems at an institution, attends, takes the final test and rates the training."""
        known = box.known()
        page = f"{shops}/{FIRST_COURSE[0]}/kursus/{FIRST_COURSE[1]}"
        self.browser.open(page, form(akun=self.email, nomor=self.card))
        bill = {"token": self.browser.hidden("token"), "tagihan": self.browser.hidden("tagihan")}
        self.browser.open(f"{shops}/{FIRST_COURSE[0]}/bayar", form(kode=box.code(self.phone, known), **bill))
        self.browser.get("/kartu")
        purchase = self.browser.find(r'href="(/kartu/pembelian/\d+)"')
        self.browser.get(purchase)
        redeem = re.search(r"\b([A-Z0-9]{12})\b", self.browser.text()).group(1)
        pupil = {"kode": redeem, "email": self.email}
        for page in ("masuk", "tes"):
            self.browser.open(f"{schools}/{SCHOOL}/{page}", form(**pupil))
            self.browser.post(self.browser.find(r'action="(/hadir/[^"]+)"'))
        self.browser.open(f"{schools}/{SCHOOL}/selesai", form(kode=redeem))
        patiently(lambda: self.browser.post(
            purchase + "/ulasan", on=purchase + "/ulasan", nilai="5", ulasan="Penjelasannya mudah diikuti."))

    def link_wallet(self):
        self.browser.post("/akun/rekening", on="/akun/rekening", mitra="linkaja", nomor=self.wallet)
        self.browser.post("/akun/rekening/kode", kode=self.browser.code())


class Office:
    """Two officers, signed in through the demo's page; their sessions outlast every restart."""

    def __init__(self, demo):
        base = demo.file["base_url"]
        self.drafter, self.approver = Visitor(base), Visitor(base)
        for browser, role in ((self.drafter, "operations"), (self.approver, "approver")):
            browser.post("/demo/petugas", on="/demo", petugas=demo.officer(role)["sign_in"])

    def accept_photos(self):
        page = self.drafter.get("/kantor/foto")
        while waiting := re.findall(r'href="(/kantor/foto/\d+)"', page):
            self.drafter.post(waiting[0] + "/terima", on=waiting[0])
            page = self.drafter.get("/kantor/foto")

    def move_clock(self, to):
        self.drafter.post("/demo/jam", on="/demo", ke=to)

    def act(self, browser, wave, act):
        page = f"/kantor/gelombang/{wave}"

        def press():
            if f'action="{page}/{act}"' not in browser.get(page):
                raise Refused(f"wave {wave} does not offer {act}")
            number = re.search(r"Ketik jumlahnya: ([\d.]+)", browser.page)
            browser.post(f"{page}/{act}", **({"jumlah": number.group(1)} if number else {}))
        patiently(press)

    def pay_out(self):
        """Drafts a batch of the requested payments and approves it; returns its id."""
        self.drafter.post("/kantor/penyaluran", on="/kantor/penyaluran")
        batch = int(re.search(r"/kantor/penyaluran/(\d+)", self.drafter.address).group(1))
        self.approve(batch)
        return batch

    def approve(self, batch):
        page = f"/kantor/penyaluran/{batch}"
        self.approver.get(page)
        total = self.approver.find(r"Ketik jumlahnya: ([\d.]+)")
        self.approver.post(page + "/persetujuan", jumlah=total)


def form(**fields):
    return urllib.parse.urlencode(fields).encode()


def live(demo, box, winners, joiners):
    """From the second wave, which `winners` join, to the day on which all their incentives are due."""
    office = Office(demo)
    for person in winners + joiners:
        person.apply()
    office.accept_photos()
    office.move_clock("2020-04-20T08:00:05+07:00")
    for person in winners:
        person.join(2)
    office.move_clock("2020-04-23T16:00:05+07:00")
    for act in ("undi", "keputusan", "tanda-tangan"):
        office.act(office.drafter, 2, act)
    office.act(office.approver, 2, "tanda-tangan")
    office.move_clock("2020-04-24T16:00:05+07:00")
    for person in winners:
        person.learn_card()
        person.train(demo.file["platform_url"], demo.file["institution_url"], box)
        person.link_wallet()
    office.move_clock("2020-06-14T09:00:00+07:00")
    for person in winners:
        patiently(lambda: offered(person.browser))
    return office


def offered(browser):
    """The form path of the next instalment that can be requested now."""
    browser.get("/insentif")
    return browser.find(r'action="(/insentif/\d+/permintaan)"')
