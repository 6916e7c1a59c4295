// The chat of the clinic's site. The server renders it whole (ChatPanel.razor); this brings it to life, on its own page or in the corner of another.

type Turn = { n: number; by: 'patient' | 'agent' | 'person'; text: string; lang: string; quick: string[]; emergency: boolean; name: string | null; id: string | null };
type State = { state: 'agent' | 'waiting' | 'person' | 'ended'; holder: string | null };

const longest = 2000;
const patience = 75_000; // the longest that a reply may take
const reduced = matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Reads server-sent events from a response's body. */
async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<{ kind: string; data: string }> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop()!;
    for (const block of blocks) {
      let kind = 'message';
      const data: string[] = [];
      for (const line of block.split('\n'))
        if (line.startsWith('event: ')) kind = line.slice(7);
        else if (line.startsWith('data: ')) data.push(line.slice(6));
      yield { kind, data: data.join('\n') };
    }
  }
}

const post = (path: string, body: unknown, signal?: AbortSignal) =>
  fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), credentials: 'same-origin', signal });

const element = <K extends keyof HTMLElementTagNameMap>(name: K, className: string, text = '') => {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
};

const uuid = () => crypto.randomUUID?.() ?? '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, digit =>
  (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0]! & (15 >> (Number(digit) / 4)))).toString(16));

class Chat {
  private readonly list: HTMLOListElement | null;
  private readonly scroll: HTMLElement | null;
  private readonly form: HTMLFormElement | null;
  private readonly box: HTMLTextAreaElement | null;
  private readonly quick: HTMLElement | null;
  private readonly trouble: HTMLElement | null;
  private readonly stateLine: HTMLElement;
  private line: EventSource | null = null;
  private last = 0;
  private sending = 0;
  private typing: HTMLLIElement | null = null;
  private pressed = ''; // phones of 2020 do not tell a form which of its buttons was pressed

  constructor(private readonly root: HTMLElement, private readonly reload: () => Promise<void>) {
    const find = <T extends HTMLElement>(selector: string) => root.querySelector<T>(selector);
    this.list = find<HTMLOListElement>('.chat-turns');
    this.scroll = find('.chat-scroll');
    this.form = find<HTMLFormElement>('.chat-say');
    this.box = find<HTMLTextAreaElement>('.chat-say textarea');
    this.quick = find('.chat-quick');
    this.trouble = find('.chat-trouble');
    this.stateLine = find('.chat-state')!;
    this.last = Math.max(0, ...[...root.querySelectorAll<HTMLElement>('.chat-turn')].map(turn => Number(turn.dataset.n)));
    find<HTMLFormElement>('.chat-start')?.addEventListener('submit', event => this.start(event));
    find<HTMLFormElement>('.chat-end')?.addEventListener('submit', event => this.end(event));
    if (!this.form || !this.box) return;
    this.form.addEventListener('submit', event => this.submit(event));
    this.quick!.addEventListener('click', event => { this.pressed = (event.target as HTMLElement).closest('button')?.value ?? ''; });
    this.box.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit(event);
      }
    });
    this.box.addEventListener('input', () => this.grow());
    this.box.value = sessionStorage.getItem('chat-draft') ?? '';
    this.grow();
    this.toEnd();
    this.listen();
    // a phone that comes back from another app has lost the line without being told
    document.addEventListener('visibilitychange', () => { if (!document.hidden && this.line?.readyState !== EventSource.OPEN) this.listen(); });
    addEventListener('online', () => this.listen());
    addEventListener('offline', () => this.complain(this.words('offline')));
  }

  focus() {
    (this.box ?? this.root.querySelector<HTMLElement>('.chat-start button'))?.focus();
  }

  close() {
    this.line?.close();
    this.line = null;
  }

  private words(key: string) {
    return this.root.dataset[key] ?? '';
  }

  private async start(event: Event) {
    event.preventDefault();
    const button = (event.target as HTMLElement).querySelector('button')!;
    button.disabled = true;
    try {
      if (!(await post('/chat/start', { language: this.words('language') })).ok) throw new Error();
      await this.reload();
    } catch {
      button.disabled = false;
      (event.target as HTMLFormElement).submit(); // the form knows the way too
    }
  }

  private async end(event: Event) {
    event.preventDefault();
    if (!confirm(this.words('endSure'))) return;
    this.close();
    sessionStorage.removeItem('chat-draft');
    try {
      if (!(await post('/chat/end', {})).ok) throw new Error();
      await this.reload();
    } catch {
      (event.target as HTMLFormElement).submit();
    }
  }

  private submit(event: Event) {
    event.preventDefault();
    const pressed = this.pressed;
    this.pressed = '';
    const text = (pressed || this.box!.value).trim();
    if (text.length === 0) {
      this.box!.focus();
      return;
    }
    if (text.length > longest) {
      this.complain(this.words('tooLong'));
      return;
    }
    if (!pressed) {
      this.box!.value = '';
      sessionStorage.removeItem('chat-draft');
      this.grow();
    }
    this.box!.focus();
    const id = uuid();
    const bubble = this.bubble({ n: 0, by: 'patient', text, lang: '', quick: [], emergency: false, name: null, id });
    bubble.dataset.id = id;
    this.place(bubble);
    this.offer([]);
    void this.say(text, id, bubble);
  }

  private async say(text: string, id: string, bubble: HTMLLIElement) {
    this.complain('');
    bubble.classList.remove('failed');
    bubble.querySelector('.chat-again')?.remove();
    this.sending++;
    this.showTyping();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), patience);
    let growing: HTMLLIElement | null = null;
    try {
      const response = await post('/chat/say', { id, text }, late.signal);
      if (response.status === 429) {
        this.fail(bubble, text, id, this.words('tooMany'));
        return;
      }
      if (!response.ok || !response.body) throw new Error();
      for await (const { kind, data } of events(response.body)) {
        const said = JSON.parse(data);
        if (kind === 'words') {
          growing ??= this.place(this.bubble({ n: 0, by: 'agent', text: '', lang: '', quick: [], emergency: false, name: null, id: null }));
          growing.classList.add('growing');
          growing.querySelector('p')!.textContent += said.text;
          this.hideTyping();
          this.toEnd();
        } else if (kind === 'turn') {
          growing?.remove();
          growing = null;
          this.take(said as Turn);
        } else if (kind === 'state') this.show(said as State);
        else if (kind === 'refused') {
          await this.reload(); // it has ended, or is not there any more
          return;
        }
      }
      bubble.classList.remove('pending');
    } catch {
      growing?.remove();
      this.fail(bubble, text, id, navigator.onLine ? this.words('notSent') : this.words('offline'));
    } finally {
      clearTimeout(timer);
      if (--this.sending === 0) this.hideTyping();
    }
  }

  private fail(bubble: HTMLLIElement, text: string, id: string, why: string) {
    if (Number(bubble.dataset.n) > 0) return; // it arrived after all, by the other line
    bubble.classList.add('failed');
    const again = element('button', 'chat-again quiet', `${why} ${this.words('again')}`);
    again.type = 'button';
    again.addEventListener('click', () => void this.say(text, id, bubble));
    bubble.append(again);
    this.toEnd();
  }

  /** The open line: what staff say, and what was said while this page slept. */
  private listen() {
    this.close();
    if (this.root.dataset.state === 'ended') return;
    const line = this.line = new EventSource(`/chat/events?after=${this.last}`);
    line.addEventListener('turn', event => this.take(JSON.parse((event as MessageEvent).data)));
    line.addEventListener('state', event => this.show(JSON.parse((event as MessageEvent).data)));
    line.addEventListener('refused', () => this.close());
    line.addEventListener('open', () => { if (this.trouble?.textContent === this.words('offline')) this.complain(''); });
    line.addEventListener('error', () => {
      if (line !== this.line) return;
      if (!navigator.onLine) this.complain(this.words('offline'));
      // the browser tries again by itself, unless the server said no
      if (line.readyState === EventSource.CLOSED) setTimeout(() => { if (line === this.line && !document.hidden) this.listen(); }, 5000);
    });
  }

  private take(turn: Turn) {
    if (turn.n <= this.last && this.list!.querySelector(`[data-n="${turn.n}"]`)) return;
    const sent = turn.id ? this.list!.querySelector<HTMLLIElement>(`[data-id="${turn.id}"]`) : null;
    if (sent) {
      sent.dataset.n = String(turn.n);
      sent.classList.remove('pending', 'failed');
      sent.querySelector('.chat-again')?.remove();
    } else {
      const after = [...this.list!.querySelectorAll<HTMLElement>('.chat-turn')].filter(other => Number(other.dataset.n) > 0 && Number(other.dataset.n) < turn.n).pop();
      const made = this.bubble(turn);
      if (after) after.after(made);
      else this.list!.append(made);
    }
    if (turn.n > this.last) {
      this.last = turn.n;
      if (turn.by !== 'patient') this.hideTyping();
      this.offer(turn.by === 'patient' ? [] : turn.quick);
    }
    this.toEnd();
  }

  private show({ state, holder }: State) {
    const before = this.root.dataset.state;
    this.root.dataset.state = state;
    const key = `state${state[0]!.toUpperCase()}${state.slice(1)}`;
    this.stateLine.textContent = this.words(key).replace('{0}', holder ?? '');
    this.toEnd(); // a longer line above takes room
    if (state === 'person') this.hideTyping();
    if (state === 'ended' && before !== 'ended') {
      this.close();
      void this.reload();
    }
  }

  private bubble(turn: Turn): HTMLLIElement {
    const bubble = element('li', `chat-turn ${turn.by}${turn.emergency ? ' emergency' : ''}${turn.n === 0 && turn.by === 'patient' ? ' pending' : ''}`);
    if (turn.n > 0) bubble.dataset.n = String(turn.n);
    const who = turn.by === 'patient' ? this.words('you') : turn.by === 'person' ? turn.name ?? '' : this.words('agent');
    const text = element('p', '', turn.text);
    text.dir = 'auto';
    if (turn.lang) text.lang = turn.lang;
    bubble.append(element('span', turn.by === 'person' ? 'chat-who' : 'unseen', who), text);
    if (turn.emergency) {
      const call = element('a', 'button danger', this.words('call'));
      call.href = `tel:${this.words('emergency')}`;
      bubble.append(call);
    }
    return bubble;
  }

  private place(bubble: HTMLLIElement) {
    this.list!.insertBefore(bubble, this.typing);
    this.toEnd();
    return bubble;
  }

  private offer(choices: string[]) {
    this.quick!.textContent = '';
    for (const choice of choices) {
      const button = element('button', 'quiet', choice);
      [button.value, button.name, button.dir] = [choice, 'Text', 'auto'];
      this.quick!.append(button);
    }
  }

  private showTyping() {
    if (this.typing || this.root.dataset.state === 'person') return;
    this.typing = element('li', 'chat-turn agent typing');
    const dots = element('span', 'dots');
    dots.setAttribute('aria-hidden', 'true');
    dots.append(element('i', ''), element('i', ''), element('i', ''));
    this.typing.append(element('span', 'unseen', this.words('typing')), dots);
    this.list!.append(this.typing);
    this.toEnd();
  }

  private hideTyping() {
    this.typing?.remove();
    this.typing = null;
  }

  private complain(text: string) {
    if (!this.trouble) return;
    this.trouble.textContent = text;
    this.trouble.hidden = text === '';
  }

  private grow() {
    const box = this.box!;
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight, 140)}px`;
    if (box.value) sessionStorage.setItem('chat-draft', box.value); // a reload loses nothing
    else sessionStorage.removeItem('chat-draft');
  }

  private toEnd() {
    this.scroll?.scrollTo({ top: this.scroll.scrollHeight, behavior: reduced ? 'auto' : 'smooth' });
  }
}

/** The chat's inside, fresh from the server. */
async function inside(): Promise<HTMLElement> {
  const page = new DOMParser().parseFromString(await (await fetch('/chat', { credentials: 'same-origin' })).text(), 'text/html');
  return document.adoptNode(page.querySelector<HTMLElement>('#chat')!);
}

/** @param shut The window's button to close it; null on the chat's own page. */
function live(root: HTMLElement, shut: HTMLElement | null): Chat {
  if (shut) root.querySelector('.chat-head')!.append(shut);
  const chat: Chat = new Chat(root, async () => {
    chat.close();
    const fresh = await inside();
    root.replaceWith(fresh);
    live(fresh, shut).focus();
  });
  return current = chat;
}

let current: Chat | null = null;

/** Opens the chat in the page's corner, over the page that called it. */
export async function open(launcher: HTMLAnchorElement, focus: boolean) {
  const frame = element('div', 'chat-window');
  frame.setAttribute('role', 'dialog');
  frame.setAttribute('aria-label', launcher.dataset.name!);
  const shut = element('button', 'chat-shut', '×');
  shut.type = 'button';
  shut.setAttribute('aria-label', launcher.dataset.close!);
  const root = await inside();
  frame.append(root);
  launcher.parentElement!.append(frame);
  launcher.hidden = true;
  sessionStorage.setItem('chat-open', 'yes');
  live(root, shut);
  if (focus) current!.focus();
  const close = () => {
    current?.close();
    frame.remove();
    launcher.hidden = false;
    sessionStorage.removeItem('chat-open');
    launcher.focus();
  };
  shut.addEventListener('click', close);
  frame.addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
}

const page = document.querySelector<HTMLElement>('.chat-page #chat');
if (page) {
  const chat = live(page, null);
  if (matchMedia('(pointer: fine)').matches) chat.focus(); // on a phone the keyboard would hide half of it
}
