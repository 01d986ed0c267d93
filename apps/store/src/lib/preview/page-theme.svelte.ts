import { onMount } from 'svelte';

/** The theme that the page around is shown in, by its visitor's choice or else by their system, also after it changes; light until a script runs. */
export function pageTheme(): { readonly current: 'light' | 'dark' } {
  let current = $state<'light' | 'dark'>('light');
  onMount(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const look = () => {
      const chosen = document.documentElement.dataset['theme'];
      current = chosen === 'dark' || (chosen !== 'light' && dark.matches) ? 'dark' : 'light';
    };
    look();
    const watch = new MutationObserver(look);
    watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    dark.addEventListener('change', look);
    return () => {
      watch.disconnect();
      dark.removeEventListener('change', look);
    };
  });
  return {
    get current() {
      return current;
    },
  };
}
