// Says on the button what will be given. Without it the button says what the server chose.
for (const form of document.querySelectorAll("[data-amounts]")) {
  const button = form.querySelector("[data-amount-label]");
  const other = form.querySelector("input[name=other]");
  const name = () => {
    const chosen = form.querySelector("input[name=amount]:checked:not([value=other])");
    const typed = other?.value.trim();
    const text = chosen ? chosen.dataset.text : typed && `${form.dataset.sign ?? ""}${typed}`;
    if (button) button.textContent = text ? `Give ${text}` : "Give";
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
  });
  prefer();
  name();
}
