import { onMount } from 'svelte';
import type { TestValue } from './test-values.ts';

/**
 * The test values as they are typed, remembered in this tab but for those of secrets. Call it while a component is set up.
 */
export function keepSamples({
  appId,
  given,
  fields,
}: {
  appId: string;
  given: () => Record<string, string> | undefined;
  fields: () => TestValue[];
}) {
  const key = `test-values:${appId}`;
  const first = given() ?? {};
  let values = $state<Record<string, string>>({ ...first });
  let isReady = $state(false);
  onMount(() => {
    values = { ...read(key), ...first };
    isReady = true;
  });
  $effect(() => {
    if (!isReady) return;
    const open = fields().filter(({ isSecret }) => !isSecret);
    const kept = open.flatMap(({ path }) => (values[path] ? [[path, values[path]] as const] : []));
    write(key, Object.fromEntries(kept));
  });
  return {
    get values() {
      return values;
    },
    set values(next) {
      values = next;
    },
  };
}

// A browser may keep nothing: then a reload forgets, and everything else works.
function read(key: string): Record<string, string> {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<string, string>;
  } catch {
    return {};
  }
}

function write(key: string, values: Record<string, string>): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // As above.
  }
}
