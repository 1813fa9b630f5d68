"""What each page weighs over the wire: compressed as the site compresses it, with every picture, nothing cached."""

import dataclasses
import re
import urllib.parse

PAGE_BYTES = 50_000
FIRST_PAINT_BYTES = 14_000

# What the browser loaded, by its own measurements, and the pictures that it will load when they come into view. A page
# and its pictures that a script fetches beforehand belong to the next page.
LOADED = """() => {
  const shown = new Set(Array.from(document.querySelectorAll("img, link[rel=icon]"))
    .map((picture) => picture.currentSrc || picture.src || picture.href)
    .filter((address) => address.startsWith("http")));
  const parts = performance.getEntriesByType("resource")
    .filter((part) => ["link", "script", "css"].includes(part.initiatorType) || shown.has(part.name))
    .map((part) => ({
      address: part.name, size: part.encodedBodySize, blocks: part.renderBlockingStatus === "blocking",
      isNew: part.transferSize > 0,
    }));
  const page = performance.getEntriesByType("navigation")[0];
  // Where a test has set the page's clock, there are no measurements.
  if (!page) return null;
  return { html: page.encodedBodySize, parts, shown: Array.from(shown) };
}"""

# The pages of a visitor without a session.
FIRST_PAGES = re.compile(r"^(/en)?/?(daftar(/kode|/berhasil)?|masuk)?$")
# The pages on the way from home to the incentive.
PERSONS_WAY = re.compile(r"^(/en)?/?($| \(|daftar|masuk|akun|pendaftaran|kartu|insentif|gelombang/#(/gabung|/saya)?$)")


@dataclasses.dataclass
class Weight:
    """Bytes of one page. `first_paint` is HTML and CSS that stop the first paint with nothing cached; `lacked` leaves out
    the CSS that this browser has from earlier pages."""

    kind: str
    html: int
    css: int = 0
    scripts: int = 0
    pictures: int = 0
    first_paint: int = 0
    lacked: int = 0

    def sum(self):
        return self.html + self.css + self.scripts + self.pictures

    def add(self, address, size):
        end = re.search(r"\.(css|js)$", address.split("?")[0])
        if end is None:
            self.pictures += size
        elif end.group(1) == "css":
            self.css += size
        else:
            self.scripts += size

    def check(self):
        assert self.sum() <= PAGE_BYTES, f"more than {PAGE_BYTES} bytes: {self}"
        if FIRST_PAGES.match(self.kind):
            self.lacked = self.first_paint
        if PERSONS_WAY.match(self.kind):
            assert self.lacked <= FIRST_PAINT_BYTES, f"more than {FIRST_PAINT_BYTES} bytes before the first paint: {self}"


class Scales:
    """Weighs the pages that one person opens, and keeps the heaviest of each kind: numbers in an address make no other
    kind."""

    def __init__(self, base_url):
        self.base_url = base_url
        self.sizes = {}
        self.heaviest = {}

    def weigh(self, page):
        """Weighs the page that is open, if it is the site's, and fails above a limit."""
        if not page.url.startswith(self.base_url + "/"):
            return
        path = urllib.parse.urlsplit(page.url).path
        loaded = page.evaluate(LOADED)
        if loaded is None:
            return
        html = loaded["html"]
        is_signed_in = any(cookie["name"] == "sesi" for cookie in page.context.cookies(self.base_url))
        name = f"{path} (signed in)" if path in ("/", "/en") and is_signed_in else kind(path)
        weight = Weight(name, html, first_paint=html, lacked=html)
        for part in loaded["parts"]:
            weight.add(part["address"], part["size"])
            weight.first_paint += part["size"] if part["blocks"] else 0
            weight.lacked += part["size"] if part["blocks"] and part["isNew"] else 0
        for address in set(loaded["shown"]) - {part["address"] for part in loaded["parts"]}:
            weight.add(address, self.size(page, address))
        weight.check()
        known = self.heaviest.get(weight.kind)
        if known is None or known.sum() < weight.sum():
            self.heaviest[weight.kind] = weight

    def size(self, page, address):
        """The bytes of a picture that the browser has not loaded yet."""
        if address not in self.sizes:
            self.sizes[address] = int(page.context.request.get(address).headers["content-length"])
        return self.sizes[address]


def kind(path):
    """The address without what differs between two pages of one kind."""
    path = re.sub(r"/aturan/[^/]+", "/aturan/#", path)
    path = re.sub(r"(/anggaran/akun|/dibanding)/[^/]+", r"\1/#", path)
    return re.sub(r"\d+", "#", re.sub(r"\d{4}-\d[a-z-]+\.", "", path))


def table(weights):
    """The pages' weights as rows of Markdown, by address."""
    rows = ["| page | HTML | CSS | scripts | pictures | sum | before the first paint |", "|---|--:|--:|--:|--:|--:|--:|"]
    for one in sorted(weights, key=lambda one: one.kind):
        numbers = [one.html, one.css, one.scripts, one.pictures, one.sum(), one.first_paint]
        rows.append(f"| `{one.kind}` | " + " | ".join(f"{number:,}" for number in numbers) + " |")
    return "\n".join(rows)
