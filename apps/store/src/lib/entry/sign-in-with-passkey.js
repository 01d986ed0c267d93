// Signing in with a passkey: offered by the browser in the field of the e-mail address, and by a button. Served as it is, so plain JavaScript.

const place = document.querySelector('[data-passkey-sign-in]');
const button = place?.querySelector('button');
const told = place?.querySelector('[role=alert]');
let asking = new AbortController();

/** @param {'conditional' | 'optional'} mediation */
async function signIn(mediation) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const options = await fetch('/v1/auth/passkey/generate-authenticate-options', { signal });
  if (!options.ok) throw new Error('No challenge.');
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await options.json());
  publicKey.userVerification = 'required';
  const credential = await navigator.credentials.get({ publicKey, mediation, signal });
  if (!(credential instanceof PublicKeyCredential)) throw new Error('No passkey.');
  const answer = await fetch('/v1/auth/passkey/verify-authentication', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response: credential.toJSON() }),
  });
  if (!answer.ok) throw new Error('Not signed in.');
  location.assign(place instanceof HTMLElement ? (place.dataset['next'] ?? '/') : '/');
}

// Where browsers offer passkeys in the field, the question waits for as long as the page is open; that it ends without one is no failure.
async function offerInField() {
  if (await PublicKeyCredential.isConditionalMediationAvailable?.()) await signIn('conditional');
}

const tell = (/** @type {unknown} */ error) => {
  // A question that another took the place of, or that the page no longer waits for.
  if (error instanceof DOMException && error.name === 'AbortError') return;
  if (told instanceof HTMLElement) told.textContent = told.dataset['failed'] ?? '';
};

if (place instanceof HTMLElement && button && 'parseRequestOptionsFromJSON' in (window.PublicKeyCredential ?? {})) {
  place.hidden = false;
  button.addEventListener('click', () => {
    if (told) told.textContent = '';
    void signIn('optional').catch(tell);
  });
  void offerInField().catch(() => {});
}
