// Says on the button what will be given. Without it the button says what the server chose.
for (const form of document.querySelectorAll("[data-amounts]")) {
  const button = form.querySelector("[data-amount-label]");
  const other = form.querySelector("input[name=other]");
  const total = form.querySelector("[data-total]");
  const bare = (form.dataset.give ?? "").replace("#", "").trim();
  // Only what is surely a number is said again, in groups, rupees in lakhs; and only in English, where the sign stands
  // before it. To ask the browser for the words of a language at each press would take a slow phone too long.
  const groups = form.dataset.sign === "₹" ? /(\d)(?=(\d\d)+\d$)/g : /(\d)(?=(\d{3})+$)/g;
  const read = (typed) => {
    if (document.documentElement.lang !== "en") return "";
    if (/^\d{1,15}$/.test(typed)) return typed.replace(groups, "$1,");
    return /^\d[\d.,\s]*$/.test(typed) ? typed : "";
  };
  const name = () => {
    const chosen = form.querySelector("input[name=amount]:checked:not([value=other])");
    const typed = read(other?.value.trim() ?? "");
    // What is taken besides is added by the server.
    const besides = [...form.querySelectorAll("input[name^=add_on_]")].some((it) => it.value.trim());
    const text = besides ? "" : chosen ? chosen.dataset.text : typed && `${form.dataset.sign ?? ""}${typed}`;
    const each = form.querySelector("input[name=freq]:checked")?.dataset.each;
    if (button) button.textContent = text ? (form.dataset.give ?? "#").replace("#", each ? `${text} ${each}` : text) : bare;
  };
  // The total is the server's. Once something differs from what it was worked out for, it says so instead of a sum.
  const doubt = () => {
    if (!total) return;
    const counts = [...form.querySelectorAll("input[name=amount], input[name=other], input[name^=tip], input[name^=add_on_], input[name=cover_fee], input[name=freq]")];
    const stale = counts.some((it) => (/radio|checkbox/.test(it.type) ? it.checked !== it.defaultChecked : it.value.trim() !== it.defaultValue));
    for (const it of total.children) it.hidden = it.hasAttribute("data-stale") !== stale;
  };
  // What is typed counts before what is chosen, here as on the server.
  const prefer = () => {
    if (!other?.value.trim()) return;
    for (const it of form.querySelectorAll("input[name=amount]")) it.checked = it.value === "other";
  };
  form.addEventListener("input", ({ target }) => {
    if (target === other) prefer();
    // What was typed before must not be sent beside what is chosen now.
    if (target.name === "amount" && target.value !== "other" && other) other.value = "";
    name();
    doubt();
  });
  // Also when the browser or the page before has filled in what was there.
  const begin = () => { prefer(); name(); doubt(); };
  begin();
  addEventListener("pageshow", begin);
  // Nobody fills the form in within three seconds, and the server takes none so soon; but after a reload the browser
  // has it filled in at once. Whoever presses then waits for the rest of them. Where a proof is looked for, that takes
  // its own time.
  const began = performance.getEntriesByType("navigation")[0]?.responseStart ?? 0;
  let waiting = !("fresh" in form.dataset) || form.querySelector("[data-work]") !== null;
  form.addEventListener("submit", (event) => {
    const rest = 3_100 - (performance.now() - began);
    if (waiting === true || rest <= 0) return;
    event.preventDefault();
    if (waiting) return;
    waiting = setTimeout(() => { waiting = true; form.requestSubmit(event.submitter); }, rest);
  });
}
