import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const inPackage = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Makes functions of the texts of this package; nothing is written where they are as they were. */
export async function compileMessages(): Promise<void> {
  await compile({
    project: inPackage('project.inlang'),
    outdir: inPackage('src/paraglide'),
    // Which language is spoken is told from outside: see speak-of-document.ts and server/speak.ts.
    strategy: ['baseLocale'],
    emitTsDeclarations: true,
  });
}
