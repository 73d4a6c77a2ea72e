// Asks the browser to make or to show a passkey, and sends its answer with the form it stands in.
for (const form of document.querySelectorAll("form[data-passkey]")) {
  const trouble = form.querySelector("[data-trouble]");
  // By its kind too: what else is called so, such as the place an error leads to, is not it.
  const field = form.querySelector("input[name=passkey]");
  const answer = async () => {
    const { publicKey } = JSON.parse(form.dataset.options);
    if (form.dataset.passkey === "create") {
      return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
    }
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  };
  form.addEventListener("submit", async (event) => {
    if (field.value) return;
    event.preventDefault();
    trouble.hidden = true;
    try {
      field.value = JSON.stringify((await answer()).toJSON());
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}
