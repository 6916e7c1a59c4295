// Keeps the live parts of a page as they are on the server: an event says that they have become others, the page is fetched again and its
// live parts are exchanged. Nothing of anybody travels in the events.

const patience = 45_000; // three missed heartbeats

const parts = () => [...document.querySelectorAll<HTMLElement>('[data-live]')];
const address = parts()[0]?.dataset.live;
let source: EventSource | undefined;
let heard = Date.now();
let wait = 1000;
let again = 0;

function lost(is: boolean): void {
  document.documentElement.toggleAttribute('data-line-lost', is);
  document.querySelectorAll<HTMLElement>('[data-lost]').forEach(note => { note.hidden = !is; });
}

async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { cache: 'no-store', headers: { Accept: 'text/html' } });
  if (answer.status === 404) return location.reload(); // taken back, or gone: the page says so itself
  if (!answer.ok) throw new Error(String(answer.status));
  const fresh = [...new DOMParser().parseFromString(await answer.text(), 'text/html').querySelectorAll<HTMLElement>('[data-live]')];
  const now = parts();
  if (fresh.length !== now.length) return location.reload();
  now.forEach((part, i) => {
    const other = fresh[i]!;
    if (part.dataset.digest === other.dataset.digest) return;
    part.className = other.className;
    part.dataset.digest = other.dataset.digest;
    part.innerHTML = other.innerHTML;
  });
}

function listen(): void {
  source?.close();
  heard = Date.now();
  source = new EventSource(address!);
  const here = (event: MessageEvent<string>) => {
    heard = Date.now();
    wait = 1000;
    if (event.type !== 'ping' && event.data !== parts()[0]?.dataset.digest) refresh().then(() => lost(false), retry);
    else lost(false);
  };
  source.addEventListener('changed', here);
  source.addEventListener('ping', here);
  source.addEventListener('gone', () => location.reload());
  source.onerror = () => { if (source?.readyState === EventSource.CLOSED) retry(); else if (Date.now() - heard > 5000) lost(true); };
}

function retry(): void {
  lost(true);
  source?.close();
  clearTimeout(again);
  again = window.setTimeout(listen, wait);
  wait = Math.min(wait * 2, 15_000);
}

if (address) {
  listen();
  // a line that died without a word
  setInterval(() => { if (Date.now() - heard > patience) retry(); }, 5000);
  addEventListener('online', () => listen());
  document.addEventListener('visibilitychange', () => { if (!document.hidden && Date.now() - heard > 20_000) listen(); });
}
