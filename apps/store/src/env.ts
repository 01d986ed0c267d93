import { defineEnvVars } from '@sveltejs/kit/env';

/** The settings of the store, read when it starts. */
export const variables = defineEnvVars({
  API_URL: {
    description: 'Where the management API answers, as this server reaches it.',
    schema: (value) => parseOrigin('API_URL', value ?? 'http://127.0.0.1:3001'),
  },
  ORIGIN: {
    description: 'The public address of the store, when it cannot be told from the request.',
    schema: (value) => (value === undefined || value === '' ? undefined : parseOrigin('ORIGIN', value)),
  },
  BODY_SIZE_LIMIT: {
    description:
      'What a form may have at most, as the server that is started is told it: `512K`, `2M`. Here it is read to be told.',
    schema: (value) => (value || '512K').replace(/\s*([KMG])$/i, (_whole, unit: string) => ` ${unit.toUpperCase()}B`),
  },
});

function parseOrigin(name: string, value: string): string {
  if (!URL.canParse(value)) throw new Error(`${name} must be an address like http://127.0.0.1:3001`);
  return new URL(value).origin;
}
