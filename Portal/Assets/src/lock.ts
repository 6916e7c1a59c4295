// The screen of staff locks when nobody has touched it for a while. Whoever works renews the session: a page lives on its line to the server,
// which renews nothing by itself. All tabs of a browser count as one desk; what is half typed stays where it is, behind the lock.
import { supported, wasLeft } from './_passkey';

const activeKey = 'staff.active';
const lockedKey = 'staff.locked';
const sessionKey = 'staff.session';
const renewEvery = 75_000; // the server counts a person as seen for at least a minute

const dialog = document.getElementById('lock') as HTMLDialogElement | null;
if (dialog) start(dialog);

function start(lock: HTMLDialogElement): void {
  const form = lock.querySelector('form')!;
  const password = form.querySelector<HTMLInputElement>('#lock-password')!;
  const passkey = form.querySelector<HTMLButtonElement>('[data-passkey]')!;
  const token = form.querySelector<HTMLInputElement>('input[name="__RequestVerificationToken"]')!.value;
  const root = document.documentElement;
  let title = document.title;
  let last = Date.now();
  let renewed = last;
  let timer = 0;
  let renewal = 0;

  const isLocked = () => 'locked' in root.dataset;
  const after = () => Number(lock.dataset.after) * 1000;
  const idle = () => Date.now() - Math.max(last, Number(localStorage.getItem(activeKey)));

  localStorage.setItem(activeKey, String(last));
  localStorage.setItem(sessionKey, lock.dataset.session!);
  localStorage.removeItem(lockedKey); // the server has just given this page out
  for (const event of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'])
    addEventListener(event, touched, { capture: true, passive: true });
  for (const event of ['focus', 'pageshow', 'visibilitychange'])
    addEventListener(event, look, { capture: true });
  // what has no focus inside the lock gets no key: the desk listens on the whole document
  addEventListener('keydown', event => {
    if (!isLocked() || lock.contains(event.target as Node)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    password.focus();
  }, { capture: true });
  lock.addEventListener('keydown', event => event.stopPropagation());
  lock.addEventListener('cancel', event => event.preventDefault());
  lock.addEventListener('close', () => { if (isLocked()) lock.showModal(); });
  form.addEventListener('submit', event => { event.preventDefault(); void open({ password: password.value }, 'lock-wrong'); });
  passkey.addEventListener('click', () => void openByPasskey());
  document.addEventListener('click', event => {
    if ((event.target as Element).closest?.('[data-lock]')) close();
  });
  addEventListener('storage', event => {
    if (event.key !== lockedKey) return;
    if (event.newValue) show();
    else void post('/account/active').then(answer => { if (answer?.ok) goOn(); });
  });
  look();

  /** Locks if it is time, and looks again when it may be. */
  function look(): void {
    clearTimeout(timer);
    if (isLocked()) return;
    const rest = after() - idle();
    if (rest <= 0) close();
    else timer = window.setTimeout(look, rest);
  }

  function touched(): void {
    if (isLocked()) return;
    const now = Date.now();
    if (idle() >= after()) return close(); // the machine slept: whoever wakes it is asked first
    if (now - last < 1000) return;
    last = now;
    localStorage.setItem(activeKey, String(now));
    if (!renewal) renewal = window.setTimeout(renew, Math.max(0, renewed + renewEvery - now));
  }

  async function renew(): Promise<void> {
    renewal = 0;
    if (isLocked()) return;
    renewed = Date.now();
    if ((await post('/account/active'))?.status === 401) show();
  }

  function close(): void {
    show();
    localStorage.setItem(lockedKey, '1');
    void post('/account/lock');
  }

  function show(): void {
    if (isLocked()) return;
    clearTimeout(timer);
    title = document.title; // it may name a patient
    document.title = lock.dataset.title!;
    root.dataset.locked = '';
    complain(null);
    form.querySelector('a')!.href = `/account/sign-in?returnUrl=${encodeURIComponent(location.pathname + location.search)}`;
    lock.showModal();
    password.focus();
    passkey.hidden = true;
    if (supported) void askForPasskey().then(options => { passkey.hidden = !options; });
  }

  /** Another tab was opened again. Where somebody signed in there instead, this page's own session has ended: it loads anew, and finds its draft. */
  function goOn(): void {
    if (localStorage.getItem(sessionKey) === lock.dataset.session) hide();
    else location.reload();
  }

  function hide(): void {
    delete root.dataset.locked;
    document.title = title;
    form.reset();
    lock.close();
    last = renewed = Date.now();
    localStorage.setItem(activeKey, String(last));
    document.dispatchEvent(new Event('unlocked'));
    look();
  }

  async function open(proof: Record<string, string>, refused: string): Promise<void> {
    complain(null);
    const answer = await post('/account/unlock', new URLSearchParams(proof));
    if (answer?.ok) {
      hide();
      localStorage.removeItem(lockedKey);
    } else if (!answer || answer.status >= 500) {
      complain('lock-offline');
    } else if (answer.status === 422) {
      password.value = '';
      complain(refused);
    } else {
      location.reload(); // the session is over: the sign-in page knows the way back
    }
  }

  async function askForPasskey(): Promise<any> {
    const answer = await post('/account/unlock/passkey');
    return answer?.status === 200 ? answer.json() : null;
  }

  async function openByPasskey(): Promise<void> {
    complain(null);
    const options = await askForPasskey();
    if (!options) return complain('lock-offline');
    try {
      const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      await open({ credential: JSON.stringify((credential as PublicKeyCredential).toJSON()) }, 'lock-refused');
    } catch (error) {
      if (!wasLeft(error)) complain('lock-refused');
    }
  }

  function complain(what: string | null): void {
    for (const id of ['lock-wrong', 'lock-refused', 'lock-offline'])
      document.getElementById(id)!.hidden = id !== what;
    password.toggleAttribute('aria-invalid', what === 'lock-wrong');
    if (what) password.focus();
  }

  async function post(path: string, body?: URLSearchParams): Promise<Response | null> {
    try {
      // "XMLHttpRequest" asks for a 401 instead of the sign-in page
      return await fetch(path, { method: 'POST', body, headers: { RequestVerificationToken: token, 'X-Requested-With': 'XMLHttpRequest' } });
    } catch {
      return null;
    }
  }
}
