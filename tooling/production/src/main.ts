import { fileURLToPath } from 'node:url';
import { layOut } from './lay-out.ts';

// node tooling/production/src/main.ts <folder>: what the Containerfile's build stage ends with.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Say where to: node tooling/production/src/main.ts <folder>');
await layOut(fileURLToPath(new URL('../../../', import.meta.url)), folder);
