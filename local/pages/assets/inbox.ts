/** Copies a code, and shows new mail without a reload by hand. */
export const inboxScript = `
for (const button of document.querySelectorAll('[data-copy]')) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  });
}

const { latest } = document.querySelector('main').dataset;
setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch('/inbox.json' + location.search).catch(() => undefined);
  if (!answer?.ok) return;
  const messages = await answer.json();
  if ((messages[0]?.id ?? '') !== latest) location.reload();
}, 2000);
`.trim();
