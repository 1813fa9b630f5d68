"use strict";
// Shrinks a photo before it is sent and shows it. Without this file the whole photo is sent, and the server shrinks it.

const LONGEST = 2000;
const QUALITY = 0.85;

async function shrink(input) {
  const file = input.files[0];
  if (!file) return;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (small && small.size < file.size) {
    const files = new DataTransfer();
    files.items.add(new File([small], "foto.jpg", { type: "image/jpeg" }));
    input.files = files.files;
  }
  show(input);
}

function show(input) {
  const old = input.parentElement.querySelector("img.preview");
  if (old) { URL.revokeObjectURL(old.src); old.remove(); }
  const image = document.createElement("img");
  image.className = "preview";
  image.alt = "";
  image.src = URL.createObjectURL(input.files[0]);
  input.after(image);
}

document.querySelectorAll("input[data-photo]").forEach((input) => {
  // What the browser cannot read is sent as it is: the server says what is wrong with it.
  input.addEventListener("change", () => shrink(input).catch(() => {}));
});
