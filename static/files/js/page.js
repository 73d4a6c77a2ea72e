// Small comforts of every page. Without them everything still works.
// A form that was refused has no address of its own: back to it would be a question whether to send it again. It takes
// the place of the page it was filled in on, or of the address where the server shows it again, and what was entered
// waits there, in the browser's history and nowhere else, for whoever comes back or asks for the page once more.
const typed = "input[name]:not([type=hidden],[type=password],[type=file],[autocomplete=one-time-code]), select[name], textarea[name]";
const remember = (form, at = "") => {
  const fields = [...form.querySelectorAll(typed)].map(({ name, value, checked }) => ({ name, value, checked }));
  history.replaceState({ entered: { action: form.getAttribute("action"), fields } }, "", at);
};
const recall = ({ action, fields }) => {
  const form = [...document.forms].find((it) => it.getAttribute("action") === action);
  for (const it of form?.querySelectorAll(typed) ?? []) {
    const picked = /radio|checkbox/.test(it.type);
    const was = fields.find(({ name, value }) => name === it.name && (!picked || value === it.value));
    // What cannot be chosen any more is not chosen again.
    if (!was || it.disabled) continue;
    if (picked) it.checked = was.checked; else it.value = was.value;
  }
};
const own = document.querySelector("form[data-address]")?.dataset.address;
const refused = performance.getEntriesByType("navigation")[0]?.responseStatus === 422 && document.referrer.startsWith(`${location.origin}/`);
if (own && own !== location.pathname + location.search) {
  history.replaceState(null, "", own);
} else if (!own && refused) {
  const sent = [...document.forms].find((it) => it.action === location.href);
  if (sent) remember(sent, document.referrer); else history.replaceState(null, "", document.referrer);
  addEventListener("submit", ({ target }) => remember(target));
} else if (history.state?.entered) {
  recall(history.state.entered);
}
// A long form whose number is another one each time the page is asked for: not every browser fills that in again.
for (const form of document.querySelectorAll("form[data-remembers]")) {
  let soon;
  form.addEventListener("input", () => { clearTimeout(soon); soon = setTimeout(() => remember(form), 200); });
  form.addEventListener("submit", () => { clearTimeout(soon); remember(form); });
}

const banner = document.querySelector("[data-offline]");
const tell = () => { if (banner) banner.hidden = navigator.onLine; };
addEventListener("online", tell);
addEventListener("offline", tell);
tell();

const say = (words) => {
  const place = document.querySelector("[data-toasts]");
  if (!place) return;
  const toast = Object.assign(document.createElement("p"), { className: "toast", textContent: words });
  place.replaceChildren(toast);
  setTimeout(() => toast.remove(), 4000);
};

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.done;
    say(button.dataset.done);
    setTimeout(() => { label.textContent = before; }, 4000);
  });
}

for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => navigator.share({ url: button.dataset.share, text: button.dataset.words }).catch(() => {}));
}

for (const opener of document.querySelectorAll("[data-opens]")) {
  const dialog = document.getElementById(opener.dataset.opens);
  if (!dialog?.showModal) continue;
  opener.addEventListener("click", (event) => { event.preventDefault(); dialog.showModal(); });
  dialog.addEventListener("click", ({ target }) => { if (target === dialog) dialog.close(); });
}

for (const area of document.querySelectorAll("[data-count]")) {
  const count = document.getElementById(area.dataset.count);
  if (!count) continue;
  const digits = new Intl.NumberFormat(document.documentElement.lang.replace(/^ar$/, "ar-EG").replace(/^en-XA$/, "en"));
  const left = () => {
    const rest = area.maxLength - area.value.length;
    count.textContent = count.dataset.words.replace("#", digits.format(rest));
    count.classList.toggle("over", rest <= 0);
  };
  area.addEventListener("input", left);
}

// A page that waits for something looks again by itself: not under the hands of whoever writes on it, and no more once
// somebody has written something or told it to stop.
const again = document.querySelector("[data-look-again]");
if (again) {
  const stop = document.querySelector("[data-stops-looking]");
  let kept = false;
  const soon = () => setTimeout(() => {
    if (kept) return;
    if (navigator.onLine && !document.activeElement?.closest("form")) location.reload(); else soon();
  }, again.dataset.lookAgain * 1000);
  addEventListener("input", () => { kept = true; });
  stop?.addEventListener("click", ({ target }) => {
    if (kept) return location.reload();
    kept = true;
    target.textContent = target.dataset.done;
  });
  if (stop) stop.hidden = false;
  soon();
}

// A form sent twice is one form on the server; the button says that it is on its way.
addEventListener("submit", ({ target, submitter }) => {
  if (submitter?.matches(".btn") && target.checkValidity?.()) submitter.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => { for (const it of document.querySelectorAll("[aria-busy]:not([data-busy])")) it.removeAttribute("aria-busy"); });
