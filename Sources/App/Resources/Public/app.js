"use strict";
// Everything works without this file. It counts down, and keeps a second tap from sending a form twice.

// The page says what time it was for the server when it was made, so a wrong clock in the phone changes nothing.
const begun = performance.now();
const english = document.documentElement.lang === "en";
const units = english ? ["days", "hours", "minutes", "seconds"] : ["hari", "jam", "menit", "detik"];

function countdown(element) {
  const left = Date.parse(element.dateTime) - Date.parse(element.dataset.now);
  const date = element.textContent;
  const show = () => {
    const seconds = Math.floor((left - (performance.now() - begun)) / 1000);
    if (seconds <= 0) { element.textContent = date; return; }
    const parts = [Math.floor(seconds / 86400), Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60];
    const first = parts.findIndex((part) => part > 0);
    const named = (part, unit) => part + " " + (english && part === 1 ? unit.slice(0, -1) : unit);
    const text = parts.slice(first, first + 2).map((part, index) => part && named(part, units[first + index]))
      .filter(Boolean).join(" ");
    element.textContent = date + (english ? " (in " : " (") + text + (english ? ")" : " lagi)");
    setTimeout(show, 1000);
  };
  show();
}
document.querySelectorAll("time.countdown").forEach(countdown);

// A file takes minutes on a slow network, and a second tap would begin it again: such a form stays sent until the answer
// comes, and says so. Coming back to the page frees it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  if (form.enctype !== "multipart/form-data") {
    setTimeout(() => { delete form.dataset.sent; }, 8000);
    return;
  }
  const note = document.createElement("p");
  note.className = "hint sending";
  note.setAttribute("role", "status");
  note.textContent = english
    ? "Sending. This can take a minute on a slow network; stay on this page."
    : "Sedang dikirim. Di jaringan lambat ini bisa satu menit; tetap di halaman ini.";
  form.append(note);
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  document.querySelectorAll("p.sending").forEach((note) => note.remove());
});

// Buttons that only a script can serve are hidden without it.
document.querySelectorAll("button[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
if (navigator.clipboard) {
  document.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => navigator.clipboard.writeText(button.dataset.copy).then(() => {
      button.textContent = english ? "Copied" : "Tersalin";
    }));
  });
}

// A text that is too long is not cut: the line under its field counts along and says by how much, and the server
// refuses it. A short field has no such line until it is too long.
function count(field) {
  const most = Number(field.dataset?.most);
  if (!most) return;
  const used = [...field.value].length, over = used > most;
  let note = field.nextElementSibling;
  if (!note?.matches("p.most")) {
    if (!over) return;
    note = document.createElement("p");
    field.after(note);
  }
  note.className = over ? "hint most over" : "hint most";
  if (over) note.setAttribute("role", "status"); else note.removeAttribute("role");
  const number = (value) => value.toLocaleString(english ? "en" : "id");
  if (over) {
    note.textContent = english
      ? `${number(used - most)} too many: ${number(most)} characters at most.`
      : `Lebih ${number(used - most)} huruf: paling banyak ${number(most)} huruf.`;
  } else {
    note.textContent = english
      ? `${number(used)} of ${number(most)} characters` : `${number(used)} dari ${number(most)} huruf`;
  }
}
document.addEventListener("input", (event) => count(event.target));
document.querySelectorAll("textarea[data-most]").forEach((field) => {
  if (field.nextElementSibling?.matches("p.most")) count(field);
});

// A field that asks for the same as a list before it becomes such a list, so that the page carries the names once.
document.querySelectorAll("[data-like]").forEach((place) => {
  const field = place.querySelector("input, select");
  const list = document.getElementById(place.dataset.like)?.cloneNode(true);
  if (!field || !list) return;
  const chosen = Array.from(list.options).find((one) => one.value === field.value || one.text === field.value);
  list.value = chosen ? chosen.value : "";
  [list.id, list.name, list.dataset.within] = [field.id, field.name, place.dataset.among];
  ["aria-describedby", "aria-invalid"].forEach((name) => {
    const value = field.getAttribute(name);
    if (value) list.setAttribute(name, value); else list.removeAttribute(name);
  });
  field.replaceWith(list);
});

// A long list shows only the group chosen in the field before it.
document.querySelectorAll("select[data-within]").forEach((list) => {
  const chooser = document.getElementById(list.dataset.within);
  const groups = Array.from(list.querySelectorAll("optgroup"));
  const show = () => {
    const value = list.value;
    groups.forEach((group) => group.remove());
    list.append(...groups.filter((group) => !chooser.value || group.dataset.group === chooser.value));
    list.value = value;
    if (list.selectedIndex < 0) list.value = "";
  };
  chooser.addEventListener("change", show);
  show();
});

// In the office a slash leads to the search field, unless something is being typed or the officer turned keys off.
const search = document.querySelector("form.search input[aria-keyshortcuts]");
if (search) {
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    search.focus();
  });
}

// In the office the link of this page is in view, also where the navigation is longer than the window.
document.querySelector(".groups [aria-current]")?.scrollIntoView({ block: "nearest" });

// A link to a closed part of the page opens it.
function openTarget() {
  const part = document.getElementById(location.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
}
addEventListener("hashchange", openTarget);
openTarget();

// A page that answered a form becomes one that was opened: coming back to it, or loading it again, asks for it and does
// not ask the reader to send the form once more.
history.replaceState(history.state, "");

// After an error the reader is taken to its summary.
const summary = document.getElementById("salah");
if (summary) summary.focus();
