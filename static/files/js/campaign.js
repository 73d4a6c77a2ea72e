// What only the reader's own browser knows: their time zone. Not before the page is there, for the words of a language
// are asked of the browser, and that takes a slow phone a while.
const tell = () => {
  for (const it of document.querySelectorAll("[data-here]")) {
    const here = new Date(it.dataset.here);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === "UTC" || Number.isNaN(here.valueOf())) continue;
    it.textContent = `, ${here.toLocaleString(document.documentElement.lang || undefined, { dateStyle: "long", timeStyle: "short" })} (${zone})`;
    it.classList.remove("hidden");
  }
};
if (document.readyState === "complete") tell(); else addEventListener("load", tell);
