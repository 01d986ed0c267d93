// A mail leads here with the code of an invitation behind the `#`, which browsers tell nobody. It goes into the form, which is sent, and out of the
// address, so that it is in no history. Without this script the code is entered by hand. Served as it is, so plain JavaScript.

const field = document.getElementById('code');
const code = location.hash.slice(1);
if (field instanceof HTMLInputElement && code.startsWith('mm_invite_')) {
  history.replaceState(null, '', location.pathname + location.search);
  field.value = code;
  field.form?.requestSubmit();
}
