import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registry } from '../../plugins.ts';
import type { Services } from '../../compose.ts';
import { createOpenApiDocument } from '../../openapi/create-openapi-document.ts';
import { allRoutes } from '../../routes.ts';
import type { RawAnswer, RawRequest } from '../send-raw.ts';
import { readFuzzSettings } from './fuzz-settings.ts';
import { openFuzzWorld, type FuzzWorld } from './open-fuzz-world.ts';
import { readOperations, type OpenApiDocument, type Operation } from './read-operations.ts';
import { requestsTo } from './requests-to.ts';

/** Which operations of the document are attacked. */
export interface FuzzSuite {
  title: string;
  /** Takes those it is about. */
  isMeant(operation: Operation): boolean;
  /** What else is wrong with an answer, in words. */
  moreFaultsOf?(operation: Operation, answer: RawAnswer): string[];
  /** Operations of which a refused call may leave something, with the reason. */
  mayLeaveState?: Readonly<Record<string, string>>;
}

/**
 * Sends each operation of the served document requests made from its schemas: as it asks, nearly so, and hostile. Whatever is sent, there is an answer, it is what
 * the document declares, and a refused call leaves every table as it was.
 */
export function describeFuzz({ title, isMeant, moreFaultsOf = () => [], mayLeaveState = {} }: FuzzSuite): void {
  const document = createOpenApiDocument(allRoutes({ registry } as Services), registry) as unknown as OpenApiDocument;
  const { seed, runs, mostMs } = readFuzzSettings();
  const operations = readOperations(document).filter(isMeant);

  describe(`${title}, with FUZZ_SEED=${seed}`, () => {
    let world: FuzzWorld | undefined;
    beforeAll(async () => {
      world = await openFuzzWorld(document);
    });
    afterAll(() => world?.[Symbol.asyncDispose]());

    test.each(operations)('$method $path', async (operation) => {
      const { sources, send, changed: findChanged, restore, forgetCalls, logged } = world!;
      const end = performance.now() + mostMs;
      const tryOne = async (request: RawRequest) => {
        // Not by fast-check's own limit, which leaves the call under way to change what the next test looks at.
        if (performance.now() > end) return;
        const answer = await send(request);
        const changed = await findChanged();
        if (changed.length > 0) await restore(changed);
        if (answer.status === 429) forgetCalls();
        const faults = [...operation.faultsOf(answer), ...moreFaultsOf(operation, answer)];
        if (answer.status >= 500) faults.push('The call failed on our side.');
        if (answer.status >= 400 && !(operation.id in mayLeaveState))
          faults.push(...changed.map((table) => `The refused call changed ${table}.`));
        if (faults.length > 0)
          throw new Error([...faults, `Answered ${answer.status}: ${cut(answer.text)}`].join('\n'));
      };
      const result = await fc.check(fc.asyncProperty(requestsTo(operation, sources), tryOne), {
        seed,
        numRuns: runs,
      });
      if (result.failed) throw new Error(reportOf(result.counterexample?.[0], { seed, cause: result.errorInstance }));
      expect(logged()).not.toContain('a request failed');
      expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    });
  });
}

/** The smallest request that was found to fail, what is wrong with its answer, and how to send it again. */
function reportOf(request: RawRequest | undefined, { seed, cause }: { seed: number; cause: unknown }): string {
  const { method, path, headers, body } = request ?? {};
  const lines = [
    cause instanceof Error ? cause.message : String(cause),
    `Sent: ${method} ${cut(path ?? '')}`,
    `Headers: ${cut(JSON.stringify(headers))}`,
    `Body: ${cut(body === undefined ? 'none' : JSON.stringify(body.toString()))}`,
    `Again: FUZZ_SEED=${seed}`,
  ];
  return lines.join('\n');
}

const cut = (text: string) => (text.length > 1_500 ? `${text.slice(0, 1_500)}... (${text.length} characters)` : text);
