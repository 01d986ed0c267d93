// The launcher with small programs in place of the real ones.
import { run } from '../run.ts';

const here = 'tooling/launcher/src/testing';
await run({
  programs: { api: `${here}/fake-api.ts`, store: `${here}/fake-store.ts`, receiver: `${here}/fake-receiver.ts` },
  build: false,
});
