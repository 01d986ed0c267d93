import { damaged } from './backup-manifest.ts';

// Of values, of rows, of migrations that do not follow from each other, and of names and definitions; but not where the server is what does not fit: it does
// not let this role do it (42501), or its encoding cannot hold a text (22P05).
const misfit = /^(?!42501|22P05)(?:22|23|3F|42)\w{3}$/;

/** Does a step of a restore. What PostgreSQL does not take is a `BackupError` with its code, and without its words, which may repeat a value. */
export async function refuseMisfit<Value>(what: string, step: () => Promise<Value>): Promise<Value> {
  try {
    return await step();
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string' || !misfit.test(code)) throw error;
    throw damaged(`PostgreSQL does not take ${what} (code ${code}).`);
  }
}
