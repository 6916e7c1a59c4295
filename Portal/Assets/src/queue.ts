// The queue's keys: by place on the keyboard, so that an Arabic layout works too. Each is the click of a button that says so (data-key).
let attached: AbortController | undefined;

export function attach(root: HTMLElement): void {
  detach();
  attached = new AbortController();
  document.addEventListener('keydown', event => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.repeat || target.closest('input, textarea, select, [contenteditable]')) return;
    if (event.code === 'KeyW') {
      event.preventDefault();
      root.querySelector<HTMLElement>('#patient-box, #new-name')?.focus();
      return;
    }
    const button = root.querySelector<HTMLButtonElement>(`button[data-key="${event.code}"]`);
    if (button && !button.disabled) {
      event.preventDefault();
      button.click();
    }
  }, { signal: attached.signal });
  root.dataset.listens = '';
}

export function detach(): void {
  attached?.abort();
}
