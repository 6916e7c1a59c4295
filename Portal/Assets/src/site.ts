// Patients' pages work without this. With it a form is not sent twice, the kept time counts down, and what is not needed yet waits unseen.

// (the chat sends its own forms)
for (const form of [...document.querySelectorAll('form')].filter(form => !form.closest('#chat'))) {
  form.addEventListener('submit', event => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    // after the submission took its values, so that the pressed button's own is among them
    setTimeout(() => form.querySelectorAll('button').forEach(button => { button.disabled = true; }), 0);
  });
}

// a page that comes back from the browser's own cache must not keep its buttons dead
addEventListener('pageshow', () => document.querySelectorAll('form').forEach(form => {
  delete form.dataset.sent;
  form.querySelectorAll('button').forEach(button => { button.disabled = false; });
}));

document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();

/** Minutes and seconds left until a time on the server's clock; the phone's own may be wrong by hours, so only the page's age is counted. */
const opened = performance.now();
const serverNow = Number(document.querySelector<HTMLElement>('[data-now]')?.dataset.now ?? NaN) * 1000;
const left = (until: string) => Number(until) * 1000 - (serverNow + performance.now() - opened);

const kept = document.querySelector<HTMLElement>('[data-until]');
const clock = kept?.querySelector<HTMLElement>('.countdown');
if (kept && clock && serverNow) {
  const digits = (clock.dataset.digits ?? '0123456789').split('');
  const show = () => {
    const seconds = Math.max(0, Math.ceil(left(kept.dataset.until!) / 1000));
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    clock.textContent = text.replace(/\d/g, digit => digits[Number(digit)]!);
    if (seconds > 0) {
      setTimeout(show, 1000);
      return;
    }
    kept.hidden = true; // what was typed stays; sending it tries to get the time again
    document.querySelector<HTMLElement>('.passed')?.removeAttribute('hidden');
  };
  show();
}

for (const later of document.querySelectorAll<HTMLElement>('[data-reveal-at]')) {
  const wait = serverNow ? left(later.dataset.revealAt!) : 0;
  if (wait <= 0)
    continue;
  later.hidden = true;
  setTimeout(() => { later.hidden = false; }, wait);
}

// somebody else's name is asked for only when somebody else is chosen
const other = document.querySelector<HTMLElement>('.somebody-else');
const people = document.querySelectorAll<HTMLInputElement>('.radios input');
if (other) {
  const show = () => { other.hidden = ![...people].some(choice => choice.checked && choice.value === 'else'); };
  people.forEach(choice => choice.addEventListener('change', show));
  show();
}

// whoever signs in next on this tab finds nothing of who was here before (Assets/src/_kept.ts)
if (location.pathname.startsWith('/account/sign-')) sessionStorage.clear();

// the corner's chat opens over the page where there is room for it; on a phone its button leads to the chat's own page
const launcher = document.querySelector<HTMLAnchorElement>('.chat-launcher');
if (launcher) {
  const open = async (focus: boolean) => {
    if (!document.querySelector('link[data-chat]')) {
      const style = document.createElement('link');
      [style.rel, style.href, style.dataset.chat] = ['stylesheet', launcher.dataset.style!, ''];
      await new Promise(resolve => {
        style.onload = style.onerror = resolve;
        document.head.append(style);
      });
    }
    await (await import(new URL(launcher.dataset.script!, document.baseURI).href)).open(launcher, focus);
  };
  const hasRoom = () => innerWidth >= 700 && innerHeight >= 500;
  launcher.addEventListener('click', event => {
    if (!hasRoom() || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(true).catch(() => { location.href = launcher.href; });
  });
  if (hasRoom() && sessionStorage.getItem('chat-open')) open(false).catch(() => sessionStorage.removeItem('chat-open'));
}
