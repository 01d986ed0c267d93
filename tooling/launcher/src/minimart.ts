import { checkNodeVersion } from './check-node-version.ts';

const objection = checkNodeVersion(process.version);
if (objection !== undefined) {
  console.error(objection);
  process.exit(2);
}
// Loaded only now: an older Node.js would fail on what it imports before it could say why.
const { runOperatorCommand } = await import('./run-operator-command.ts');
process.exitCode = await runOperatorCommand(process.argv.slice(2), process.env);
