// What only the reader's own browser knows: their time zone, their clipboard, their ways to share.
for (const it of document.querySelectorAll("[data-here]")) {
  const here = new Date(it.dataset.here);
  const words = here.toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || zone === "UTC" || Number.isNaN(here.valueOf())) continue;
  it.textContent = `, ${words} (${zone})`;
  it.classList.remove("hidden");
}
for (const it of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  it.classList.remove("hidden");
  const words = it.textContent;
  it.addEventListener("click", async () => {
    await navigator.clipboard.writeText(it.dataset.copy);
    it.textContent = it.dataset.copied;
    setTimeout(() => { it.textContent = words; }, 2000);
  });
}
for (const it of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  it.classList.remove("hidden");
  it.addEventListener("click", () => navigator.share({ title: it.dataset.title, url: it.dataset.share }).catch(() => {}));
}
