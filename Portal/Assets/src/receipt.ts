// The receipt's own page: the button prints it.
document.querySelector<HTMLButtonElement>('[data-print]')?.addEventListener('click', () => window.print());
