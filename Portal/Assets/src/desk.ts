// The desk's browser side: keys, arrows between cards and days, menus, and what is kept while the line is down.
import { startDragging, type Call } from './_drag';
import { startFinding } from './_find';
import { dropDraft, dropParked, keepDraft, park, readDraft, readParked, remember } from './_kept';

interface Handler { invokeMethodAsync(method: string, ...args: unknown[]): Promise<unknown> }

export { dropDraft, dropParked, keepDraft, park, readDraft, readParked, remember };

const narrowScreen = matchMedia('(max-width: 640px)');
const attached = new WeakMap<HTMLElement, AbortController>();
let lastCard: string | null = null;

export function attach(desk: HTMLElement, handler: Handler): boolean {
  const leaving = new AbortController();
  const { signal } = leaving;
  attached.set(desk, leaving);
  // the circuit may be gone: then the reconnect dialog speaks, not the console
  const call: Call = <T>(method: string, ...args: unknown[]) => handler.invokeMethodAsync(method, ...args).catch(() => undefined) as Promise<T | undefined>;

  document.addEventListener('keydown', event => onKey(event, desk, call), { signal });
  desk.addEventListener('focusin', event => {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>('[data-card]');
    if (card) lastCard = card.dataset.card ?? null;
    else if (target.closest('[data-grid]')) lastCard = null;
  }, { signal });
  document.addEventListener('input', event => {
    if ((event.target as HTMLElement).closest('form[data-draft]')) keepDraft();
  }, { signal });
  narrowScreen.addEventListener('change', () => call('Narrow', narrowScreen.matches), { signal });
  // before the column behind it takes the click for a free place
  desk.addEventListener('click', event => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    if (!card) return;
    event.stopPropagation();
    void call('OpenCard', card.dataset.card);
  }, { signal, capture: true });
  startDragging(desk, call, signal, (card, x, y) => openMenu(desk, call, card, x, y));
  startFinding(desk, call, signal);
  desk.addEventListener('contextmenu', event => {
    const target = event.target as HTMLElement;
    if (!target.closest('[data-card], [data-column]')) return;
    event.preventDefault();
    target.closest<HTMLElement>('[data-card]')?.focus({ preventScroll: true });
    openMenu(desk, call, target, event.clientX, event.clientY);
  }, { signal });
  desk.dataset.listens = ''; // keys do something from now on
  return narrowScreen.matches;
}

export function detach(desk: HTMLElement): void {
  attached.get(desk)?.abort();
}

/** Scrolls so that now, or else the first card, is near the top. */
export function showNow(desk: HTMLElement): void {
  const scroller = desk.querySelector<HTMLElement>('[data-grid]');
  const target = scroller?.querySelector<HTMLElement>('.now') ?? scroller?.querySelector<HTMLElement>('.open');
  if (!scroller || !target) return;
  const above = target.classList.contains('now') ? scroller.clientHeight / 3 : 56;
  scroller.scrollTop += target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - above;
}

export function returnFocus(desk: HTMLElement): void {
  const card = lastCard ? desk.querySelector<HTMLElement>(`[data-card="${lastCard}"]`) : null;
  (card ?? desk.querySelector<HTMLElement>('[data-grid]') ?? dayOfMonth(desk))?.focus({ preventScroll: true });
}

/** Called when the month shows other days: the keys go on from one of them. */
export function focusDay(desk: HTMLElement): void {
  const here = document.activeElement;
  if (!here || here === document.body || here.closest('[data-month]')) dayOfMonth(desk)?.focus({ preventScroll: true });
}

/** The day that has the focus, or else the one that Tab would go to. */
function dayOfMonth(desk: HTMLElement): HTMLElement | null {
  return desk.querySelector<HTMLElement>('[data-day]:focus') ?? desk.querySelector<HTMLElement>('[data-day][tabindex="0"]') ?? desk.querySelector<HTMLElement>('[data-day]');
}

export function findAgain(desk: HTMLElement): void {
  desk.dispatchEvent(new CustomEvent('desk:again'));
}

/** Whether it was copied: a browser may not let us. */
export async function copy(text: string): Promise<boolean> {
  return await navigator.clipboard?.writeText(text).then(() => true, () => false) ?? false;
}

/** The menu of a card, or of a free place, beside the pointer or the card itself. */
function openMenu(desk: HTMLElement, call: Call, target: HTMLElement, x?: number, y?: number): void {
  const card = target.closest<HTMLElement>('[data-card]');
  const column = card ? null : target.closest<HTMLElement>('[data-column]');
  const box = (card ?? target).getBoundingClientRect();
  const rtl = document.documentElement.dir === 'rtl';
  const [left, top] = [x ?? (rtl ? box.right - 24 : box.left + 24), y ?? (card ? box.top + Math.min(box.height, 28) : box.top + 80)];
  const down = column && y !== undefined ? y - column.getBoundingClientRect().top : 0;
  void call('Menu', card?.dataset.card ?? null, column?.dataset.column ?? null, down, rtl ? innerWidth - left : left, top);
}

// by place on the keyboard, so that an Arabic layout works too
const keys: Record<string, string> = {
  KeyN: 'new', KeyW: 'walk-in', KeyL: 'waitlist', KeyT: 'today', BracketLeft: 'earlier', BracketRight: 'later', KeyF: 'filter', KeyR: 'by', Digit1: 'day', Digit2: 'week', Digit3: 'month',
};
const keysOfCards: Record<string, string> = { KeyM: 'move', KeyA: 'arrived', KeyC: 'copy', Delete: 'cancel' };

function onKey(event: KeyboardEvent, desk: HTMLElement, call: Call): void {
  const target = event.target as HTMLElement;
  const key = (name: string, card: string | null = null) => { event.preventDefault(); void call('KeyAsync', name, card); };
  if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey)) return key('search');
  if (event.key === 'Escape') return key('escape');
  const menu = target.closest<HTMLElement>('[role=menu]');
  if (menu) return inMenu(event, menu, () => key('escape'));
  if (target.role === 'combobox' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return event.preventDefault(); // the caret stays
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) return;
  const card = target.closest<HTMLElement>('[data-card]');
  if (event.key === 'ContextMenu' || event.key === 'F10' && event.shiftKey) {
    if (!card && !target.closest('[data-grid]')) return;
    event.preventDefault();
    return openMenu(desk, call, target);
  }
  if (event.key === '?' || event.key === '؟') return key('keys');
  if (event.code === 'Slash' && !event.shiftKey) return pressed(event, desk.querySelector('[data-find]'), box => box.focus());
  if (event.code === 'KeyP' && !event.shiftKey) return pressed(event, desk.querySelector('[data-print]'), link => link.click());
  if (card && event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && card.classList.contains('is-resizable')) {
    event.preventDefault();
    return stretch(card, event.key === 'ArrowDown' ? 1 : -1, call);
  }
  const name = keys[event.code] ?? (card ? keysOfCards[event.code] : undefined);
  if (name && !event.shiftKey) return key(name, card?.dataset.card ?? null);
  if (!event.key.startsWith('Arrow')) return;
  const next = target.closest('[data-grid], .agenda') ? neighbour(desk, target, event.key) : target.closest('[data-month]') ? otherDay(desk, target, event.key) : undefined;
  if (next) {
    event.preventDefault();
    next.focus();
  }
}

function pressed(event: KeyboardEvent, element: HTMLElement | null, act: (element: HTMLElement) => void): void {
  if (!element) return;
  event.preventDefault();
  act(element);
}

function inMenu(event: KeyboardEvent, menu: HTMLElement, close: () => void): void {
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const here = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: -1 }[event.key];
  if (event.key === 'Tab') return close();
  if (to === undefined) return;
  event.preventDefault();
  items.at(to >= items.length ? 0 : to)?.focus();
}

interface Stretch { card: HTMLElement; id: string | undefined; height: string; shown: string; steps: number; timer: number }

let stretching: Stretch | null = null;

/** Longer or shorter by so many steps: seen at once, and sent as one change when the key rests or another card is meant. */
function stretch(card: HTMLElement, by: number, call: Call): void {
  if (stretching && stretching.id !== card.dataset.card) sendStretch(call);
  if (!stretching) {
    stretching = { card, id: card.dataset.card, height: card.style.height, shown: card.style.height, steps: 0, timer: 0 };
    void call('TakeUp', card.dataset.card);
  }
  const now = stretching;
  if (now.card !== card || now.shown !== card.style.height) [now.card, now.height] = [card, card.style.height]; // drawn anew by the server
  now.steps += by;
  const height = parseFloat(now.height) + now.steps * 5 * Number(card.closest<HTMLElement>('[data-grid]')?.dataset.perMinute ?? 2);
  card.style.height = `${Math.max(height, 10)}px`;
  now.shown = card.style.height;
  clearTimeout(now.timer);
  now.timer = window.setTimeout(() => sendStretch(call), 400);
}

function sendStretch(call: Call): void {
  if (!stretching) return;
  const { card, id, height, shown, steps, timer } = stretching;
  stretching = null;
  clearTimeout(timer);
  if (card.style.height === shown) card.style.height = height; // as the server knows it; its answer draws the new length
  if (steps !== 0) void call('StretchAsync', id, steps);
}

/** A day or a week further, as the month is written: to the left is later in Arabic. */
function otherDay(desk: HTMLElement, from: HTMLElement, arrow: string): HTMLElement | undefined {
  const days = [...desk.querySelectorAll<HTMLElement>('[data-day]')];
  const ahead = document.documentElement.dir === 'rtl' ? -1 : 1;
  const by = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -ahead, ArrowRight: ahead }[arrow] ?? 0;
  return days[days.indexOf(from) + by];
}

/** The nearest card in the arrow's direction; from the calendar itself, the first one at or below now. */
function neighbour(desk: HTMLElement, from: HTMLElement, arrow: string): HTMLElement | undefined {
  const cards = [...desk.querySelectorAll<HTMLElement>('[data-card]')];
  if (!from.dataset.card) {
    const now = desk.querySelector('.now')?.getBoundingClientRect().top ?? -Infinity;
    return cards.find(card => card.getBoundingClientRect().bottom >= now) ?? cards[0];
  }
  const here = middle(from);
  const along = arrow === 'ArrowUp' || arrow === 'ArrowDown';
  const sign = arrow === 'ArrowDown' || arrow === 'ArrowRight' ? 1 : -1;
  let best: HTMLElement | undefined;
  let least = Infinity;
  for (const card of cards) {
    const there = middle(card);
    const [ahead, aside] = along ? [(there.y - here.y) * sign, Math.abs(there.x - here.x)] : [(there.x - here.x) * sign, Math.abs(there.y - here.y)];
    if (card === from || ahead < 4) continue;
    const cost = ahead + aside * (along ? 8 : 2);
    if (cost < least) [best, least] = [card, cost];
  }
  return best;
}

function middle(element: HTMLElement): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
