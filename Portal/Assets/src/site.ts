// Patients' pages work without this; with it, a form is not sent twice and a failed one shows where.

for (const form of document.querySelectorAll('form')) {
  form.addEventListener('submit', () => {
    // after the submission took its values, so that the pressed button's own is among them
    setTimeout(() => form.querySelectorAll('button').forEach(button => { button.disabled = true; }), 0);
  });
}

// a page that comes back from the browser's own cache must not keep its buttons dead
addEventListener('pageshow', () => document.querySelectorAll('form button').forEach(button => { (button as HTMLButtonElement).disabled = false; }));

const firstError = document.querySelector<HTMLElement>('[aria-invalid="true"]');
firstError?.focus();
