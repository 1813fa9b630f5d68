"""People at a browser: the pages they open, fill in and submit, with checks of every page."""

import contextlib
import re
import time
import urllib.parse

from demo import totp
from weights import Scales

PATIENCE_SECONDS = 40


class Person:
    """A person with a browser of their own, the screenshots of its pages, and what was tapped and loaded. A field, a
    list, a box, a button and a link are one tap each; what the phone shows of its own, such as its keyboard, its list of
    choices and its camera, is none. `errs` when they also do what the site refuses."""

    def __init__(self, browser, demo, pictures, scripts, width=360, height=640, errs=True):
        self.demo = demo
        self.scripts = scripts
        self.errs = errs
        self.goes_back = False
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="id-ID")
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.pictures = pictures
        self.scales = Scales(demo.file["base_url"])
        self.taps = self.loads = 0
        self.acted = False
        self.page.on("response", self.count)

    def count(self, response):
        """Counts what an act of the person loads; a page that loads itself again is none."""
        if self.acted and response.request.is_navigation_request() and not 300 <= response.status < 400:
            self.loads += 1
            self.acted = False

    def touch(self):
        self.taps += 1
        self.acted = True

    @contextlib.contextmanager
    def apart(self):
        """What happens within is not counted."""
        before = self.taps, self.loads
        yield
        self.taps, self.loads = before

    def open(self, path, picture=None, refused=False):
        """Follows an address from outside the page, which is no tap on it."""
        url = path if path.startswith("http") else self.demo.file["base_url"] + path
        self.acted = True
        answer = self.page.goto(url)
        fits = answer.status == 403 if refused else answer.status < 400
        assert fits, f"{path} answered {answer.status}: {self.text()}"
        self.scales.weigh(self.page)
        self.look(picture)

    def go(self, path, picture=None):
        """Comes to a page as a person does: stays where the last form led, or taps a link to it."""
        if urllib.parse.urlsplit(self.page.url).path != path:
            link = self.page.locator(f'a[href="{path}"]:visible')
            assert link.count(), f"{self.page.url} has no link to {path}: {self.text()}"
            with self.page.expect_navigation():
                self.tap(link.first)
            self.scales.weigh(self.page)
        self.look(picture)

    def tap(self, element):
        self.touch()
        element.click()

    def look(self, name):
        """Saves a screenshot, and fails on a page that scrolls sideways."""
        if name is None:
            return
        wide = self.page.locator("html").bounding_box()["width"]
        assert wide <= self.page.viewport_size["width"], f"{name} is {wide} pixels wide"
        self.pictures.mkdir(parents=True, exist_ok=True)
        number = len(list(self.pictures.glob("*.png"))) + 1
        self.page.screenshot(path=self.pictures / f"{number:02d}-{name}.png", full_page=True)

    def text(self):
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    def fill(self, **fields):
        for name, value in fields.items():
            self.touch()
            self.page.locator(f'[name="{name.replace("_", "-")}"]').first.fill(value)

    def choose(self, name, value):
        field = self.page.locator(f'select[name="{name}"]')
        if field.count():
            self.touch()
            field.select_option(value)
        else:
            self.check(self.page.locator(f'input[name="{name}"][value="{value}"]'))

    def check(self, box):
        if not box.is_checked():
            self.touch()
            box.check()

    def send(self, action, picture=None):
        """Presses the button of the form that posts to `action`, and waits for the page that follows."""
        form = self.page.locator(f'form[action="{action}"]').first
        with self.page.expect_navigation():
            self.tap(form.locator('button[type="submit"], button').first)
        assert not self.page.locator(".banner.wrong").count(), f"{action} came back: {self.text()}"
        self.scales.weigh(self.page)
        self.look(picture)
        if self.goes_back:
            self.back()

    def back(self):
        """Goes back to the page before and forth again: neither may ask to send a form once more, nor be an error."""
        with self.apart():
            here = self.page.url
            for step in (self.page.go_back, self.page.go_forward):
                answer = step()
                assert answer is None or answer.status < 400, f"{self.page.url} answered {answer.status} on the way back"
                assert self.page.url.startswith("http"), f"the way back from {here} led to {self.page.url}"
            assert self.page.url == here, f"forth again from the page before {here} led to {self.page.url}"

    def patiently(self, path, sentence):
        """Reloads the page until it matches `sentence`, a regular expression; fails after PATIENCE_SECONDS."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.page.goto(self.demo.file["base_url"] + path)
            if re.search(sentence, self.text()):
                return
            time.sleep(0.5)
        raise AssertionError(f"{path} never said “{sentence}”; it says: {self.text()}")

    def move_clock(self, to):
        self.open("/demo")
        for part, number in zip(("year", "month", "day"), to.split("-")):
            self.page.locator(f'input[name="tanggal-{part}"]').fill(number)
        self.page.locator('form:has(input[name="tanggal-day"]) button').click()
        self.page.wait_for_load_state()


class Officer(Person):
    def sign_in(self, officer, picture=None):
        self.open("/kantor/masuk", picture)
        self.fill(nama=officer["sign_in"], sandi=officer["password"], kode=totp(officer["totp_secret"]))
        self.send("/kantor/masuk")

    def accept_photos(self, picture):
        while True:
            self.open("/kantor/foto")
            waiting = self.page.locator('a[href^="/kantor/foto/"]')
            if not waiting.count():
                return
            waiting.first.click()
            self.look(picture)
            form = self.page.locator('form[action$="/terima"]')
            with self.page.expect_navigation():
                form.locator("button").click()

    def act(self, wave, act, picture=None):
        path = f"/kantor/gelombang/{wave}"
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.open(path)
            if self.page.locator(f'form[action="{path}/{act}"]').count():
                break
            assert time.monotonic() < deadline, f"wave {wave} never offered {act}: {self.text()}"
            time.sleep(0.5)
        number = self.page.locator(f'form[action="{path}/{act}"] input[name="jumlah"]')
        if number.count():
            label = self.page.locator(f'form[action="{path}/{act}"] label[for="jumlah"]')
            number.fill(label.inner_text().split(": ")[1].strip())
        self.send(f"{path}/{act}", picture)
