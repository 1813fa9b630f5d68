"use strict";
// Keys for the officer who judges photos, zoom and turn, and the next pair loaded beforehand: one key sends the verdict,
// and the next pair is shown as soon as it is stored. Without this file, buttons and links do the same.

const ZOOM = 2.5;
const STEP = 15;
// The next pair: its document, with pictures already decoded; null until it is there.
let ahead = null;

const section = () => document.querySelector(".judging");

async function load(path) {
  const answer = await fetch(path, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  await Promise.all(Array.from(page.querySelectorAll(".judging .view img"), async (image) => {
    const picture = await fetch(image.getAttribute("src"));
    if (!picture.ok) throw new Error(picture.status);
    // A document that is not shown loads no pictures: one of this page decodes them.
    const decoded = new Image();
    decoded.src = URL.createObjectURL(await picture.blob());
    await decoded.decode();
    image.src = decoded.src;
  }));
  return { path, page };
}

function show({ path, page }) {
  document.querySelectorAll(".view img").forEach((image) => {
    if (image.src.startsWith("blob:")) URL.revokeObjectURL(image.src);
  });
  document.querySelector("main").replaceWith(page.querySelector("main"));
  document.title = page.title;
  history.replaceState(null, "", path);
  begin();
  scrollTo(0, 0);
  section()?.querySelector("h1").focus({ preventScroll: true });
}

// The number of waiting pairs was counted before the verdict that is stored now: on the next pair's page, which was loaded
// beforehand, and beside the section's name.
function countDown() {
  [section()?.querySelector("[data-waiting]"),
    document.querySelector('.sections [aria-current="page"] [data-waiting]')].forEach((element) => {
    if (!element) return;
    const rest = Math.max(0, Number(element.dataset.waiting) - 1);
    element.dataset.waiting = rest;
    element.firstChild.data = rest.toLocaleString(document.documentElement.lang);
  });
}

function begin() {
  ahead = null;
  const here = section();
  if (!here) return;
  // Keys work, so the page may speak of them.
  here.classList.add("scripted");
  here.querySelectorAll(".tool, .full").forEach((tool) => { tool.hidden = tool.matches(".full"); });
  const next = here.dataset.next;
  if (!next) return;
  load(next).then((loaded) => { if (here === section()) ahead = loaded; }).catch(() => {});
}

async function send(event) {
  const form = event.target;
  // Without the next pair, for undoing and for all that is no verdict, the browser goes the ordinary way.
  if (!section()?.contains(form) || !form.closest(".verdicts, #minta") || form.hasAttribute("data-undo") || !ahead) return;
  event.preventDefault();
  const [here, next] = [section(), ahead];
  if (here.dataset.sending) return;
  here.dataset.sending = "yes";
  const button = event.submitter;
  const body = new URLSearchParams(new FormData(form, button));
  try {
    const answer = await fetch(button?.getAttribute("formaction") ?? form.action,
      { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect") {
      show(next);
      countDown();
      const judged = section()?.querySelector("[data-judged]");
      if (judged) judged.textContent = form.dataset.done;
      return;
    }
    // Refused: the answer is a page that says why.
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    show({ path: location.pathname, page });
  } catch {
    delete here.dataset.sending;
    delete form.dataset.sent;
    here.querySelector("[data-offline]").hidden = false;
  }
}

function zoom(figure, at) {
  const view = figure.querySelector(".view");
  const button = figure.querySelector('[data-tool="zoom"]');
  const on = view.toggleAttribute("data-zoom");
  button.setAttribute("aria-pressed", on);
  const image = view.firstElementChild;
  image.style.scale = on ? ZOOM : "";
  image.style.transformOrigin = on && at ? at : "";
}

function turn(figure) {
  const image = figure.querySelector("img");
  image.dataset.turn = (Number(image.dataset.turn ?? 0) + 90) % 360;
  image.style.rotate = image.dataset.turn + "deg";
}

function move(view, x, y) {
  const image = view.firstElementChild;
  const [left, top] = (image.style.transformOrigin || "50% 50%").split(" ").map(parseFloat);
  const within = (place) => Math.min(100, Math.max(0, place));
  image.style.transformOrigin = within(left + x) + "% " + within(top + y) + "%";
}

document.addEventListener("submit", send);
document.addEventListener("click", (event) => {
  const tool = event.target.closest(".tool");
  if (tool) {
    const figure = tool.closest("figure");
    if (tool.dataset.tool === "zoom") zoom(figure); else turn(figure);
    return;
  }
  const view = event.target.closest(".view");
  if (view) {
    const box = view.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    zoom(view.closest("figure"), x * 100 + "% " + y * 100 + "%");
    return;
  }
  if (event.target.closest("[data-skip]") && ahead && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    show(ahead);
  }
});
document.addEventListener("keydown", (event) => {
  // On the list of waiting pairs, where the last verdict leads, only the undo button has a key.
  const here = section() ?? document.querySelector("[data-undo]");
  if (!here || event.ctrlKey || event.metaKey || event.altKey || event.repeat && !event.key.startsWith("Arrow")) return;
  if (event.target.closest("input, select, textarea")) return;
  const arrow = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  const zoomed = here.querySelectorAll("[data-zoom]");
  if (arrow && zoomed.length) {
    event.preventDefault();
    zoomed.forEach((view) => move(view, ...arrow));
    return;
  }
  const key = event.key.toUpperCase();
  const target = Array.from(here.querySelectorAll("[aria-keyshortcuts]"))
    .find((element) => element.getAttribute("aria-keyshortcuts") === key);
  if (!target) return;
  event.preventDefault();
  target.click();
});
begin();
