// Shows the screenshots of a listing in a dialog: arrows, Home and End go through them, Escape closes it. Without this script each is a link to its
// picture. Served as it is, so plain JavaScript; it looks for its elements at each press, since a preview draws them anew.

const parts = () => {
  const dialog = document.getElementById('gallery');
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('[data-gallery] a'));
  const view = dialog?.querySelector('[data-view]');
  const image = view?.querySelector('img');
  return dialog instanceof HTMLDialogElement && view && image ? { dialog, links, view, image } : null;
};

let shown = 0;

const zoom = (/** @type {boolean} */ isZoomed) => {
  const gallery = parts();
  if (!gallery) return;
  const { dialog, view } = gallery;
  view.toggleAttribute('data-zoomed', isZoomed);
  if (isZoomed) view.setAttribute('tabindex', '0');
  else view.removeAttribute('tabindex');
  dialog.querySelector('[data-zoom]')?.setAttribute('aria-pressed', String(isZoomed));
};

const show = (/** @type {number} */ place) => {
  const gallery = parts();
  if (!gallery) return;
  const { dialog, links, image } = gallery;
  shown = (place + links.length) % links.length;
  const link = links[shown];
  const alt = link?.querySelector('img')?.alt ?? '';
  const counter = dialog.querySelector('[data-count]')?.getAttribute('data-count') ?? '';
  const count = counter.replace('#place', String(shown + 1)).replace('#count', String(links.length));
  zoom(false);
  image.src = link?.href ?? '';
  image.alt = alt;
  const texts = /** @type {const} */ ([
    ['[data-count]', count],
    ['[data-words]', alt],
    ['[role=status]', `${count}: ${alt}`],
  ]);
  for (const [part, text] of texts) {
    const element = dialog.querySelector(part);
    if (element) element.textContent = text;
  }
  for (const button of dialog.querySelectorAll('[data-step]')) button.toggleAttribute('hidden', links.length < 2);
};

document.addEventListener('click', (event) => {
  const gallery = parts();
  if (!gallery || !(event.target instanceof Element)) return;
  const { dialog, links, view } = gallery;
  const link = event.target.closest('a');
  const place = link ? [...links].indexOf(link) : -1;
  if (place >= 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    show(place);
    dialog.showModal();
    return;
  }
  if (!dialog.open) return;
  const button = event.target.closest('button');
  // A press beside the dialog is a press on its backdrop, which is the dialog itself.
  if (event.target === dialog || button?.hasAttribute('data-close')) return dialog.close();
  if (button?.hasAttribute('data-zoom')) zoom(!view.hasAttribute('data-zoomed'));
  if (button?.hasAttribute('data-step')) show(shown + Number(button.getAttribute('data-step')));
});

document.addEventListener('keydown', (event) => {
  const gallery = parts();
  if (!gallery?.dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
  // In full size the arrows scroll the picture.
  if (document.activeElement === gallery.view) return;
  const place = new Map([
    ['ArrowLeft', shown - 1],
    ['ArrowRight', shown + 1],
    ['Home', 0],
    ['End', gallery.links.length - 1],
  ]).get(event.key);
  if (place === undefined) return;
  event.preventDefault();
  show(place);
});

// The focus goes back to the picture that was looked at last, not to the one that was opened first. `close` does not bubble.
document.addEventListener(
  'close',
  ({ target }) => {
    const gallery = parts();
    if (gallery && target === gallery.dialog) gallery.links[shown]?.focus();
  },
  true,
);
