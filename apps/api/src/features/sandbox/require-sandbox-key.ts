import type { CheckedKey } from '@minimart/keys';
import { isRefusal, Refusal } from '@minimart/problem';
import type { Services } from '../../compose.ts';

/** Refuses a test key `test_key_outside_sandbox` in a workspace that is no sandbox; every other key passes without a look-up. */
export async function requireSandboxKey(
  { accountsOf, em }: Pick<Services, 'accountsOf' | 'em'>,
  { environment, tenant }: CheckedKey,
): Promise<void> {
  if (environment !== 'test') return;
  const workspace = await accountsOf(em()).workspace(tenant);
  if (workspace !== undefined && workspace.sandboxOf !== null) return;
  throw new Refusal({
    code: 'test_key_outside_sandbox',
    detail: 'This is a test key. It works in the sandbox workspace of its developer and nowhere else.',
  });
}

/** What a test key does not find may be in another workspace, where it never acts; that is said. */
export function explainTestKey({ environment }: CheckedKey, error: unknown): unknown {
  if (environment !== 'test' || !isRefusal(error) || error.code !== 'not_found') return error;
  const { code, errors, extra } = error;
  const detail = `${error.detail} This is a test key: it acts in your sandbox workspace alone.`;
  return new Refusal({ code, detail, errors, extra });
}
