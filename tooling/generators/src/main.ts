import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { addScopePlugin, GenerateError } from './add-scope-plugin.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [kind, name, ...rest] = process.argv.slice(2);

if (kind !== 'scope' || name === undefined || rest.length > 0) {
  console.error('Say what to make: pnpm gen scope <name>, such as pnpm gen scope greetings.');
  process.exit(1);
}
try {
  const { folder, files } = await addScopePlugin(root, name);
  for (const file of files) console.log(`  ${file}`);
  run('pnpm', ['install', '--prefer-offline', '--reporter=silent', '--no-frozen-lockfile']);
  run('pnpm', ['exec', 'prettier', '--write', '--log-level=warn', ...files]);
  run('pnpm', ['scopes']);
  console.log(`\nThe plugin is in ${folder} and installed. Try it: pnpm test ${folder}`);
} catch (error) {
  if (!(error instanceof GenerateError)) throw error;
  console.error(error.message);
  process.exit(1);
}

function run(command: string, args: string[]): void {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}.`);
}
