"use strict";
// Shrinks a photo before it is sent and shows it. What the browser can read goes as JPEG, on white, whatever its size and
// kind was. Without this file the whole photo is sent, and the server shrinks it.

const LONGEST = 2000;
const QUALITY = 0.85;
// What a photo that was cut off has at its lower edge: rows of one colour, where the decoder had nothing left to read.
const LAST_ROWS = 8;
const SAME = 2;
// The mark of the end; phones put films and notes behind it.
const JPEG_END = [0xff, 0xd9];

async function shrink(input) {
  const file = input.files[0];
  if (!file) return;
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const paper = canvas.getContext("2d");
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // A browser shows what is there of a damaged photo. The server reads the file itself and says what is wrong with it.
  if (await breaksOff(file, paper, canvas)) { show(input); return; }
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (small) {
    const files = new DataTransfer();
    files.items.add(new File([small], "foto.jpg", { type: "image/jpeg" }));
    input.files = files.files;
  }
  show(input);
}

async function breaksOff(file, paper, canvas) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Of other kinds a browser shows the whole picture or none.
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return false;
  const end = bytes.findLastIndex((byte, place) => byte === JPEG_END[0] && bytes[place + 1] === JPEG_END[1]);
  if (end < 0) return true;
  const rows = Math.min(LAST_ROWS, canvas.height);
  // Turned photos break off at another edge.
  const edges = [
    [0, canvas.height - rows, canvas.width, rows], [0, 0, canvas.width, rows],
    [canvas.width - rows, 0, rows, canvas.height], [0, 0, rows, canvas.height],
  ];
  return edges.some((edge) => isOneColour(paper.getImageData(...edge).data));
}

function isOneColour(pixels) {
  for (let place = 4; place < pixels.length; place++) {
    if (Math.abs(pixels[place] - pixels[place % 4]) > SAME) return false;
  }
  return true;
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
