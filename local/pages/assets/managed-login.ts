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

const passkey = document.getElementById('passkey');
if (passkey) {
  const failed = passkey.querySelector('[role=alert]');
  const { options, credential } = passkey.elements;
  const ask = async () => {
    failed.hidden = true;
    try {
      const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options.value));
      const answer = await navigator.credentials.get({ publicKey });
      credential.value = JSON.stringify(answer.toJSON());
      passkey.submit();
    } catch {
      failed.hidden = false;
    }
  };
  passkey.addEventListener('submit', (event) => { event.preventDefault(); ask(); });
  ask();
}
`.trim();
