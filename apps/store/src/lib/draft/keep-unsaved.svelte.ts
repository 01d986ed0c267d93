import { onMount } from 'svelte';
import { isSame } from './merge-drafts.ts';

/** What an editor opens with: its section as it is saved, what to show of it, and whether that was just saved. */
export interface Opened<Value> {
  appId: string;
  section: string;
  /** What the section was when the page was opened; clashes are found by it. */
  base: Value;
  /** What the form shows: the section, or what was sent and not saved. */
  value: Value;
  isSaved: boolean;
  /** Whether `value` is what was just sent and refused, so that what this tab remembers is older. */
  isSent: boolean;
}

const pauseMs = 250;

interface Kept<Value> {
  base: Value;
  value: Value;
}

/**
 * The state of an editor, which survives a reload in this tab: what is not saved is kept by the browser until it is saved or discarded. Call it
 * while a component is set up.
 */
export function keepUnsaved<Value extends object>(opened: () => Opened<Value>) {
  const first = opened();
  const key = `draft:${first.appId}:${first.section}`;
  let base = $state.raw<Value>(first.base);
  let value = $state<Value>(structuredClone(first.value));
  let wasRestored = $state(false);
  let isReady = $state(false);
  const shown = $derived($state.snapshot(value));
  const isChanged = $derived(!isSame(shown, base));

  onMount(() => {
    const kept = (first.isSaved && isFresh()) || first.isSent ? undefined : read<Value>(key);
    if (kept !== undefined && !isSame(kept.value, first.value)) {
      base = kept.base;
      value = kept.value;
      wasRestored = true;
    }
    isReady = true;
  });
  $effect(() => {
    if (!isReady) return;
    const kept: Kept<unknown> | undefined = isChanged ? { base, value: shown } : undefined;
    // Not at every key, since a long list takes its time; what is left to write when the page goes is written then.
    const writeNow = () => write(key, kept);
    const timer = setTimeout(writeNow, pauseMs);
    addEventListener('pagehide', writeNow);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', writeNow);
    };
  });

  return {
    /** What the form shows; bind its fields to parts of it. */
    get value() {
      return value;
    },
    set value(next: Value) {
      value = next;
    },
    /** What goes along with the form, to find out whether somebody else saved meanwhile. */
    get base() {
      return base;
    },
    get isChanged() {
      return isChanged;
    },
    /** Whether what is shown was typed before the page was loaded, and not saved. */
    get wasRestored() {
      return wasRestored;
    },
    /** Goes back to what is saved; answers how to take that back. */
    discard(): () => void {
      const [formerBase, former] = [base, structuredClone($state.snapshot(value) as Value)];
      base = first.base;
      value = structuredClone(first.base);
      wasRestored = false;
      return () => {
        base = formerBase;
        value = former;
        wasRestored = true;
      };
    },
  };
}

/** Whether the page was led to, and not loaded anew or gone back to: then what this tab keeps is newer than what was saved. */
function isFresh(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return navigation === undefined || navigation.type === 'navigate';
}

// A browser may keep nothing, by its settings or because it is full: then a reload forgets, and everything else works.
function read<Value>(key: string): Kept<Value> | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as Kept<Value>);
  } catch {
    return undefined;
  }
}

function write(key: string, kept: Kept<unknown> | undefined): void {
  try {
    if (kept === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // As above.
  }
}
