// What a tab keeps for itself until the person signs out: today's list, for when the line is down, and the forms that are half typed.

const draftKey = 'desk.draft';
const listKey = 'desk.today';
const parkedKey = 'desk.parked';
const chartKey = 'chart.draft.';

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

/** What is half written in one form of one patient's chart. */
export function keepChartDraft(patient: string, form: string, fields: Record<string, string>): void {
  sessionStorage.setItem(`${chartKey}${patient}.${form}`, JSON.stringify(fields));
}

export function readChartDrafts(patient: string): Record<string, Record<string, string>> {
  const prefix = `${chartKey}${patient}.`;
  const drafts: Record<string, Record<string, string>> = {};
  for (const key of Object.keys(sessionStorage)) {
    const fields = key.startsWith(prefix) ? parse<Record<string, string>>(key) : null;
    if (fields) drafts[key.slice(prefix.length)] = fields;
  }
  return drafts;
}

export function dropChartDraft(patient: string, form: string): void {
  sessionStorage.removeItem(`${chartKey}${patient}.${form}`);
}

export function forget(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(chartKey)) sessionStorage.removeItem(key);
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
