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
  document.querySelector('meta[name=color-scheme]')?.setAttribute('content', theme === 'system' ? 'light dark' : theme);
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
  if (status) status.textContent = status.dataset[copied ? 'copied' : 'byHand'] ?? '';
});

// A form whose answer is shown once is sent once: the answer to a second click would take the place of the first. Sent again after a while it may be,
// since the first may have been stopped.
const sent = new WeakSet();
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches('[data-once]') || event.defaultPrevented) return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), 10_000);
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-once]')) sent.delete(form);
});

// A link that leads to somebody else's server, which may take seconds: meanwhile the page stays, and says so.
const sayGoing = (/** @type {string} */ text) => {
  const status = document.querySelector('[data-going-status]');
  if (status) status.textContent = text;
};
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-going]') : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  sayGoing(link.dataset['going'] ?? '');
});
// Whoever comes back with the browser's own button finds the page as they left it.
addEventListener('pageshow', () => sayGoing(''));

// A video of somebody else's plays in the page, once it is asked for.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[data-video]') : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const frame = document.createElement('iframe');
  frame.src = link.dataset['video'] ?? '';
  frame.title = link.dataset['videoTitle'] ?? '';
  frame.allow = 'autoplay; fullscreen; picture-in-picture';
  frame.className = 'aspect-video w-full rounded-lg border border-line bg-sunken';
  link.replaceWith(frame);
  frame.focus();
});

// The search box offers names and categories while somebody types, as a combobox (ARIA APG); Enter without a choice searches as ever.
const box = document.querySelector('[data-suggest]');
const list = document.getElementById('suggestions');
if (box instanceof HTMLInputElement && list) {
  let [timer, chosen] = [0, -1];
  const set = (/** @type {Record<string, string>} */ values) => {
    for (const name in values) box.setAttribute(name, values[name] ?? '');
  };
  const show = (/** @type {{ label: string, note: string, href: string }[]} */ items) => {
    chosen = -1;
    list.replaceChildren(
      ...items.map(({ label, note, href }, place) => {
        const item = document.createElement('li');
        item.id = `suggestion-${place}`;
        item.role = 'option';
        item.dataset['href'] = href;
        const [name, kind] = [document.createElement('bdi'), document.createElement('small')];
        [name.textContent, kind.textContent] = [label, note];
        item.append(name, ' ', kind);
        return item;
      }),
    );
    list.hidden = items.length === 0;
    set({ 'aria-expanded': String(!list.hidden), 'aria-activedescendant': '' });
    const status = list.nextElementSibling;
    if (!(status instanceof HTMLElement)) return;
    const { one = '', many = '' } = status.dataset;
    const counted = items.length === 1 ? one : many.replace('#', String(items.length));
    status.textContent = list.hidden ? '' : counted;
  };
  const choose = (/** @type {number} */ place) => {
    chosen = place;
    for (const [at, item] of [...list.children].entries()) item.ariaSelected = String(at === chosen);
    set({ 'aria-activedescendant': list.children[chosen]?.id ?? '' });
  };
  const follow = (/** @type {unknown} */ item) => {
    if (item instanceof HTMLElement && item.dataset['href']) location.assign(item.dataset['href']);
  };
  set({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' });
  box.addEventListener('input', () => {
    clearTimeout(timer);
    const query = box.value.trim();
    if (query.length < 2) return show([]);
    timer = window.setTimeout(async () => {
      const answer = await fetch(`${box.dataset['suggest']}?${new URLSearchParams({ query })}`).catch(() => undefined);
      const items = answer?.ok ? await answer.json() : [];
      if (box.value.trim() === query && document.activeElement === box) show(items);
    }, 150);
  });
  box.addEventListener('keydown', (event) => {
    const count = list.children.length;
    // While letters are being composed (Japanese, for one), the keys belong to the composing.
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown') choose(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? count - 1 : chosen - 1);
    else if (event.key === 'Escape') show([]);
    else if (event.key === 'Enter' && chosen >= 0) follow(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  box.addEventListener('blur', () => show([]));
  // Back from a page, the browser may show this one as it was left.
  addEventListener('pagehide', () => show([]));
  // A press must not take the focus away before it is a click.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => follow(target instanceof Element ? target.closest('li') : null));
}
