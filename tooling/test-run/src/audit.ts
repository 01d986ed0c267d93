import { judgeAudit } from './judge-audit.ts';
import { runCommand } from './run-command.ts';

// Kept out of `pnpm check`: what is known of packages changes without a commit, and a check that needs a network is red for reasons that are not ours.
const { output } = await runCommand(['pnpm', 'audit', '--json', ...process.argv.slice(2)], { keep: true });
const { told, code } = judgeAudit(output);
console.log(told);
process.exitCode = code;
