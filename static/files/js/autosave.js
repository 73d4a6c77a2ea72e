// Saves a draft while it is written. The button that saves does the same without it.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  const status = form.querySelector("[data-autosave-status]");
  const say = (text) => { if (status) status.textContent = text; };
  let timer, underway = 0, saving = Promise.resolve();
  const save = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("autosave", "yes");
    underway += 1;
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) {
        form.elements.seen.value = said.seen;
        say(form.dataset.saved);
      } else {
        say(`${form.dataset.unsaved} ${said.problems?.[0]?.message ?? said.detail ?? ""}`);
      }
    } catch {
      say(form.dataset.offline);
    } finally {
      underway -= 1;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { saving = saving.then(save); }, 1200);
  });
  // What is being saved has to be done first: it changes the mark that the form carries.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (underway === 0) return;
    event.preventDefault();
    const by = event.submitter;
    // A form does not let itself be sent from within its own sending, so this waits for the end of that too.
    saving.then(() => setTimeout(() => form.requestSubmit(by)));
  });
  // Back from another page: the browser may bring an old mark along.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
}
