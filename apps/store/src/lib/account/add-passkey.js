// Adding a passkey. Served as it is, so plain JavaScript.

const form = document.querySelector('[data-add-passkey]');
const told = form?.querySelector('[role=alert]');
const page = '/account/passkeys';

/** @param {string} name */
async function add(name) {
  const options = await fetch('/v1/auth/passkey/generate-register-options');
  // Who signed in a while ago, or not at all, does so first, and comes back here.
  if (options.status === 401 || options.status === 403) {
    location.assign(`/sign-in?next=${encodeURIComponent(page)}&again`);
    return;
  }
  if (!options.ok) throw new Error('No challenge.');
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await options.json());
  const credential = await navigator.credentials.create({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Error('No passkey.');
  const answer = await fetch('/v1/auth/passkey/verify-registration', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response: credential.toJSON(), ...(name && { name }) }),
  });
  if (!answer.ok) throw new Error('Not added.');
  location.assign(`${page}?done=added`);
}

if (form instanceof HTMLFormElement && 'parseCreationOptionsFromJSON' in (window.PublicKeyCredential ?? {})) {
  form.hidden = false;
  document.querySelector('[data-no-passkeys]')?.remove();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!(told instanceof HTMLElement)) return;
    told.textContent = '';
    const name = String(new FormData(form).get('passkey-name') ?? '').trim();
    add(name).catch((error) => {
      const isKnown = error instanceof DOMException && error.name === 'InvalidStateError';
      told.textContent = told.dataset[isKnown ? 'known' : 'failed'] ?? '';
    });
  });
}
