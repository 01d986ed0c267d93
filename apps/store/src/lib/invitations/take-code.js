// A mail leads here with the code of an invitation behind the `#`, which browsers tell nobody. It goes into a form, which is sent, and out of the
// address, so that it is in no history. Without this script the code is entered by hand. Served as it is, so plain JavaScript.

function take() {
  const form = document.getElementById('mailed');
  const code = location.hash.slice(1);
  if (!(form instanceof HTMLFormElement) || !code.startsWith('mm_invite_')) return;
  history.replaceState(null, '', location.pathname + location.search);
  const field = form.elements.namedItem('code');
  if (!(field instanceof HTMLInputElement)) return;
  field.value = code;
  form.submit();
}

take();
addEventListener('hashchange', take);
