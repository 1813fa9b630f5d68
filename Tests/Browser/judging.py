"""Judging photos in a real browser: counts the keys and the requests of one verdict, and the time to the next pair.

One key sends the verdict; the next pair, loaded beforehand, is shown once the verdict is stored. Then the pair after it
is loaded: one POST and one GET of a page per verdict, and its two pictures.
"""

import os
import sys
import time

from playwright.sync_api import sync_playwright

from demo import REPOSITORY, Demo

sys.path.append(str(REPOSITORY / "Tests/Crash"))

from people import Person  # noqa: E402

SCREENSHOTS = REPOSITORY / "screenshots" / "foto"
NEXT_PAIR_SECONDS = 0.3
PAIRS = 4


def enter(browser, demo, width, scripts=True, scheme="light"):
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, color_scheme=scheme, locale="id-ID")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(demo.file["base_url"] + "/demo")
    sign_in = demo.officer("operations")["sign_in"]
    page.locator(f'form:has(input[value="{sign_in}"]) button').first.click()
    page.goto(demo.file["base_url"] + "/kantor/foto")
    return page


def look(page, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
    page.screenshot(path=SCREENSHOTS / f"{name}.png")
    page.screenshot(path=SCREENSHOTS / f"{name}-lengkap.png", full_page=True)


def press(page, key):
    """Presses one key and waits for the next pair. Returns its requests and its seconds."""
    requests = []

    def note(response):
        if response.url.startswith("http"):
            requests.append((response.request.method, response.request.resource_type, response.url))

    page.wait_for_load_state("networkidle")
    before = page.url
    page.on("response", note)
    start = time.monotonic()
    page.keyboard.press(key)
    page.wait_for_url(lambda url: url != before, wait_until="commit")
    seconds = time.monotonic() - start
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    page.remove_listener("response", note)
    return requests, seconds


def waiting(page):
    """The number of waiting pairs, on the page and beside the section's name."""
    shown = page.locator(".judging [data-waiting]").inner_text()
    rail = page.locator('.sections [aria-current="page"] [data-waiting]').evaluate("e => e.firstChild.data")
    assert shown == rail, (shown, rail)
    return int(shown)


def judges_by_key(page):
    page.locator("main td a").first.click()
    look(page, "1280")
    page.keyboard.press("q")
    assert page.locator(".view[data-zoom]").count() == 1
    page.keyboard.press("a")
    assert page.locator('img[data-turn="90"]').count() == 1
    look(page, "1280-perbesar")
    for key in ["t", "7"]:
        before = waiting(page)
        requests, seconds = press(page, key)
        assert waiting(page) == before - 1, f"{before} waited before a verdict, {waiting(page)} after it"
        posts = [kind for method, kind, _ in requests if method == "POST"]
        pages = [kind for method, kind, _ in requests if method == "GET" and kind in ("document", "fetch")]
        print(f"key {key}: {len(posts)} POST, {len(pages)} GET (a page and its pictures), {seconds * 1000:.0f} ms")
        assert len(posts) == 1 and len(pages) <= 3, requests
        assert seconds < NEXT_PAIR_SECONDS, f"the next pair took {seconds:.3f} s"
    judged = page.url
    page.keyboard.press("z")
    page.wait_for_url(lambda url: url != judged)
    assert page.locator(".verdicts").count(), page.locator("main").inner_text()


def judges_without_scripts(page):
    page.locator("main td a").first.click()
    with page.expect_navigation():
        page.locator('form[action$="/terima"] button').click()
    assert not page.locator(".banner.wrong").count()


def main():
    binary = os.environ.get("PRAKERJA", str(REPOSITORY / ".build/debug/prakerja"))
    with Demo(binary) as demo, sync_playwright() as playwright:
        for number in range(PAIRS):
            Person(number + 60, demo.file["base_url"]).apply()
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
        page = enter(browser, demo, 1280)
        look(page, "daftar-1280")
        judges_by_key(page)
        for width, scheme in [(360, "light"), (360, "dark"), (1280, "dark")]:
            page = enter(browser, demo, width, scheme=scheme)
            page.locator("main td a").first.click()
            look(page, f"{width}-{scheme}")
            page.goto(demo.file["base_url"] + "/kantor/foto-kesepakatan")
            look(page, f"kesepakatan-{width}-{scheme}")
        judges_without_scripts(enter(browser, demo, 1280, scripts=False))
        browser.close()
    print("photos are judged with one key, one POST and one GET of a page")


if __name__ == "__main__":
    main()
