import { checkNodeVersion } from './check-node-version.ts';

const objection = checkNodeVersion(process.version);
if (objection !== undefined) {
  console.error(objection);
  process.exit(1);
}
// Loaded only now: an older Node.js would fail on what it imports before it could say why.
const { run } = await import('./run.ts');
await run();
