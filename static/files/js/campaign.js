// What only the reader's own browser knows: their time zone. Not before the page is there, for the words of a language
// are asked of the browser, and that takes a slow phone a while.
// The page writes days and hours as in "16 December 2026 at 23:59"; plain "en" would be the American way.
const language = () => {
  const lang = document.documentElement.lang || undefined;
  return lang === "en" ? "en-GB" : lang;
};
const tell = () => {
  for (const it of document.querySelectorAll("[data-here]")) {
    const here = new Date(it.dataset.here);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || zone === "UTC" || Number.isNaN(here.valueOf())) continue;
    it.textContent = `, ${here.toLocaleString(language(), { dateStyle: "long", timeStyle: "short" })} (${zone})`;
    it.classList.remove("hidden");
  }
};
if (document.readyState === "complete") tell(); else addEventListener("load", tell);
