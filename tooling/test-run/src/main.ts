import { toClosingLine } from './count-tests.ts';
import { isGood, runTests } from './run-tests.ts';

const counts = await runTests(process.argv.slice(2).filter((argument) => argument !== '--'));
console.log(toClosingLine(counts));
process.exitCode = isGood(counts) ? 0 : 1;
