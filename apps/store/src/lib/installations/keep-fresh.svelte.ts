import { invalidate } from '$app/navigation';
import { untrack } from 'svelte';

/** The address of the installation's page, whether it will change by itself, and the moment at which the server read it. */
export interface KeepFreshOptions {
  path(): string;
  isUnsettled(): boolean;
  now(): string;
}

const reopenMs = 3_000;

/**
 * Keeps a page of an installation as it stands, in its component: the server says by an event that something changed, and the page asks for itself
 * again; and so it does when the visitor comes back to it, since other tabs and people change what has settled. `now` goes on from the server's
 * moment, a second at a time, so that waits count down whatever the visitor's clock says.
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
    if (isUnsettled()) return followEvents(`${path()}/events`);
  });
  $effect(() => {
    const look = () => document.visibilityState === 'visible' && void invalidate('store:installation');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  });
  return {
    get now() {
      return new Date(Date.parse(now()) + passedMs).toISOString();
    },
  };
}

/** Asks for the page at each event; answers how to stop. */
function followEvents(url: string): () => void {
  let events: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    events = new EventSource(url);
    events.addEventListener('changed', () => void invalidate('store:installation'));
    // After a cut the browser opens it again by itself, but not after an answer that is no stream, as of a store that is starting.
    events.addEventListener('error', () => {
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenMs);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}
