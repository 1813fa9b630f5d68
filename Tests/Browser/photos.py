"""The scripts of the photo page in a real browser: conversion to JPEG, truncated files and double taps."""

import base64
import time

from person import PATIENCE_SECONDS

# An image as a messenger saves it: WebP with a transparent edge, encoded by the browser's canvas.
SEE_THROUGH = """() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#345";
  for (let row = 40; row < 440; row += 20) paper.fillRect(60 + row / 4, row, 400, 9);
  return canvas.toDataURL("image/webp", 0.7).split(",")[1];
}"""

# The photo that the page's script would send: its type, its size, and the colour of its upper left corner.
SENT = """async () => {
  const file = window.sent[0];
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const paper = canvas.getContext("2d");
  paper.drawImage(picture, 0, 0);
  return { type: file.type, size: file.size, corner: Array.from(paper.getImageData(3, 3, 1, 1).data) };
}"""

# Records what the page's own script sends, and never answers it.
HOLD = """(kind) => {
  window.sent = [];
  XMLHttpRequest.prototype.send = (body) => window.sent.push(body.get(kind));
}"""

LONG_UPLOAD_MILLISECONDS = 60_000


def check_photos(person, photo):
    """Expects that no photo was sent yet, and leaves none behind. `photo` is the path of a JPEG of a card."""
    says_no_to_a_photo_that_was_cut_off(person, photo)
    turns_other_kinds_into_jpeg(person)
    sends_once(person, photo)


def send_photo(person, kind, file):
    """Takes the photo on its screen: with scripts it is sent at once, without them by the form's button."""
    field = person.page.locator(f"input#{kind}")
    person.touch()
    if person.scripts:
        with person.page.expect_navigation():
            field.set_input_files(file)
    else:
        field.set_input_files(file)
        form = person.page.locator(f"form:has(input#{kind})")
        with person.page.expect_navigation():
            person.tap(form.locator('button[type="submit"]'))
    person.page.wait_for_load_state()
    person.scales.weigh(person.page)
    assert not person.page.locator(".banner.wrong").count(), f"{kind} came back: {person.text()}"


def choose(person, kind, name, data):
    field = person.page.locator(f"input#{kind}")
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})


def says_no_to_a_photo_that_was_cut_off(person, photo):
    """A browser displays a truncated photo, so only the server, with the whole file, can refuse it."""
    data = photo.read_bytes()
    person.open("/pendaftaran/foto/ktp")
    with person.page.expect_navigation():
        choose(person, "ktp", "ktp.jpg", data[: len(data) * 6 // 10] + b"\xff\xd9")
    person.page.wait_for_load_state()
    assert "rusak atau terpotong" in person.text(), person.text()


def turns_other_kinds_into_jpeg(person):
    person.open("/pendaftaran/foto/swafoto")
    data = base64.b64decode(person.page.evaluate(SEE_THROUGH))
    person.page.evaluate(HOLD, "swafoto")
    choose(person, "swafoto-galeri", "swafoto.webp", data)
    end = time.monotonic() + PATIENCE_SECONDS
    # The pages' policy forbids `eval`, by which the library would ask a second time within the page.
    while not person.page.evaluate("window.sent.length"):
        assert time.monotonic() < end, "no photo was sent"
        person.page.wait_for_timeout(100)
    sent = person.page.evaluate(SENT)
    assert sent["type"] == "image/jpeg", sent
    assert min(sent["corner"][:3]) > 240, f"a transparent corner became {sent['corner']}"


def sends_once(person, photo):
    """A photo chosen again, a minute into a slow upload, does not start it again."""
    person.page.clock.install()
    person.open("/pendaftaran/foto/ktp")
    person.page.evaluate(HOLD, "ktp")
    choose(person, "ktp", "ktp.jpg", photo.read_bytes())
    person.page.locator("p.sending").wait_for()
    assert person.page.locator("progress").count() == 1, "no bar shows how far the photo is"
    person.page.clock.fast_forward(LONG_UPLOAD_MILLISECONDS)
    choose(person, "ktp", "ktp-2.jpg", photo.read_bytes())
    person.page.evaluate("document.querySelector('form:has(#ktp)').requestSubmit()")
    sizes = person.page.evaluate("window.sent.map((file) => file.size)")
    assert len(sizes) == 1 and sizes[0] > 1_000, f"two photos were sent: {sizes}"
    person.page.clock.resume()
