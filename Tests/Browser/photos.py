"""The scripts of the photo page in a real browser: conversion to JPEG, truncated files and double taps."""

import base64

# An image as a messenger saves it: WebP with a transparent edge, encoded by the browser's canvas.
SEE_THROUGH = """() => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [640, 480];
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#345";
  for (let row = 40; row < 440; row += 20) paper.fillRect(60 + row / 4, row, 400, 9);
  return canvas.toDataURL("image/webp", 0.7).split(",")[1];
}"""

# The file that the form would send: its type, its size, and the colour of its upper left corner.
CHOSEN = """async (kind) => {
  const file = document.querySelector(`input[name="${kind}"]`).files[0];
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const paper = canvas.getContext("2d");
  paper.drawImage(picture, 0, 0);
  return { type: file.type, size: file.size, corner: Array.from(paper.getImageData(3, 3, 1, 1).data) };
}"""

LONG_UPLOAD_MILLISECONDS = 60_000


def check_photos(person, photo):
    """Expects that no photo was sent yet, and leaves none behind. `photo` is the path of a JPEG of a card."""
    says_no_to_a_photo_that_was_cut_off(person, photo)
    turns_other_kinds_into_jpeg(person)
    sends_once(person, photo)


def choose(person, kind, name, data):
    field = person.page.locator(f'input[type="file"][name="{kind}"]')
    field.set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": data})
    # The page shows the preview once the file is ready to be sent.
    person.page.locator(f'input[name="{kind}"] + img.preview').wait_for()


def says_no_to_a_photo_that_was_cut_off(person, photo):
    """A browser displays a truncated photo, so only the server, with the whole file, can refuse it."""
    data = photo.read_bytes()
    person.open("/pendaftaran/foto")
    choose(person, "ktp", "ktp.jpg", data[: len(data) * 6 // 10] + b"\xff\xd9")
    with person.page.expect_navigation():
        person.page.locator('form[action="/pendaftaran/foto/ktp"] button').click()
    assert "rusak atau terpotong" in person.text(), person.text()


def turns_other_kinds_into_jpeg(person):
    person.open("/pendaftaran/foto")
    data = base64.b64decode(person.page.evaluate(SEE_THROUGH))
    choose(person, "swafoto", "swafoto.webp", data)
    chosen = person.page.evaluate(CHOSEN, "swafoto")
    assert chosen["type"] == "image/jpeg", chosen
    assert min(chosen["corner"][:3]) > 240, f"a transparent corner became {chosen['corner']}"


def sends_once(person, photo):
    """A second tap, a minute into a slow upload, does not start it again."""
    person.page.clock.install()
    person.open("/pendaftaran/foto")
    choose(person, "ktp", "ktp.jpg", photo.read_bytes())
    # Records what the page's own script sends, and never answers it.
    person.page.evaluate(
        """() => {
          window.sent = [];
          XMLHttpRequest.prototype.send = (body) => window.sent.push(body.get("ktp").size);
        }""")
    button = person.page.locator('form[action="/pendaftaran/foto/ktp"] button')
    button.click()
    person.page.locator("p.sending").wait_for()
    person.page.clock.fast_forward(LONG_UPLOAD_MILLISECONDS)
    button.click()
    sent = person.page.evaluate("window.sent")
    assert len(sent) == 1 and sent[0] > 1_000, f"two taps sent {sent}"
    person.page.clock.resume()
