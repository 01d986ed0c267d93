import { toClosingLine } from './count-tests.ts';
import { runCommand } from './run-command.ts';
import { isGood, runTests } from './run-tests.ts';

const parts = [
  ['format', 'prettier', '--check', '--log-level=warn', '.'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['types', 'turbo', 'run', 'types', '--output-logs=errors-only'],
  [
    'fences',
    'depcruise',
    '--config',
    'tooling/fences/dependency-cruiser.config.mjs',
    'packages',
    'apps',
    'tooling',
    'examples',
  ],
  ['unused', 'knip', '--no-progress'],
] as const;

const failed: string[] = [];

/** Runs one part and tells how it ended and how long it took; what it printed is shown only when it failed. */
async function check(name: string, run: () => Promise<{ good: boolean; output: string }>): Promise<void> {
  const startedAt = Date.now();
  const { good, output } = await run();
  if (!good) failed.push(name);
  if (output !== '' && !good) console.log(output.trimEnd());
  console.log(`${good ? '✓' : '✗'} ${name.padEnd(8)} ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
}

for (const [name, ...command] of parts) {
  await check(name, async () => {
    const { code, output } = await runCommand(command, { keep: true });
    return { good: code === 0, output };
  });
}
if (!process.argv.includes('--without-tests')) {
  await check('tests', async () => {
    const counts = await runTests();
    console.log(toClosingLine(counts));
    return { good: isGood(counts), output: '' };
  });
}
console.log(failed.length === 0 ? 'Everything is in order.' : `Not in order: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
