// Keeps a campaign's total up to date. Without it the total is right when the page is loaded.
const card = document.querySelector("[data-live-url]");
if (card) {
  let tag = null;
  const show = (name, text) => {
    for (const it of document.querySelectorAll(`[data-live="${name}"]`)) it.textContent = text;
  };
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(card.dataset.liveUrl, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag");
    const total = await answer.json();
    show("raised", total.raised.text);
    show("givers", total.givers.toLocaleString("en"));
    show("percent", `${total.percent}%`);
    const width = Math.min(100, total.percent);
    for (const band of document.querySelectorAll("[data-live-band]")) {
      band.setAttribute("aria-valuenow", width);
      band.setAttribute("aria-valuetext", `${total.percent} percent of the goal`);
      for (const it of band.querySelectorAll("[data-current]")) it.setAttribute("width", `${width * it.dataset.current}%`);
    }
  };
  const again = () => setTimeout(() => look().catch(() => {}).finally(again), 1800 + Math.random() * 400);
  again();
}
