import { parseArgs } from 'node:util';
import { cpus } from 'node:os';
import { report } from './report.ts';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    'without-store': { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0 && minutes <= 120) || !Number.isSafeInteger(seed)) {
  console.error('Give --minutes as a number up to 120, and --seed as a whole number.');
  process.exit(2);
}
const say = (line: string) => console.log(line);
say(`Soak for ${minutes} min, --seed ${seed}; Node.js ${process.version}, PostgreSQL 18, ${cpus().length} cores`);
const result = await runSoak({ seconds: minutes * 60, seed, pauseMs: 7_000, withStore: !values['without-store'], say });
say(report(result));
process.exitCode = result.violations.length === 0 ? 0 : 1;
