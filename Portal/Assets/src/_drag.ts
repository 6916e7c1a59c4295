// A card in the hand: its ghost snaps to places, and at each place the server says what is in the way, before anything is let go.

export type Call = <T>(method: string, ...args: unknown[]) => Promise<T | undefined>;

interface Verdict { state: string; why: string | null }

interface Drag {
  card: HTMLElement; pointer: number; x: number; y: number; startX: number; startY: number; grip: number; edge: boolean;
  ghost: HTMLElement | null; column: HTMLElement | null; minutes: number; still: boolean; asked: string; told: string;
}

const step = 5; // minutes
const edgeHeight = 7;
const arabic = '٠١٢٣٤٥٦٧٨٩';

export function startDragging(desk: HTMLElement, call: Call, signal: AbortSignal, onTap: (card: HTMLElement, x: number, y: number) => void): void {
  let drag: Drag | null = null;
  let press = 0;
  let frame = 0;
  let asking = false;
  let dropped = -1; // a pointer that is still down though its card was let go by Escape

  const begin = () => {
    if (!drag || drag.ghost) return;
    const box = drag.card.getBoundingClientRect();
    const ghost = drag.card.cloneNode(true) as HTMLElement;
    for (const name of ['data-card', 'title']) ghost.removeAttribute(name);
    ghost.setAttribute('aria-hidden', 'true');
    ghost.classList.add('ghost');
    ghost.style.cssText += `;position:fixed;inset-block-start:0;inset-inline-start:auto;left:0;margin:0;width:${box.width}px;height:${box.height}px`;
    for (const name of ['ghost-time numbers', 'ghost-why']) {
      const line = document.createElement('span');
      line.className = name;
      ghost.append(line);
    }
    desk.append(ghost);
    drag.card.classList.add('is-dragged');
    drag.card.setPointerCapture(drag.pointer);
    drag.ghost = ghost;
    void call('TakeUp', drag.card.dataset.card);
    draw();
  };

  const end = () => {
    clearTimeout(press);
    cancelAnimationFrame(frame);
    frame = 0;
    drag?.ghost?.remove();
    drag?.card.classList.remove('is-dragged');
    drag = null;
  };

  // the click that follows a drag opens nothing
  const swallowClick = () => {
    const swallow = (click: MouseEvent) => { click.stopPropagation(); click.preventDefault(); };
    addEventListener('click', swallow, { capture: true });
    setTimeout(() => removeEventListener('click', swallow, { capture: true }), 0);
  };

  // once a frame at most, and in every frame while the pointer rests at an edge
  const draw = () => {
    frame = 0;
    if (!drag?.ghost) return;
    const scrolled = scrollAtEdge(desk, drag.y);
    const column = drag.edge ? drag.card.closest<HTMLElement>('[data-column]') : columnAt(desk, drag.x) ?? drag.column;
    if (column) place(drag, drag.ghost, column);
    if (scrolled) frame = requestAnimationFrame(draw);
  };

  const place = (now: Drag, ghost: HTMLElement, column: HTMLElement) => {
    const scale = perMinute(desk);
    const box = column.getBoundingClientRect();
    const own = now.card.getBoundingClientRect();
    const snapped = (y: number) => Math.round((y - box.top) / scale / step) * step;
    const starts = snapped(own.top);
    // who is carried sideways keeps the exact time, also one off the five minutes
    now.still = !now.edge && Math.abs(now.y - now.grip - own.top) < step * scale / 2;
    now.minutes = now.edge ? Math.max(snapped(now.y - now.grip + own.height), starts + step)
      : now.still ? (own.top - box.top) / scale
      : Math.max(0, snapped(now.y - now.grip));
    now.column = column;
    const [left, width, top, height] = now.edge
      ? [own.left, own.width, own.top, (now.minutes - starts) * scale]
      : [box.left + 3, box.width - 6, box.top + now.minutes * scale, own.height];
    ghost.style.transform = `translate(${left}px, ${top}px)`;
    ghost.style.width = `${width}px`;
    ghost.style.height = `${height}px`;
    now.asked = `${column.dataset.column}@${now.minutes.toFixed(1)}`;
    const from = Number(column.dataset.from);
    const words = now.edge ? `${clock(desk, from + starts)} – ${clock(desk, from + now.minutes)}` : clock(desk, from + Math.round(now.minutes));
    ghost.querySelector('.ghost-time')!.textContent = words;
    if (now.asked !== now.told) void ask();
  };

  // one question on the way at a time; what was passed meanwhile is not asked
  const ask = async () => {
    if (asking || !drag?.ghost || !drag.column) return;
    asking = true;
    const { ghost, asked } = drag;
    const verdict = await call<Verdict | null>('CheckAsync', drag.card.dataset.card, drag.column.dataset.column, pixels(drag), drag.edge);
    asking = false;
    if (drag?.ghost !== ghost) return;
    drag.told = asked;
    ghost.classList.toggle('is-refused', verdict?.state === 'refused');
    ghost.classList.toggle('is-late', verdict?.state === 'late');
    ghost.dataset.state = verdict?.state ?? '';
    ghost.querySelector('.ghost-why')!.textContent = verdict?.why ?? '';
    if (drag.asked !== asked) void ask();
  };

  const pixels = (now: Drag) => now.minutes * perMinute(desk) + (now.still ? 0 : 0.5);

  desk.addEventListener('pointerdown', event => {
    const card = (event.target as HTMLElement).closest<HTMLElement>('.grid [data-card].is-movable');
    if (!card || event.button !== 0) return;
    if (drag && drag.pointer !== event.pointerId) return; // a second finger
    end();
    const box = card.getBoundingClientRect();
    const edge = card.classList.contains('is-resizable') && box.bottom - event.clientY <= edgeHeight;
    drag = {
      card, pointer: event.pointerId, x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY, grip: event.clientY - box.top, edge,
      ghost: null, column: null, minutes: 0, still: false, asked: '', told: '',
    };
    if (event.pointerType !== 'mouse') press = window.setTimeout(begin, 350); // a finger that moves at once scrolls
  }, { signal });

  desk.addEventListener('pointermove', event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    [drag.x, drag.y] = [event.clientX, event.clientY];
    if (!drag.ghost) {
      if (Math.hypot(drag.x - drag.startX, drag.y - drag.startY) < 6) return;
      if (event.pointerType !== 'mouse') return end();
      begin();
    }
    frame ||= requestAnimationFrame(draw);
  }, { signal });

  desk.addEventListener('pointerup', event => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (drag.ghost) {
      [drag.x, drag.y] = [event.clientX, event.clientY];
      draw();
    }
    const { card, ghost, column, edge } = drag;
    const rested = Math.hypot(event.clientX - drag.startX, event.clientY - drag.startY) < 6;
    const at = pixels(drag);
    end();
    if (!ghost) return;
    swallowClick();
    if (rested && event.pointerType !== 'mouse') onTap(card, event.clientX, event.clientY); // a long touch is a question what can be done
    else if (column) void call('DropAsync', card.dataset.card, column.dataset.column, at, edge);
  }, { signal });

  desk.addEventListener('pointercancel', end, { signal });
  desk.addEventListener('touchmove', event => { if (drag?.ghost) event.preventDefault(); }, { signal, passive: false });
  desk.addEventListener('contextmenu', event => { if (drag?.ghost) event.stopImmediatePropagation(), event.preventDefault(); }, { signal, capture: true });
  // Escape puts the card back and does nothing else: the panel beside it stays
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !drag) return;
    if (drag.ghost) {
      event.stopImmediatePropagation();
      event.preventDefault();
      dropped = drag.pointer;
    }
    end();
  }, { signal, capture: true });
  addEventListener('pointerdown', () => { dropped = -1; }, { signal, capture: true });
  addEventListener('pointerup', event => {
    if (event.pointerId !== dropped) return;
    dropped = -1;
    swallowClick();
  }, { signal, capture: true });
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

function clock(desk: HTMLElement, minutes: number): string {
  const text = `${(Math.floor(minutes / 60) + 11) % 12 + 1}:${String(minutes % 60).padStart(2, '0')}`;
  return desk.querySelector<HTMLElement>('[data-grid]')?.dataset.digits === 'arab' ? text.replace(/\d/g, digit => arabic[Number(digit)]!) : text;
}

function scrollAtEdge(desk: HTMLElement, y: number): boolean {
  const scroller = desk.querySelector<HTMLElement>('[data-grid]');
  if (!scroller) return false;
  const box = scroller.getBoundingClientRect();
  const before = scroller.scrollTop;
  if (y > box.bottom - 32) scroller.scrollTop += 12;
  else if (y < box.top + 72) scroller.scrollTop -= 12;
  return scroller.scrollTop !== before;
}
