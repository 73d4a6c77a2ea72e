// Small comforts of every page. Without them everything still works.
// A form that was refused has no address of its own: back to it would be a question whether to send it again. It takes
// the place of the page it was filled in on, and what was entered waits there for whoever comes back. Only refused forms
// need this: the browser itself fills in again what it got by an address.
const typed = "input[name]:not([type=hidden],[type=password],[type=file],[autocomplete=one-time-code]), select[name], textarea[name]";
if (performance.getEntriesByType("navigation")[0]?.responseStatus === 422 && document.referrer.startsWith(`${location.origin}/`)) {
  history.replaceState(null, "", document.referrer);
  addEventListener("submit", ({ target }) => {
    const fields = [...target.querySelectorAll(typed)].map(({ name, value, checked }) => ({ name, value, checked }));
    history.replaceState({ entered: { action: target.getAttribute("action"), fields } }, "");
  });
} else if (history.state?.entered) {
  const { action, fields } = history.state.entered;
  const form = [...document.forms].find((it) => it.getAttribute("action") === action);
  for (const it of form?.querySelectorAll(typed) ?? []) {
    const picked = /radio|checkbox/.test(it.type);
    const was = fields.find(({ name, value }) => name === it.name && (!picked || value === it.value));
    if (!was) continue;
    if (picked) it.checked = was.checked; else it.value = was.value;
  }
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

// A form sent twice is one form on the server; the button says that it is on its way.
addEventListener("submit", ({ target, submitter }) => {
  if (submitter?.matches(".btn") && target.checkValidity?.()) submitter.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => { for (const it of document.querySelectorAll("[aria-busy]:not([data-busy])")) it.removeAttribute("aria-busy"); });
