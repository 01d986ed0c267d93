import { invalidate } from '$app/navigation';
import { untrack } from 'svelte';

/** The address of the installation's page, whether it will change by itself, and the moment at which the server read it. */
export interface KeepFreshOptions {
  path(): string;
  isUnsettled(): boolean;
  now(): string;
}

/**
 * Keeps a page of an installation as it stands, in its component: the server says by an event that something changed, and the page asks for itself
 * again. `now` goes on from the server's moment, a second at a time, so that waits count down whatever the visitor's clock says.
 */
export function keepFresh({ path, isUnsettled, now }: KeepFreshOptions) {
  let passedMs = $state(0);
  $effect(() => {
    const read = now();
    if (!isUnsettled()) return;
    const began = performance.now();
    untrack(() => (passedMs = 0));
    const timer = setInterval(() => (passedMs = read === now() ? performance.now() - began : 0), 1_000);
    return () => clearInterval(timer);
  });
  $effect(() => {
    if (!isUnsettled()) return;
    const events = new EventSource(`${path()}/events`);
    events.addEventListener('changed', () => void invalidate('store:installation'));
    return () => events.close();
  });
  return {
    get now() {
      return new Date(Date.parse(now()) + passedMs).toISOString();
    },
  };
}
