import { openLedger } from '../endings/open-ledger.ts';
import { checkDataFolder } from '../doctor/check-places.ts';
import { type Examination, examine } from '../doctor/examine.ts';
import type { Finding } from '../doctor/finding.ts';
import type { Command, Surroundings } from './command.ts';
import type { Terminal } from './terminal.ts';
import { withClient } from './with-client.ts';

/** Finds what is wrong and says how to mend it. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Finds what is wrong and says how to mend it; changes nothing.',
  synopsis: '[--json]',
  page: `
Looks at the settings, PostgreSQL with its version, extensions and clock, migrations and tables, the data folder or bucket, sealing keys (every sealed value is opened),
mail server, name servers, dispatchers, the ledger of endings, uploads, and whether the rows of all packages agree with each other.

  --json  { "findings": [{ "check", "what", "mend" }], "made": [...], "skipped": [...] }

Exit codes: 0 all is well; 1 something is wrong, and how to mend it is told; 2 not everything could be looked at.`,
  options: { json: { type: 'boolean' } },
  takes: [0, 0],
  async run({ values }, surroundings) {
    const { terminal } = surroundings;
    const done = await examineAll(surroundings);
    if (values['json'] === true) terminal.sayJson(done);
    else tell(terminal, done);
    if (done.skipped.length > 0) return 2;
    return done.findings.length > 0 ? 1 : 0;
  },
};

async function examineAll({ config, terminal, withServices }: Surroundings): Promise<Examination> {
  const settings = readOrExplain(config);
  if ('findings' in settings) return { ...settings, made: [], skipped: ['everything else'] };
  try {
    return await withServices(({ orm, sealer, blobs, config: told }) =>
      withClient(told, (client) =>
        examine({
          config: told,
          client,
          orm,
          sealer,
          blobs,
          ledger: openLedger(told),
          progress: (line) => terminal.progress(line),
        }),
      ),
    );
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const unreachable = {
      check: 'database',
      what: `The database cannot be reached: ${code === undefined ? message : `${code} ${message}`.trim()}`,
      mend: 'Look whether DATABASE_URL is right, PostgreSQL runs, and a firewall lets this machine through.',
    };
    const folder = await checkDataFolder({ config: settings });
    const findings = [unreachable, ...folder.map((finding) => ({ check: 'data folder', ...finding }))];
    return { findings, made: ['data folder'], skipped: ['everything in the database'] };
  }
}

function readOrExplain(config: Surroundings['config']): ReturnType<Surroundings['config']> | { findings: Finding[] } {
  try {
    return config();
  } catch (error) {
    const lines = (error as Error).message.split('\n').slice(1);
    if (lines.length === 0) throw error;
    const mend = 'Set it in the environment of the programs (README: Settings), or in the file that <name>_FILE names.';
    return { findings: lines.map((line) => ({ check: 'settings', what: line.trim(), mend })) };
  }
}

function tell(terminal: Terminal, { findings, made, skipped }: Examination): void {
  for (const { check, what, mend } of findings) {
    terminal.say(`✗ ${check}: ${what}`);
    terminal.say(`    to mend it: ${mend.split('\n')[0]}`);
  }
  const sound = made.filter((name) => findings.every(({ check }) => check !== name));
  if (sound.length > 0) terminal.say(`✓ ${sound.join(', ')}`);
  if (skipped.length > 0) terminal.say(`– not looked at: ${skipped.join(', ')}`);
  terminal.say(findings.length === 0 ? 'All is well.' : `${findings.length} things to mend.`);
}
