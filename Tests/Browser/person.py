"""People at a browser: the pages they open, fill in and submit, with checks of every page."""

import re
import time

from demo import totp

PATIENCE_SECONDS = 40
PAGE_BYTES = 50_000


class Person:
    """A person with a browser of their own, and the screenshots of its pages."""

    def __init__(self, browser, demo, pictures, scripts, width=360, height=640):
        self.demo = demo
        self.scripts = scripts
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="id-ID")
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.pictures = pictures
        self.weights = []
        self.page.on("response", self.weigh)

    def weigh(self, response):
        if response.request.resource_type in ("document", "stylesheet", "script"):
            length = response.headers.get("content-length")
            self.weights.append((response.request.resource_type, response.url, int(length or 0)))

    def open(self, path, picture=None, refused=False):
        url = path if path.startswith("http") else self.demo.file["base_url"] + path
        self.weights = []
        answer = self.page.goto(url)
        fits = answer.status == 403 if refused else answer.status < 400
        assert fits, f"{path} answered {answer.status}: {self.text()}"
        total = sum(weight for _, _, weight in self.weights)
        assert total <= PAGE_BYTES, f"{path} weighs {total} bytes: {self.weights}"
        self.look(picture)

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
            self.page.locator(f'[name="{name.replace("_", "-")}"]').first.fill(value)

    def choose(self, name, value):
        field = self.page.locator(f'select[name="{name}"]')
        if field.count():
            field.select_option(value)
        else:
            self.page.locator(f'input[name="{name}"][value="{value}"]').check()

    def send(self, action, picture=None):
        """Presses the button of the form that posts to `action`, and waits for the page that follows."""
        form = self.page.locator(f'form[action="{action}"]').first
        with self.page.expect_navigation():
            form.locator('button[type="submit"], button').first.click()
        assert not self.page.locator(".banner.wrong").count(), f"{action} came back: {self.text()}"
        self.look(picture)

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
