// The browser's side of a patient's chart: keys, what is half written, and where an answer's source stands.
import { dropChartDraft, keepChartDraft, readChartDrafts } from './_kept';

interface Handler { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }

const attached = new WeakMap<HTMLElement, AbortController>();

export function attach(chart: HTMLElement, handler: Handler): void {
  const leaving = new AbortController();
  const { signal } = leaving;
  attached.set(chart, leaving);
  // the circuit may be gone: then the reconnect dialog speaks, not the console
  const call = (method: string, ...args: unknown[]) => { handler.invokeMethodAsync(method, ...args).catch(() => undefined); };
  document.addEventListener('keydown', event => onKey(event, chart, call), { signal });
  chart.addEventListener('input', event => keepFormOf(event.target as HTMLElement, chart), { signal });
  chart.dataset.listens = ''; // keys do something from now on
}

export function detach(chart: HTMLElement): void {
  attached.get(chart)?.abort();
}

/** @returns by form, what was half written in it. */
export function readDrafts(chart: HTMLElement): Record<string, Record<string, string>> {
  return readChartDrafts(chart.dataset.chart!);
}

export function dropDraft(chart: HTMLElement, form: string): void {
  dropChartDraft(chart.dataset.chart!, form);
}

/** After a form chose something by itself: typing is noticed without a word. */
export function keepDraft(chart: HTMLElement, form: string): void {
  requestAnimationFrame(() => {
    const element = chart.querySelector<HTMLElement>(`form[data-draft="${form}"]`);
    if (element) keepFormOf(element, chart);
  });
}

/** Shows the source of an answer at its place. It may only come with the next drawing. */
export function showSource(chart: HTMLElement, id: string, tries = 40): void {
  const place = chart.querySelector<HTMLElement>(`[data-source="${CSS.escape(id)}"]`);
  if (!place) {
    if (tries > 0) setTimeout(() => showSource(chart, id, tries - 1), 50);
    return;
  }
  for (const marked of chart.querySelectorAll('.is-source')) marked.classList.remove('is-source');
  for (let box = place.closest('details'); box; box = box.parentElement?.closest('details') ?? null) box.open = true;
  place.classList.add('is-source');
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: 'center' });
}

/** What is to be written in may only come with the next drawing, or after it was read. */
export function focus(chart: HTMLElement, selector: string, tries = 40): void {
  const box = chart.querySelector<HTMLElement>(selector);
  if (box) box.focus();
  else if (tries > 0) setTimeout(() => focus(chart, selector, tries - 1), 50);
}

function keepFormOf(element: HTMLElement, chart: HTMLElement): void {
  const form = element.closest<HTMLFormElement>('form[data-draft]');
  if (!form) return;
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  keepChartDraft(chart.dataset.chart!, form.dataset.draft!, fields);
}

// by place on the keyboard, so that an Arabic layout works too
const keys: Record<string, string> = {
  KeyN: 'note', KeyR: 'prescription', KeyV: 'vitals', KeyL: 'lab', KeyD: 'diagnosis', KeyT: 'history', KeyO: 'documents', KeyS: 'similar', KeyP: 'patients',
};

function onKey(event: KeyboardEvent, chart: HTMLElement, call: (method: string, ...args: unknown[]) => void): void {
  const target = event.target as HTMLElement;
  const key = (name: string) => { event.preventDefault(); call('KeyAsync', name); };
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const own = target.closest<HTMLFormElement>('form');
    // an empty line of a prescription adds nothing: the sheet itself is meant
    const line = own?.matches('[data-pad]') && own.querySelector<HTMLInputElement>('[data-medicine]')?.value === '';
    const form = own && !line ? own : chart.querySelector<HTMLFormElement>('form[data-enter]');
    if (!form || !chart.contains(form)) return;
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (target.role === 'combobox' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return event.preventDefault(); // the caret stays
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = target.closest<HTMLElement>('input, textarea, select, [contenteditable]');
  if (event.key === 'Escape') {
    if (typing) typing.blur();
    else key('escape');
    return;
  }
  // an empty medicine box takes a figure as a favourite: no medicine's name begins with one alone
  const empty = typing?.matches('[data-medicine]') && (typing as HTMLInputElement).value === '';
  if (!event.shiftKey && /^(Digit|Numpad)\d$/.test(event.code) && (empty || !typing)) {
    const button = chart.querySelector<HTMLButtonElement>(`[data-key="${event.code.at(-1)}"]`);
    if (!button || button.disabled) return;
    event.preventDefault();
    button.click();
    return;
  }
  if (typing) return;
  if (event.key === '?' || event.key === '؟') return key('keys');
  if (event.shiftKey) return;
  if (event.code === 'KeyA') {
    const box = chart.querySelector<HTMLElement>('[data-ask]');
    if (!box) return;
    event.preventDefault();
    box.focus();
    return;
  }
  const name = keys[event.code];
  if (name) key(name);
}
