// The desk's browser side: keys, arrows between cards, dragging a card, and what is kept while the line is down.
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
  const call = (method: string, ...args: unknown[]) => { handler.invokeMethodAsync(method, ...args).catch(() => undefined); };

  document.addEventListener('keydown', event => onKey(event, desk, call), { signal });
  desk.addEventListener('focusin', event => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    if (card) lastCard = card.dataset.card ?? null;
  }, { signal });
  document.addEventListener('input', event => {
    if ((event.target as HTMLElement).closest('form[data-draft]')) keepDraft();
  }, { signal });
  narrowScreen.addEventListener('change', () => call('Narrow', narrowScreen.matches), { signal });
  startDragging(desk, call, signal);
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
  (card ?? desk.querySelector<HTMLElement>('[data-grid]'))?.focus({ preventScroll: true });
}

// by place on the keyboard, so that an Arabic layout works too
const keys: Record<string, string> = { KeyN: 'new', KeyW: 'walk-in', KeyL: 'waitlist', KeyT: 'today', BracketLeft: 'earlier', BracketRight: 'later', KeyM: 'move' };

function onKey(event: KeyboardEvent, desk: HTMLElement, call: (method: string, ...args: unknown[]) => void): void {
  const target = event.target as HTMLElement;
  const key = (name: string, card: string | null = null) => { event.preventDefault(); call('KeyAsync', name, card); };
  if (event.code === 'KeyK' && (event.ctrlKey || event.metaKey)) return key('search');
  if (event.key === 'Escape') return key('escape');
  if (target.role === 'combobox' && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) return event.preventDefault(); // the caret stays
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, [contenteditable]')) return;
  const card = target.closest<HTMLElement>('[data-card]')?.dataset.card ?? null;
  if (event.key === '?' || event.key === '؟') return key('keys');
  const name = keys[event.code];
  if (name && !event.shiftKey && (name !== 'move' || card)) return key(name, card);
  if (event.key.startsWith('Arrow') && target.closest('[data-grid], .agenda')) {
    const next = neighbour(desk, target, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
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

const step = 5; // minutes

function startDragging(desk: HTMLElement, call: (method: string, ...args: unknown[]) => void, signal: AbortSignal): void {
  let drag: { card: HTMLElement; pointer: number; x: number; y: number; grip: number; ghost: HTMLElement | null; column: HTMLElement | null; top: number } | null = null;
  let press = 0;

  const begin = () => {
    if (!drag || drag.ghost) return;
    const box = drag.card.getBoundingClientRect();
    const ghost = drag.card.cloneNode(true) as HTMLElement;
    ghost.removeAttribute('data-card');
    ghost.setAttribute('aria-hidden', 'true');
    ghost.className += ' ghost';
    ghost.style.cssText += `;position:fixed;left:${box.left}px;top:${box.top}px;width:${box.width}px;height:${box.height}px;inset-inline-start:auto`;
    const time = document.createElement('span');
    time.className = 'ghost-time numbers';
    ghost.append(time);
    desk.append(ghost);
    drag.card.classList.add('is-dragged');
    drag.card.setPointerCapture(drag.pointer);
    drag.ghost = ghost;
  };
  const end = () => {
    clearTimeout(press);
    drag?.ghost?.remove();
    drag?.card.classList.remove('is-dragged');
    drag = null;
  };

  desk.addEventListener('pointerdown', event => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('.grid [data-card][data-movable]');
    if (!card || event.button !== 0) return;
    drag = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, grip: event.clientY - card.getBoundingClientRect().top, ghost: null, column: null, top: 0 };
    if (event.pointerType !== 'mouse') press = window.setTimeout(begin, 350); // a finger that moves at once scrolls
  }, { signal });

  desk.addEventListener('pointermove', event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const moved = Math.hypot(event.clientX - drag.x, event.clientY - drag.y);
    if (!drag.ghost) {
      if (moved < 6) return;
      if (event.pointerType !== 'mouse') return end();
      begin();
    }
    const ghost = drag.ghost!;
    const column = columnAt(desk, event.clientX);
    if (!column) return;
    const box = column.getBoundingClientRect();
    const minutes = Math.max(0, Math.round((event.clientY - drag.grip - box.top) / perMinute(desk) / step) * step);
    drag.column = column;
    drag.top = minutes * perMinute(desk);
    ghost.style.left = `${box.left}px`;
    ghost.style.top = `${box.top + drag.top}px`;
    ghost.style.width = `${box.width}px`;
    const clock = Number(column.dataset.from) + minutes;
    ghost.querySelector('.ghost-time')!.textContent = `${(Math.floor(clock / 60) + 11) % 12 + 1}:${String(clock % 60).padStart(2, '0')}`;
    scrollAtEdge(desk, event.clientY);
  }, { signal });

  desk.addEventListener('pointerup', event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    const { card, ghost, column, top } = drag;
    end();
    if (!ghost) return;
    // the click that follows a drag opens nothing
    const swallow = (click: MouseEvent) => { click.stopPropagation(); click.preventDefault(); };
    addEventListener('click', swallow, { capture: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
    if (column) call('DropAsync', card.dataset.card, column.dataset.column, top + 0.5);
  }, { signal });
  desk.addEventListener('pointercancel', end, { signal });
  desk.addEventListener('touchmove', event => { if (drag?.ghost) event.preventDefault(); }, { signal, passive: false });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') end(); }, { signal });
}

function columnAt(desk: HTMLElement, x: number): HTMLElement | undefined {
  return [...desk.querySelectorAll<HTMLElement>('[data-column]')].find(column => {
    const box = column.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
}

function perMinute(desk: HTMLElement): number {
  return Number(desk.querySelector<HTMLElement>('[data-grid]')?.dataset.perMinute ?? 2);
}

function scrollAtEdge(desk: HTMLElement, y: number): void {
  const scroller = desk.querySelector<HTMLElement>('[data-grid]');
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  if (y > box.bottom - 32) scroller.scrollTop += 12;
  else if (y < box.top + 72) scroller.scrollTop -= 12;
}
