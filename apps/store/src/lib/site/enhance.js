// The whole script of the public pages: small comforts on top of pages that work without it. Served as it is, so plain JavaScript.

/** @returns {HTMLDetailsElement[]} */
const openMenus = () => [
  .../** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll('details[data-menu][open]')),
];

document.addEventListener('pointerdown', ({ target }) => {
  for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
});

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }
});

// Tabbing out of a menu closes it, so that it never covers what has the focus.
document.addEventListener('focusin', ({ target }) => {
  for (const menu of openMenus()) if (!(target instanceof Node && menu.contains(target))) menu.open = false;
});

// The theme is a form; the page need not be loaded anew to change it.
document.addEventListener('submit', (event) => {
  const form = event.target;
  const theme = event.submitter?.getAttribute('value');
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-theme-form]') || !theme) return;
  event.preventDefault();
  document.documentElement.dataset['theme'] = theme;
  for (const button of form.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.value === theme));
  for (const menu of openMenus()) menu.open = false;
  void fetch(form.action, { method: 'POST', body: new URLSearchParams({ theme }), keepalive: true });
});

// Shows what only works with a script; a page that hydrates may add more of it later.
document.documentElement.dataset['scripted'] = '';
document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-copy]') : null;
  const field = button && document.getElementById(button.getAttribute('data-copy') ?? '');
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.select();
  const copied = await navigator.clipboard.writeText(field.value).then(
    () => true,
    () => false,
  );
  const status = document.getElementById(`${field.id}-status`);
  if (status) status.textContent = copied ? 'Copied' : 'Press Ctrl+C or ⌘C to copy';
});
