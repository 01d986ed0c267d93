import { invalidate } from '$app/navigation';
import { untrack } from 'svelte';
import { followEvents, type Connection } from './follow-events.ts';

/** The address of the installation's page, what it shows, whether that will change by itself, and the moment at which the server read it. */
export interface KeepFreshOptions {
  path(): string;
  revision(): string;
  isUnsettled(): boolean;
  now(): string;
}

/**
 * Keeps a page of an installation as it stands, in its component: the server says by an event that something changed, and the page asks for itself
 * again; and so it does when the visitor comes back to it, since other tabs and people change what has settled. `now` goes on from the server's
 * moment, a second at a time, so that waits count down whatever the visitor's clock says. A page that nobody looks at follows nothing: a browser
 * has few connections to one store.
 */
export function keepFresh({ path, revision, isUnsettled, now }: KeepFreshOptions) {
  let passedMs = $state(0);
  let connection = $state<Connection>('live');
  let isVisible = $state(globalThis.document?.visibilityState !== 'hidden');
  $effect(() => {
    const read = now();
    if (!isUnsettled()) return;
    const began = performance.now();
    untrack(() => (passedMs = 0));
    const timer = setInterval(() => (passedMs = read === now() ? performance.now() - began : 0), 1_000);
    return () => clearInterval(timer);
  });
  $effect(() => {
    if (!isUnsettled() || !isVisible) return;
    return followEvents({
      url: `${path()}/events`,
      revision: () => untrack(revision),
      onChange: look,
      onConnection: (heard) => (connection = heard),
    });
  });
  $effect(() => {
    const change = () => {
      isVisible = document.visibilityState === 'visible';
      if (isVisible) void lookIfReachable(`${path()}/events`);
    };
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  });
  return {
    get now() {
      return new Date(Date.parse(now()) + passedMs).toISOString();
    },
    get isLost() {
      return isUnsettled() && connection === 'lost';
    },
  };
}

const look = () => void invalidate('store:installation');

/** To look without a network would put an error in the page's place. */
async function lookIfReachable(url: string): Promise<void> {
  const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (answer !== undefined && answer.status < 500) look();
}
