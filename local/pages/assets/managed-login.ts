/** Shows a password on request, and runs the passkey ceremony. Without it every other form still works. */
export const managedLoginScript = `
for (const button of document.querySelectorAll('[data-reveal]')) {
  const input = document.getElementById(button.dataset.reveal);
  const { textContent: show, dataset: { hide } } = button;
  button.hidden = false;
  button.addEventListener('click', () => {
    const visible = input.type === 'password';
    input.type = visible ? 'text' : 'password';
    button.textContent = visible ? hide : show;
    input.focus();
  });
}

const ceremonies = {
  get: (json) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(json) }),
  create: (json) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(json) }),
};
const passkey = document.querySelector('form[data-ceremony]');
if (passkey) {
  const failed = passkey.querySelector('[role=alert]');
  const { options, credential } = passkey.elements;
  const ask = async () => {
    failed.hidden = true;
    try {
      const answer = await ceremonies[passkey.dataset.ceremony](JSON.parse(options.value));
      credential.value = JSON.stringify(answer.toJSON());
      passkey.submit();
    } catch {
      failed.hidden = false;
    }
  };
  passkey.addEventListener('submit', (event) => { event.preventDefault(); ask(); });
  // A sign-in goes on by itself; a new passkey is made only when somebody says so.
  if (passkey.dataset.ceremony === 'get') ask();
}
`.trim();
