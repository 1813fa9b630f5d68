"""Follows every link a person can reach, in the languages asked for, and checks each page.

A page must answer, weigh at most 50 kB with its pictures (`weights.PAGE_BYTES`), not scroll sideways, be in one language, show no markup
as text and no amount of the other edition, have one filled button in a form or section and no two rows with links of
one name, and (where scripts run) pass axe's accessibility rules.
"""

import importlib.resources
import json
import re
import urllib.request

from editions import rupiah

MOST_PAGES = 240
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Downloads, the demo's own pages, and previews, which have a test of their own.
LEFT_OUT = re.compile(r"^/(demo|pratinjau|bahasa|keluar)\b|\.(json|csv|txt|prakerja|yaml|bin|py|sh|php|go|java|mjs)$|/kredensial$")

# Faults of a page's form: buttons filled in one form or section, counted where they are seen, and links of one name
# that lead to several pages from rows which read the same, so that nothing tells them apart.
SHAPE = """() => {
  const faults = [];
  const seen = (element) => element.getClientRects().length > 0;
  for (const part of document.querySelectorAll("main form, main section")) {
    const filled = Array.from(part.querySelectorAll(".button:not(.secondary, .danger, .gold, .ghost)"))
      .filter((button) => seen(button) && button.closest("form, section") === part);
    if (filled.length > 1) faults.push("fills several buttons: " + filled.map((button) => button.innerText).join(", "));
  }
  const names = new Map();
  for (const link of document.querySelectorAll("main tbody a[href]")) {
    const plain = (element) => element.textContent.replace(/\\s+/g, " ").trim();
    const name = plain(link);
    const place = name + "\\n" + plain(link.closest("tr"));
    const path = link.getAttribute("href");
    if (names.has(place) && names.get(place) !== path) faults.push("has links “" + name + "” to several pages in equal rows");
    names.set(place, path);
  }
  return Array.from(new Set(faults));
}"""


# The line below a long text field: its limit, which the script turns into a count of what was typed.
LIMITS = {"id": r"Paling banyak \d{1,3}(\.\d{3})* huruf\.", "en": r"\d{1,3}(,\d{3})* characters at most\."}
COUNTS = {
    "id": r"\d{1,3}(\.\d{3})* dari \d{1,3}(\.\d{3})* huruf", "en": r"\d{1,3}(,\d{3})* of \d{1,3}(,\d{3})* characters",
}


def with_full_stops(text):
    """Sums of English pages as Indonesian ones write them."""
    return re.sub(r"Rp\d{1,3}(?:,\d{3})+", lambda sum: sum.group(0).replace(",", "."), text)


class Explorer:
    """Visits the pages; saves a screenshot of every English page in `pictures`, where that is given."""

    def __init__(self, terms, checks_access, pictures=None, languages=("id", "en")):
        self.terms = terms
        self.languages = languages
        self.pictures = pictures
        self.pages = 0
        self.told = set()
        self.seen = set()
        self.faults = []
        self.axe = None
        if checks_access:
            self.axe = (importlib.resources.files("axe_playwright_python") / "axe.min.js").read_text()

    def visit(self, person, starts):
        for language in self.languages:
            person.open(f"/bahasa/{language}")
            self.follow(person, starts, language)
        person.open("/bahasa/id")

    def follow(self, person, starts, language):
        waiting, seen, shapes, visited = list(starts), set(starts), {}, 0
        while waiting:
            path = waiting.pop(0)
            # Pages of one kind look alike, so three of each are enough.
            shape = re.sub(r"\d+", "#", path.split("?")[0])
            shapes[shape] = shapes.get(shape, 0) + 1
            if shapes[shape] > 3:
                continue
            visited += 1
            assert visited < MOST_PAGES, f"more than {MOST_PAGES} kinds of pages can be reached from {starts}"
            # A participant's page answers an officer with 403.
            participants = path.endswith("/gabung") or path.startswith(("/akun", "/kartu", "/insentif", "/pendaftaran"))
            person.open(path, refused=starts == ["/kantor"] and participants)
            self.pages += 1
            self.look_at(person, path, language, is_first=shapes[shape] == 1)
            # One call for all links: a page has fifty, and each call of its own takes milliseconds.
            links = person.page.locator("a[href^='/']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
            for target in (link.split("#")[0] for link in links):
                if target and target not in seen and not LEFT_OUT.search(target):
                    seen.add(target)
                    waiting.append(target)

    def look_at(self, person, path, language, is_first):
        page = person.page
        text = page.locator("html").inner_text()
        self.check_words(path, with_full_stops(text) if language == "en" else text)
        markup = re.search(r"</?(small|p|strong|code|a|span|li|div|td|ul|ol)\b[^>]*>|&(lt|gt|amp|quot|#\d+);", text)
        if markup:
            self.faults.append(f"{path} ({language}) shows markup: {markup.group(0)}")
        spoken = page.locator("html").get_attribute("lang")
        if spoken != language:
            self.faults.append(f"{path} is in {spoken}, not {language}")
        counters = page.locator("textarea + p.most").evaluate_all("all => all.map(one => one.textContent.trim())")
        wording = (COUNTS if person.scripts else LIMITS)[language]
        self.faults += [
            f"{path} ({language}) counts: {words}" for words in counters if not re.fullmatch(wording, words)]
        self.faults += [f"{path} ({language}) {fault}" for fault in page.evaluate(SHAPE)]
        wide = page.locator("html").bounding_box()["width"]
        if wide > page.viewport_size["width"]:
            self.faults.append(f"{path} ({language}) is {wide} pixels wide")
        # The rules look at the markup, which is the same in both languages.
        if self.axe and (language == "id" or path not in self.seen):
            self.seen.add(path)
            self.check_access(page, path, language, checks_dark=language == "id" and is_first)
        if self.pictures and language == "en":
            name = re.sub(r"[^a-z]+", "-", path.lower()).strip("-") or "home"
            page.screenshot(path=self.pictures / f"{self.pages:03d}-{name}.png", full_page=True)

    def check_words(self, where, text):
        # Balances of the ledger are sums, which may equal an amount of the other edition.
        for sum in [] if where.startswith("/kantor/anggaran") else self.terms.forbidden:
            if re.search(re.escape(sum) + r"(?![.,]?\d)", text):
                self.faults.append(f"{where} shows {sum}, which belongs to the other edition")
        self.told |= {word for word in self.terms.words() if word in text}

    def check_access(self, page, path, language, checks_dark):
        page.evaluate(self.axe)
        self.note(path, page.evaluate(
            "rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", AXE_RULES))
        # Colours do not depend on the language, and are the same on all pages of one kind.
        if not checks_dark:
            return
        # The dark theme differs in colours only. Motion is off, so that no colour is measured in the middle of a
        # transition.
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        self.note(f"{path} (dark)", page.evaluate(
            "() => axe.run({runOnly: {type: 'rule', values: ['color-contrast']}, resultTypes: ['violations']})"))
        page.emulate_media(color_scheme="light")

    def note(self, where, found):
        for violation in found["violations"]:
            nodes = [node["html"][:140] for node in violation["nodes"][:3]]
            self.faults.append(f"{where}: {violation['id']}: {violation['help']}: {nodes}")

    def read(self, demo):
        """Checks every e-mail and text message, and the payments submitted to the bank and the wallets."""
        for letter in demo.letters():
            self.check_words(f"the message “{letter['subject'] or letter['text'][:40]}”", letter["text"])
        with urllib.request.urlopen(f"http://127.0.0.1:{demo.port + 15}/_books", timeout=10) as answer:
            books = json.load(answer)
        text = json.dumps(books)
        for amount in self.terms.paid:
            if not re.search(rf"\b{amount}\b", text):
                self.faults.append(f"no payment of {rupiah(amount)}: {text[:600]}")
        missing = set(self.terms.words()) - self.told
        if missing:
            self.faults.append(f"no page and no message shows {sorted(missing)}")
        assert not self.faults, "\n".join(self.faults)

    def summary(self):
        return f"{self.pages} pages explored" + (" with axe" if self.axe else "")
