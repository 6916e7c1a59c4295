// Passkeys on the sign-in page and in one's own account. Each form posts like any other; this fills its hidden field with what the
// authenticator answered. Without it, or without a browser that can, the password remains.
import { supported, wasLeft } from './_passkey';

async function optionsFor(form: HTMLFormElement, path: string): Promise<any> {
  const token = form.querySelector<HTMLInputElement>('input[name="__RequestVerificationToken"]')!.value;
  const response = await fetch(path, { method: 'POST', headers: { RequestVerificationToken: token } });
  if (!response.ok)
    throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function send(form: HTMLFormElement, field: string, credential: Credential | null): void {
  if (!credential)
    return;
  form.querySelector<HTMLInputElement>(`input[name="${field}"]`)!.value = JSON.stringify((credential as PublicKeyCredential).toJSON());
  form.submit();
}

let waiting: AbortController | undefined;

async function signIn(form: HTMLFormElement, mediation?: CredentialMediationRequirement): Promise<void> {
  waiting?.abort(); // a browser serves one request at a time
  const mine = waiting = new AbortController();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await optionsFor(form, '/account/passkeys/request-options'));
  send(form, 'Credential', await navigator.credentials.get({ publicKey, mediation, signal: mine.signal }));
}

async function add(form: HTMLFormElement): Promise<void> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await optionsFor(form, '/account/passkeys/creation-options'));
  send(form, 'NewPasskey', await navigator.credentials.create({ publicKey }));
}

for (const form of supported ? document.querySelectorAll<HTMLFormElement>('form[data-passkey]') : []) {
  const adds = form.dataset.passkey === 'add';
  const problem = form.querySelector<HTMLElement>('[data-passkey-error]');
  form.hidden = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (problem)
      problem.hidden = true;
    try {
      await (adds ? add(form) : signIn(form));
    } catch (error) {
      if (problem)
        problem.hidden = false;
      else if (!wasLeft(error))
        form.submit(); // the server answers with its own words
    }
  });
  if (!adds && await PublicKeyCredential.isConditionalMediationAvailable?.())
    signIn(form, 'conditional').catch(() => { /* offered in the field's list; if that fails the button is there */ });
}

if (supported)
  for (const note of document.querySelectorAll<HTMLElement>('[data-passkey-unsupported]'))
    note.hidden = true;
