// What only the reader's own browser knows: their time zone. Not before the page is there, for the words of a language
// are asked of the browser, and that takes a slow phone a while.
// The page writes days and hours as in "16 December 2026 at 23:59"; plain "en" would be the American way.
const language = () => {
  const lang = document.documentElement.lang || undefined;
  // As the server writes them: the digits of Arabic pages are its own.
  return { en: "en-GB", ar: "ar-u-nu-arab" }[lang] ?? lang;
};
// Browsers keep the names that zones had when they first learnt them.
const renamed = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
};
const tell = () => {
  for (const it of document.querySelectorAll("[data-here]")) {
    const at = new Date(it.dataset.here);
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!zone || Number.isNaN(at.valueOf())) continue;
    const said = (timeZone) => at.toLocaleString(language(), { dateStyle: "long", timeStyle: "short", timeZone });
    let there;
    // A browser that does not know the campaign's zone cannot tell whether it differs, and says its own.
    try { there = said(it.dataset.zone); } catch { there = ""; }
    const here = said(zone);
    // Whose clock shows what the page says has read it already.
    if (here === there) continue;
    it.textContent = ` · ${here} (${renamed[zone] ?? zone})`;
    it.classList.remove("hidden");
  }
};
if (document.readyState === "complete") tell(); else addEventListener("load", tell);
