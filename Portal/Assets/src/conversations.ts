// The browser's side of the desk's conversations: keys, Enter that sends, and a transcript that stays at its end while its reader is there.

interface Handler { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }

const attached = new WeakMap<HTMLElement, AbortController>();
const nearEnd = 80; // px

export function attach(desk: HTMLElement, handler: Handler): void {
  const leaving = new AbortController();
  const { signal } = leaving;
  attached.set(desk, leaving);
  // the circuit may be gone: then the reconnect dialog speaks, not the console
  const call = (method: string, ...args: unknown[]) => { handler.invokeMethodAsync(method, ...args).catch(() => undefined); };
  document.addEventListener('keydown', event => onKey(event, desk, call), { signal });
  follow(desk, signal);
  desk.dataset.listens = ''; // keys do something from now on
}

export function detach(desk: HTMLElement): void {
  attached.get(desk)?.abort();
}

/** The box may only come with the next drawing. */
export function focusReply(desk: HTMLElement): void {
  requestAnimationFrame(() => {
    const box = desk.querySelector<HTMLTextAreaElement>('[data-reply]');
    box?.focus();
    box?.setSelectionRange(box.value.length, box.value.length);
  });
}

function onKey(event: KeyboardEvent, desk: HTMLElement, call: (method: string, ...args: unknown[]) => void): void {
  const target = event.target as HTMLElement;
  const take = () => event.preventDefault();
  if (target.matches('[data-reply]')) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      take();
      (target as HTMLTextAreaElement).form?.requestSubmit();
    } else if (event.key === 'Escape') target.blur();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) return;
  // by place on the keyboard, so that an Arabic layout works too
  if (event.code === 'KeyJ' || event.code === 'KeyK') return take(), call('Step', event.code === 'KeyJ' ? 1 : -1);
  if (event.code === 'KeyR' && !event.shiftKey) return take(), focusReply(desk);
  if (event.code === 'Slash') return take(), desk.querySelector<HTMLElement>('[data-search]')?.focus();
  const button = desk.querySelector<HTMLButtonElement>(`[data-key="${event.shiftKey ? 'Shift+' : ''}${event.code}"]`);
  if (button && !button.disabled) {
    take();
    button.click();
  }
}

/** Who reads the end sees what comes; who has scrolled back is left in peace. */
function follow(desk: HTMLElement, signal: AbortSignal): void {
  let shown: Element | null = null;
  let atEnd = true;
  const scroller = () => {
    const log = desk.querySelector<HTMLElement>('[data-transcript]');
    // on a phone the page itself scrolls
    return log && getComputedStyle(log).overflowY === 'visible' ? document.scrollingElement as HTMLElement : log;
  };
  const settle = () => {
    const log = desk.querySelector('[data-transcript]');
    if (log !== shown) [shown, atEnd] = [log, true];
    const box = scroller();
    if (box && atEnd) box.scrollTop = box.scrollHeight;
  };
  document.addEventListener('scroll', event => {
    const box = scroller();
    if (box && (event.target === box || event.target === document)) atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < nearEnd;
  }, { signal, capture: true, passive: true });
  const watcher = new MutationObserver(settle);
  watcher.observe(desk, { childList: true, subtree: true });
  signal.addEventListener('abort', () => watcher.disconnect());
  settle();
}
