import { createKeyVerifier, createScopeUniverse, type KeyReader } from '@minimart/keys';
import { keyOf, requireKey } from '@minimart/keys/express';
import { createScopeRegistry, runOperation } from '@minimart/scope-kit';
import express, { type Express } from 'express';
import { handleError } from './handle-error.ts';
import type { Invoices } from './invoices.ts';
import { invoices } from './scope-invoices.ts';

/** What the platform API of an invoicing service needs: where keys are looked up, and the invoices of a workspace, wherever they are kept. */
export interface InvoicingPlatform {
  keys: KeyReader;
  invoicesOf(workspaceId: string): Invoices;
}

const registry = createScopeRegistry([invoices]);
const scopes = createScopeUniverse({
  scopes: registry.scopes.map(({ id }) => id),
  expand: (granted) => registry.expand(granted),
});

/** Serves the operations of this host's plugin, each behind its scope. */
export function createInvoicingPlatform({ keys, invoicesOf }: InvoicingPlatform): Express {
  const verifier = createKeyVerifier({ reader: keys, scopes });
  const app = express().disable('x-powered-by').use(express.json());
  for (const operation of registry.operations) {
    const guard = requireKey({
      verifier,
      scopeOf: () => operation.scope,
    });
    app[operation.method](operation.path.replaceAll(/\{(\w+)\}/g, ':$1'), guard, async (request, response) => {
      const { tenant: workspaceId, subject: installationId } = keyOf(response);
      const context = { workspaceId, installationId, host: invoicesOf(workspaceId) };
      response.json(await runOperation(operation, context, request));
    });
  }
  return app.use(handleError);
}
