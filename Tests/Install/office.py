"""The officers of a new installation: set-up by link, invitations by two, and their work up to the announcement."""

import re
import time

from demo import totp
from letters import Letters
from people import patiently
from visitor import Refused, Visitor

PASSWORD = "kata sandi yang panjang"
REASON = "Sesuai surat tugas bagian kepegawaian"
# The codes of the step before and after the present one are accepted as well (RFC 6238, section 5.2).
STEP_SECONDS = 30
ON_THE_WAY_SECONDS = 10


class Officer(Visitor):
    """A browser of an officer, with the authenticator."""

    def __init__(self, base, number, address):
        super().__init__(base)
        self.number, self.address_of_office, self.used = number, address, 0

    def authenticator(self):
        """The oldest code that is still accepted and was not used."""
        while True:
            now = int(time.time() // STEP_SECONDS)
            # Not one that may be too old once it has arrived.
            step = max(self.used + 1, int((time.time() + ON_THE_WAY_SECONDS) // STEP_SECONDS) - 1)
            if step <= now + 1:
                self.used = step
                return totp(self.secret, step * STEP_SECONDS)
            time.sleep(0.5)

    def set_up(self, link):
        """Opens the link once, sets password and authenticator, and signs in."""
        path = "/" + link.split("/", 3)[3]
        self.post(path + "/mulai", on=path)
        self.secret = self.find(r'<p class="code">([A-Z2-7 ]+)</p>').replace(" ", "")
        # The simulated registry knows serial numbers from 100 on under the officer's name.
        nik = f"3273010101{80 + self.number:02d}{100 + self.number:04d}"
        self.post(path, sandi=PASSWORD, ulang=PASSWORD, kode=self.authenticator(), nik=nik)
        self.post("/kantor/masuk", on="/kantor/masuk", nama=self.address_of_office, sandi=PASSWORD,
                  kode=self.authenticator(), ke="")
        assert "/kantor/masuk" not in self.address, self.text()

    def await_confirmation(self):
        """The registry is asked by a job whether it knows the NIK under the officer's name."""
        patiently(self.confirmed)

    def confirmed(self):
        self.get("/kantor/akun-saya")
        if "Sudah dipastikan" not in self.text():
            raise Refused(f"not confirmed yet: {self.text()[:300]}")


class Office:
    """Two administrators from the command line, who invite the other officers."""

    ROLES = {
        "programme-manager": ["budi@kantor.example"], "wave-manager": ["ratna@kantor.example"],
        "partner-manager": ["murni@kantor.example"], "curator": ["tono@kantor.example"],
        "identity-reviewer": ["dian@kantor.example", "sari@kantor.example"],
        "payout-maker": ["wulan@kantor.example"], "payout-checker": ["joko@kantor.example"],
    }

    def __init__(self, place, administrators):
        self.place, self.administrators = place, administrators
        self.letters = Letters(place.mailbox)
        self.by_role = {}

    def open(self):
        """The administrators set themselves up; one proposes each officer, the other agrees."""
        numbers = iter(range(1, 20))
        admins = []
        for _, address, link in self.administrators:
            officer = Officer(self.place.base, next(numbers), address)
            officer.set_up(link)
            admins.append(officer)
        agus, fitri = admins
        for role, addresses in self.ROLES.items():
            for address in addresses:
                name = address.split("@")[0].title() + " Santoso"
                agus.post("/kantor/undang-petugas", on="/kantor/undang-petugas", nama=name, alamat=address,
                          alasan=REASON, **{f"peran-{role}": "ya"})
                request = "/kantor/usul-petugas/" + re.search(r"/kantor/usul-petugas/(\d+)", agus.address).group(1)
                fitri.post(request, on=request, alasan=REASON, putusan="setuju")
        for role, addresses in self.ROLES.items():
            for address in addresses:
                link = self.letters.find(address, r"(http\S*/kantor/siapkan/[^\s\"<>]+)")
                officer = Officer(self.place.base, next(numbers), address)
                officer.set_up(link)
                self.by_role.setdefault(role, []).append(officer)
        for officer in sum(self.by_role.values(), []):
            officer.await_confirmation()

    def the(self, role, place=0):
        return self.by_role[role][place]

    def activate(self, partner):
        """The invitation is a proposal; an officer of another duty agrees."""
        budi = self.the("programme-manager")
        budi.get(f"/kantor/mitra/{partner}")
        proposal = budi.find(r'href="(/kantor/usul-mitra/\d+)"')
        budi.post(f"{proposal}/setujui", on=proposal, alasan=REASON)

    def curate(self):
        for officer in (self.the("curator"), self.the("programme-manager")):
            officer.get("/kantor/pelatihan")
            page = officer.find(r'href="(/kantor/pelatihan/\d+)"')
            officer.get(page)
            checks = {box: "ya" for box in re.findall(r'name="(periksa-[a-z]+)"', officer.page)}
            officer.post(f"{page}/kurasi", versi=officer.hidden("versi"), putusan="terima",
                         **{"alasan-kurasi": "Dibandingkan dengan tiga pelatihan serupa"}, **checks)

    def judge_photos(self):
        """The first reviewer takes what waits; the second looks again at what was drawn for it."""
        dian, sari = self.the("identity-reviewer"), self.the("identity-reviewer", 1)
        patiently(lambda: self.judge_next(dian))
        while True:
            try:
                self.judge_next(dian)
            except Refused:
                break
        sari.get("/kantor/foto-kedua")

    def judge_next(self, officer):
        officer.get("/kantor/foto")
        photo = officer.find(r'href="(/kantor/foto/\d+)"')
        officer.post(photo + "/terima", on=photo)

    def decide(self, wave):
        """The wave is drawn, its decree is signed by two, and it is announced at its instant."""
        ratna, budi = self.the("wave-manager"), self.the("programme-manager")
        for officer, act in ((ratna, "undi"), (ratna, "keputusan"), (ratna, "tanda-tangan"), (budi, "tanda-tangan")):
            patiently(lambda: self.act(officer, wave, act))

    @staticmethod
    def act(officer, wave, act):
        page = f"/kantor/gelombang/{wave}"
        if f'action="{page}/{act}"' not in officer.get(page):
            raise Refused(f"wave {wave} does not offer {act}: {officer.text()[:300]}")
        number = re.search(r"Ketik jumlahnya: ([\d.]+)", officer.page)
        officer.post(f"{page}/{act}", **({"jumlah": number.group(1)} if number else {}))


