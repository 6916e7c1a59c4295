// The line to the server: the framework tries for a while; after that we try forever, with pauses that grow to ten seconds. A server that
// answers but does not know the page any more (it was started anew) gets the page loaded again: what it shows is in its address.
import { forget, known } from './_kept';

declare const Blazor: { reconnect(): Promise<boolean> };

const dialog = document.getElementById('components-reconnect-modal') as HTMLDialogElement | null;
const longest = 10_000;
let trying = false;
let down = false;

dialog?.addEventListener('components-reconnect-state-changed', event => {
  switch ((event as CustomEvent<{ state: string }>).detail.state) {
    case 'show': down = true; show(); break;
    case 'hide': down = false; dialog.close(); break;
    case 'failed': void tryForever(); break;
    case 'rejected': void loadAgain(); break;
  }
});

// what was kept is one person's: it goes when they go
document.addEventListener('click', event => {
  if ((event.target as Element).closest?.('a[href^="/account/sign-out"]')) forget();
});

// a locked screen shows nobody's list; it is shown when it is opened
document.addEventListener('unlocked', () => { if (down) show(); });

function show(): void {
  if (!dialog || dialog.open || 'locked' in document.documentElement.dataset) return;
  const place = dialog.querySelector<HTMLElement>('#last-known');
  const list = known();
  if (place && list && list.rows.length > 0) {
    place.hidden = false;
    place.querySelector('h3')!.textContent = list.title;
    place.querySelector('tbody')!.replaceChildren(...list.rows.map(row => {
      const line = document.createElement('tr');
      for (const [name, value] of [['time', row.time], ['name', row.name], ['phone', row.phone], ['doctor', row.doctor], ['status', row.status]] as const) {
        const cell = document.createElement('td');
        const text = document.createElement('bdi');
        text.textContent = value;
        if (name === 'phone') text.className = 'phone';
        cell.append(text);
        line.append(cell);
      }
      return line;
    }));
  }
  dialog.showModal();
}

async function tryForever(): Promise<void> {
  if (trying) return;
  trying = true;
  for (let pause = 1000; ; pause = Math.min(pause * 1.5, longest)) {
    await new Promise(resolve => setTimeout(resolve, pause));
    try {
      if (await Blazor.reconnect()) break;
      await loadAgain();
      return;
    } catch {
      // the server is not there yet
    }
  }
  trying = down = false;
  dialog?.close();
}

// not before the server can serve: a browser's own error page would lose the address's page
async function loadAgain(): Promise<void> {
  for (let pause = 300; ; pause = Math.min(pause * 1.5, longest)) {
    try {
      if ((await fetch('/health/ready', { cache: 'no-store' })).ok) break;
    } catch {
      // not there yet
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
  location.reload();
}
