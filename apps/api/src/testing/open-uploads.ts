import { readdir } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { mountAssets } from '../features/assets/mount-assets.ts';
import { mountUploads } from '../features/uploads/mount-uploads.ts';
import { uploadLimits, type UploadLimits } from '../features/uploads/upload-limits.ts';
import { handleError } from '../http/handle-error.ts';
import { createTestApi, type TestApi } from './create-test-api.ts';
import type { TestPerson } from './plant-people.ts';

/** What an upload was answered with. */
export interface UploadAnswer {
  status: number;
  body: Record<string, unknown> & { id: string; reference: string; url: string };
}

/** An API that takes uploads on a real port, with limits of the test's own. */
export interface OpenUploads extends AsyncDisposable {
  api: TestApi;
  url: string;
  port: number;
  upload(person: TestPerson, use: string, file: Buffer): Promise<UploadAnswer>;
  /** The files that lie in the data folder, by their names. */
  files(): Promise<string[]>;
}

/** Opens it; the data folder may be one of the test's own. */
export async function openUploads(
  changes: Partial<UploadLimits> = {},
  { dataDir }: { dataDir?: string } = {},
): Promise<OpenUploads> {
  const api = await createTestApi(dataDir === undefined ? {} : { dataDir });
  const { services } = api;
  const app = express().disable('etag');
  app.use(mountUploads(services, { ...uploadLimits, ...changes }), mountAssets(services));
  app.use(handleError({ baseUrl: services.config.baseUrl, logger: services.logger }));
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    api,
    url,
    port,
    async upload(person, use, file) {
      const response = await fetch(`${url}/v1/developer/assets?use=${use}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${person.token}`, 'content-type': 'text/html' },
        body: new Uint8Array(file),
      });
      return { status: response.status, body: (await response.json()) as UploadAnswer['body'] };
    },
    async files() {
      const found = await readdir(join(services.config.dataDir), { recursive: true, withFileTypes: true }).catch(
        () => [],
      );
      return found.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await api[Symbol.asyncDispose]();
    },
  };
}
