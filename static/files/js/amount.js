// Says on the button what will be given. Without it the button says "Give".
for (const form of document.querySelectorAll("[data-amounts]")) {
  const button = form.querySelector("[data-amount-label]");
  const other = form.querySelector("input[name=other]");
  const name = () => {
    const chosen = form.querySelector("input[name=amount]:checked");
    const typed = other && other.value.trim();
    const text = typed ? `${form.dataset.sign ?? ""}${typed}` : chosen?.dataset.text;
    if (button) button.textContent = text ? `Give ${text}` : "Give";
  };
  form.addEventListener("input", (event) => {
    if (event.target === other && other.value.trim()) {
      for (const it of form.querySelectorAll("input[name=amount]")) it.checked = it.value === "other";
    }
    name();
  });
  name();
}
