// Who is meant by what is typed: the server says, and the others step back. Nothing is drawn anew.
import type { Call } from './_drag';

interface Found { cards: string[]; said: string }

const pause = 150;

export function startFinding(desk: HTMLElement, call: Call, signal: AbortSignal): void {
  let waiting = 0;
  desk.addEventListener('input', event => {
    const box = (event.target as HTMLElement).closest<HTMLInputElement>('[data-find]');
    if (!box) return;
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void find(desk, call), pause);
  }, { signal });
  desk.addEventListener('keydown', event => {
    const box = (event.target as HTMLElement).closest<HTMLInputElement>('[data-find]');
    if (!box) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      clearTimeout(waiting);
      void find(desk, call).then(() => desk.querySelector<HTMLElement>('[data-hit]')?.focus());
    }
    if (event.key === 'Escape' && box.value) {
      event.preventDefault();
      event.stopPropagation();
      box.value = '';
      void find(desk, call);
      desk.querySelector<HTMLElement>('[data-grid]')?.focus();
    }
  }, { signal });
  // also where nothing is looked for any more, or the box is gone with its cards; what somebody looks at stays where it is
  desk.addEventListener('desk:again', () => void find(desk, call, false), { signal });
}

async function find(desk: HTMLElement, call: Call, scroll = true): Promise<void> {
  const box = desk.querySelector<HTMLInputElement>('[data-find]');
  const typed = box?.value.trim() ?? '';
  const found = typed ? await call<Found | null>('Find', typed) : null;
  if (box && box.value.trim() !== typed) return; // more was typed meanwhile
  desk.toggleAttribute('data-finding', !!found);
  const meant = new Set(found?.cards ?? []);
  for (const card of desk.querySelectorAll<HTMLElement>('[data-card]'))
    card.toggleAttribute('data-hit', meant.has(card.dataset.card!.slice(-12)));
  const said = desk.querySelector<HTMLElement>('[data-found]');
  if (said) said.textContent = found?.said ?? '';
  if (scroll) desk.querySelector<HTMLElement>('[data-hit]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
