import { writeFile } from 'node:fs/promises';
import { createOpenApiDocument } from './openapi/create-openapi-document.ts';
import { registry } from './plugins.ts';
import { allRoutes } from './routes.ts';
import type { Services } from './compose.ts';

const [target] = process.argv.slice(2);
if (target === undefined) throw new Error('Name the file to write: node src/write-openapi.ts <file>.');
// Declaring routes touches the registry alone; nothing is called.
const document = createOpenApiDocument(allRoutes({ registry } as unknown as Services), registry);
await writeFile(target, `${JSON.stringify(document, null, 2)}\n`);
