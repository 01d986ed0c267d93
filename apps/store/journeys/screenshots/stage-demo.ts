import { createApiClient } from '@minimart/api-client';
import type { Demo } from '@minimart/launcher';
import type { Stage } from './scene.ts';

/** Makes a stage of the demo that runs; throws when an account is missing there. */
export function stageDemo(demo: Demo): Stage {
  return {
    demo,
    account(name) {
      const { email, password, token, workspaceId = '' } = demo.accounts[name] ?? {};
      if (!email || !password || !token) throw new Error(`demo.json has no ${name}.`);
      return { email, password, token, workspaceId };
    },
    api: ({ token }) => createApiClient({ baseUrl: demo.baseUrl, token }),
  };
}
