// What every page that asks an authenticator needs.

/** Whether this browser can; without it the password remains. */
export const supported = typeof PublicKeyCredential !== 'undefined'
  && 'parseCreationOptionsFromJSON' in PublicKeyCredential && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

/** The person closed the browser's dialog, or another request took its place: nothing to tell. */
export const wasLeft = (error: unknown): boolean => error instanceof DOMException && (error.name === 'AbortError' || error.name === 'NotAllowedError');
