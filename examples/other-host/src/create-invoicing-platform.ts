import type { KeyService } from '@minimart/keys';
import { keyOf, requireKey } from '@minimart/keys/express';
import { createScopeRegistry, runOperation } from '@minimart/scope-kit';
import express, { type Express } from 'express';
import { handleError } from './handle-error.ts';
import type { Invoices } from './invoices.ts';
import { invoices } from './scope-invoices.ts';

/** What the platform API of an invoicing service needs: the check of keys, and the invoices of a workspace, wherever they are kept. */
export interface InvoicingPlatform {
  keys: Pick<KeyService, 'verify'>;
  invoicesOf(workspaceId: string): Invoices;
}

const registry = createScopeRegistry([invoices]);

/** Serves the operations of this host's plugin, each behind its scope. */
export function createInvoicingPlatform({ keys, invoicesOf }: InvoicingPlatform): Express {
  const app = express().disable('x-powered-by').use(express.json());
  for (const operation of registry.operations) {
    const guard = requireKey({
      verify: keys.verify,
      expand: (scopes) => registry.expand(scopes),
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
