// What a tab keeps for itself until the person signs out: today's list, for when the line is down, and the form that is half typed.

const draftKey = 'desk.draft';
const listKey = 'desk.today';

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

export function forget(): void {
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
