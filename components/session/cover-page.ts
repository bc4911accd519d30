/** Hides the page at once, so that nothing private stays in view while the browser is on its way elsewhere. */
export function coverPage(): void {
  document.documentElement.dataset.covered = '';
}

export function uncoverPage(): void {
  delete document.documentElement.dataset.covered;
}
