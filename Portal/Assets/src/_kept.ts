// What a tab keeps for itself until the person signs out: today's list, for when the line is down, and the form that is half typed.

const draftKey = 'desk.draft';
const listKey = 'desk.today';
const parkedKey = 'desk.parked';

export interface KnownRow { time: string; name: string; phone: string; doctor: string; status: string }
export interface KnownList { title: string; rows: KnownRow[] }

export function remember(list: KnownList): void {
  sessionStorage.setItem(listKey, JSON.stringify(list));
}

export function known(): KnownList | null {
  return parse<KnownList>(listKey);
}

export function keepDraft(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-draft]');
  if (!form) return;
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  sessionStorage.setItem(draftKey, JSON.stringify(fields));
}

export function readDraft(): Record<string, string> | null {
  return parse<Record<string, string>>(draftKey);
}

export function dropDraft(): void {
  sessionStorage.removeItem(draftKey);
}

/** Puts the half-typed form aside: the newest first. */
export function park(): void {
  keepDraft();
  const draft = readDraft();
  if (draft) sessionStorage.setItem(parkedKey, JSON.stringify([draft, ...readParked()].slice(0, 20)));
  dropDraft();
}

export function readParked(): Record<string, string>[] {
  return parse<Record<string, string>[]>(parkedKey) ?? [];
}

export function dropParked(place: number): void {
  sessionStorage.setItem(parkedKey, JSON.stringify(readParked().filter((_, i) => i !== place)));
}

export function forget(): void {
  sessionStorage.removeItem(parkedKey);
  sessionStorage.removeItem(draftKey);
  sessionStorage.removeItem(listKey);
}

function parse<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
