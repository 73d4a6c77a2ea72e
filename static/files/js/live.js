// Keeps a campaign's total up to date: by events where there are any, else by asking. Without it the total is right
// when the page is loaded.
const card = document.querySelector("[data-live-url]");
if (card) {
  const show = (name, text) => {
    for (const it of document.querySelectorAll(`[data-live="${name}"]`)) if (it.textContent !== text) it.textContent = text;
  };
  const tell = (total) => {
    show("raised", total.raised.text);
    show("to_go", total.to_go.text);
    show("givers", total.givers_text);
    show("percent", card.dataset.livePercent.replace("#", total.percent_text));
    const width = Math.min(100, total.percent);
    for (const band of document.querySelectorAll("[data-live-band]")) {
      band.setAttribute("aria-valuenow", width);
      if (band.dataset.said) band.setAttribute("aria-valuetext", band.dataset.said.replace("#", total.percent_text));
      for (const it of band.querySelectorAll("[data-current]")) it.setAttribute("width", `${width * it.dataset.current}%`);
    }
  };

  let tag = null;
  let asking = null;
  const look = async () => {
    const answer = await fetch(card.dataset.liveUrl, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
    if (answer.status !== 200) return;
    tag = answer.headers.get("ETag");
    tell(await answer.json());
  };
  const ask = () => { asking = setTimeout(() => look().catch(() => {}).finally(ask), 4500 + Math.random() * 1000); };

  // A page nobody looks at holds no connection: browsers have few for one site.
  let events = null;
  let refused = !card.dataset.liveEvents || !("EventSource" in window);
  const open = () => {
    if (refused) return ask();
    events = new EventSource(card.dataset.liveEvents);
    events.addEventListener("total", (it) => tell(JSON.parse(it.data)));
    // The browser comes back by itself unless it was turned away, because too many watch.
    events.addEventListener("error", () => { if (events?.readyState === EventSource.CLOSED) { refused = true; events = null; ask(); } });
  };
  const close = () => { events?.close(); events = null; clearTimeout(asking); };
  document.addEventListener("visibilitychange", () => { close(); if (!document.hidden) open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (it) => { if (it.persisted) { close(); open(); } });
  if (!document.hidden) open();
}
