"""Walks the journey once more and takes its pictures, at the width of a phone and of a desk, for docs/journey.

Afterwards it opens every kind of page that a person, the office and a partner can reach, and writes their weights into
docs/page-weights.md. Fails when a page of the story was not seen or is above a limit.
"""

import io
import os

from PIL import Image
from playwright.sync_api import sync_playwright

from demo import REPOSITORY, Demo
from editions import AS_PUBLISHED
from explorer import Explorer
from journey import MOST_LOADS, MOST_TAPS, live
from person import Officer, Person
from story import STORY, number
from weights import FIRST_PAINT_BYTES, PAGE_BYTES, table

JOURNEY = REPOSITORY / "docs/journey"
WEIGHTS = REPOSITORY / "docs/page-weights.md"
WIDTHS = [(360, 640), (1280, 800)]
MOST_BYTES = 6_000_000
# Of longer pages the pictures have this many pixels from the top.
MOST_HEIGHT = 3_200
# Pages are flat colours; the edges of letters and the photos need most of these.
COLOURS = 64


class Drawn:
    """Takes the pictures of the story, each once, and no others."""

    def look(self, name):
        place = number(name)
        if place is None or self.picture(place, name, 360).exists():
            return
        before = self.page.viewport_size
        for width, height in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.wait_for_load_state("networkidle")
            assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} at {width}"
            # In a window of the page's height, a bar at the window's edge covers nothing in the middle of the picture.
            tall = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({"width": width, "height": min(tall, MOST_HEIGHT)})
            save(self.page.screenshot(animations="disabled"), self.picture(place, name, width))
        self.page.set_viewport_size(before)

    def picture(self, place, name, width):
        return self.pictures / f"{place:02d}-{name}-{width}.png"


class DrawnPerson(Drawn, Person):
    pass


class DrawnOfficer(Drawn, Officer):
    pass


class Follower(Explorer):
    """Opens the pages, which weighs them; `journey.py` looks at what is on them."""

    def look_at(self, person, path, language):
        pass


def save(data, path):
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def partner_enters(partner, person):
    partner.open("/demo")
    form = partner.page.locator(f'form:has(input[value="{person["sign_in"]}"])').first
    with partner.page.expect_navigation():
        form.locator("button").first.click()
    partner.open("/mitra/meja", "meja-mitra")
    fits(partner.page)


def fits(page):
    """The desk has more places than other headers: none of them breaks into two lines, and the page does not scroll."""
    before = page.viewport_size
    for width in (800, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"the desk at {width}"
        tall = page.evaluate("Math.max(...[...document.querySelectorAll('header nav li a')].map(a => a.offsetHeight))")
        assert tall <= 48, f"a place of the desk's header is {tall} pixels high at {width}"
    page.set_viewport_size(before)


def walk(browser, demo):
    """The weights of all pages that were opened on the way and by the links from it."""
    dewi = DrawnPerson(browser, demo, JOURNEY, scripts=True, errs=False)
    ratna, hendra = (DrawnOfficer(browser, demo, JOURNEY, scripts=True, errs=False) for _ in range(2))
    partner = DrawnPerson(browser, demo, JOURNEY, scripts=True, errs=False)
    explorer = Follower(AS_PUBLISHED, checks_access=False)
    explorer.follow(partner, ["/"], "id")
    live(dewi, ratna, hendra, AS_PUBLISHED, explorer)
    ratna.open("/kantor/anggaran", "kantor-anggaran")
    partner_enters(partner, demo.file["partner_people"][0])
    explorer.follow(dewi, ["/", "/akun", "/kartu", "/insentif", "/pendaftaran"], "id")
    explorer.follow(ratna, ["/kantor"], "id")
    explorer.follow(partner, ["/mitra", "/mitra/meja"], "id")
    heaviest = {}
    for weight in [weight for one in (dewi, ratna, hendra, partner) for weight in one.scales.heaviest.values()]:
        if weight.kind not in heaviest or heaviest[weight.kind].sum() < weight.sum():
            heaviest[weight.kind] = weight
    return heaviest


def write_story():
    """The pictures in their order, each with its sentence, both widths side by side."""
    text = f"""# The whole way in pictures

What a person, the office and a partner see, in the order in which it happens, on a phone (360 pixels wide) and on a desk \
(1280). `make journey` walks the way in a demo with a browser and writes this page, its pictures and \
[page-weights.md](../page-weights.md). The programme's clock begins on 17 April 2020 at 16.00 WIB; codes, numbers and \
minutes differ each time. Of a page longer than {MOST_HEIGHT:,} pixels the picture has the upper part.

From home until she has joined, Dewi needs at most {MOST_TAPS} taps and {MOST_LOADS} page loads, without the test: \
`Tests/Browser/journey.py` counts them in `make test` by what she taps on the pages. A field, a list, a box, a button and \
a link are one tap each; the phone's own keyboard, list of choices and camera are none. Fields that may stay empty are not \
counted.
"""
    for place, (actor, name, sentence) in enumerate(STORY, 1):
        phone, desk = (f"{place:02d}-{name}-{width}.png" for width, _ in WIDTHS)
        text += f"""
## {place}. {name}

{actor[0].upper() + actor[1:]}: {sentence}

| 360 | 1280 |
|---|---|
| ![{name} on a phone]({phone}) | ![{name} on a desk]({desk}) |
"""
    (JOURNEY / "README.md").write_text(text)


def write_weights(weights):
    late = sum(1 for weight in weights if weight.first_paint > FIRST_PAINT_BYTES)
    WEIGHTS.write_text(f"""# What each page weighs

Bytes over the wire at 360 pixels, compressed, with nothing cached and every picture on the page, also those that load \
later. Numbers in an address are `#`; of each kind the heaviest page that was opened counts. `make journey` writes this \
table. `make test` fails when a page has more than {PAGE_BYTES:,} bytes. It fails, too, when home or a page of signing up \
or in has more than {FIRST_PAINT_BYTES:,} bytes of HTML and CSS before its first paint, and when a later page of a person's \
way has, without the CSS that the browser has from the pages before it.

The last column is HTML and CSS for a browser that has nothing. {late} of {len(weights)} kinds of pages are above \
{FIRST_PAINT_BYTES:,} there.

{table(weights)}
""")


def main():
    binary = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
    JOURNEY.mkdir(parents=True, exist_ok=True)
    for old in JOURNEY.glob("*.png"):
        old.unlink()
    with AS_PUBLISHED.file() as edition, Demo(binary, edition) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        weights = walk(browser, demo)
        browser.close()
    taken = {picture.name for picture in JOURNEY.glob("*.png")}
    missing = [name for _, name, _ in STORY if not any(f"-{name}-360" in picture for picture in taken)]
    assert not missing, f"no page of the way gave the pictures {missing}"
    write_story()
    write_weights(list(weights.values()))
    size = sum(picture.stat().st_size for picture in JOURNEY.glob("*.png"))
    assert size <= MOST_BYTES, f"the pictures have {size} bytes"
    print(f"{len(taken)} pictures, {size:,} bytes; {len(weights)} kinds of pages weighed")


if __name__ == "__main__":
    main()
