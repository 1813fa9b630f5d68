"use strict";
// A photo that is taken or chosen is made smaller, shown, and sent at once with its progress, again when the connection
// breaks. What the browser can read goes as JPEG, on white, whatever its size and kind was. Without this file the page
// has one field with a button, the whole photo is sent, and the server makes it smaller.

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
  const old = input.form.querySelector("img.preview");
  if (old) { URL.revokeObjectURL(old.src); old.remove(); }
  const image = document.createElement("img");
  image.className = "preview";
  image.alt = "";
  image.src = URL.createObjectURL(input.files[0]);
  input.form.append(image);
}

// In place of the field: a button for the camera and one for the gallery. An error leads to the first.
const ways = document.querySelector("template[data-photo-ways]");
if (ways) {
  const plain = ways.previousElementSibling;
  const field = plain.querySelector("input[type=file]");
  ways.content.querySelector("label").htmlFor = field.id;
  ways.content.querySelector("input[data-photo]").id = field.id;
  plain.replaceWith(ways.content);
}
const forms = Array.from(document.querySelectorAll("input[data-photo]"), (input) => input.form);
forms.forEach((form) => {
  form.classList.add("direct");
  const input = form.querySelector("input[data-photo]");
  input.addEventListener("change", async () => {
    // One photo at a time, from the camera or the gallery.
    if (!input.files.length || forms.some((other) => other.dataset.sent || other.dataset.shrinking)) return;
    form.dataset.shrinking = "yes";
    // What the browser cannot read is sent as it is: the server says what is wrong with it.
    try { await shrink(input); } catch {}
    delete form.dataset.shrinking;
    form.classList.add("chosen");
    form.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });
});
// Coming back to the page offers both ways again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  free();
  forms.forEach((form) => {
    form.reset();
    form.classList.remove("chosen");
    form.querySelectorAll("img.preview").forEach((image) => image.remove());
  });
});

function free() {
  forms.forEach((form) => {
    form.hidden = false;
    delete form.dataset.sent;
    form.querySelectorAll("progress").forEach((bar) => bar.remove());
  });
}

// Pauses before each further attempt, in milliseconds. A browser that is on line again tries at once.
const PAUSES = [2000, 5000, 10000, 20000, 40000];
// Answers of a proxy or server that has no room for the photo at the moment.
const LATER = [502, 503, 504];
const speaksEnglish = document.documentElement.lang === "en";

// Sends the form; a photo that arrives twice replaces itself. `note` is the sentence of app.js that it is being sent.
function send(form, note, bar, attempt = 0) {
  const request = new XMLHttpRequest();
  const fail = () => again(form, note, bar, attempt);
  request.open("POST", form.action);
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable || !event.total) return;
    const share = Math.floor(event.loaded / event.total * 100);
    bar.value = share;
    note.textContent = speaksEnglish ? `Sending… ${share} %` : `Mengirim… ${share} %`;
  });
  request.addEventListener("load", () => {
    if (LATER.includes(request.status) && attempt < PAUSES.length) { fail(); return; }
    if (request.status < 400) { location.assign(request.responseURL); return; }
    // Refused: the browser sends the form itself, to show the page that says why, with its own scripts.
    form.submit();
  });
  request.addEventListener("error", fail);
  request.send(new FormData(form));
}

function again(form, note, bar, attempt) {
  bar.removeAttribute("value");
  if (attempt >= PAUSES.length) {
    free();
    note.textContent = speaksEnglish
      ? "Not sent yet. Check your connection, then send again."
      : "Belum terkirim. Periksa sambungan Anda, lalu kirim lagi.";
    return;
  }
  note.textContent = speaksEnglish
    ? "The connection broke. We try again by ourselves; stay on this page."
    : "Sambungan terputus. Kami mencoba lagi sendiri; tetap di halaman ini.";
  const retry = () => {
    clearTimeout(timer);
    removeEventListener("online", retry);
    send(form, note, bar, attempt + 1);
  };
  const timer = setTimeout(retry, PAUSES[attempt]);
  addEventListener("online", retry);
}

// After app.js, which stops a second tap and writes the sentence.
document.addEventListener("submit", (event) => {
  const form = event.target;
  const note = form.querySelector("p.sending:last-child");
  if (event.defaultPrevented || !note || !form.querySelector("input[data-photo]")) return;
  event.preventDefault();
  form.querySelectorAll("p.sending").forEach((old) => { if (old !== note) old.remove(); });
  forms.forEach((other) => { other.hidden = other !== form; });
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", speaksEnglish ? "Sending the photo" : "Mengirim foto");
  note.before(bar);
  send(form, note, bar);
});
