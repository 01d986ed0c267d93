import { expect, it } from 'vitest';
import { storeEnvironment, type Wiring } from './child-environment.ts';
import { readConfig } from './config.ts';

const wiring: Wiring = {
  config: readConfig({}, '/project'),
  secrets: { authSecret: 'auth secret', sealingKeys: 'sealing keys' },
  databaseUrl: 'postgresql://minimart:pw@127.0.0.1:5432/minimart',
  baseUrl: 'http://127.0.0.1:3000',
  receiverPort: undefined,
  env: { ADDRESS_HEADER: 'x-real-ip', XFF_DEPTH: '3', LANG: 'C', MINIMART_EGRESS_ALLOW: '10.0.0.0/8' },
};

it('the store knows a visitor by the address that the front door names, whatever the surroundings say', () => {
  expect(storeEnvironment(wiring, 3001)).toMatchObject({
    ADDRESS_HEADER: 'x-forwarded-for',
    XFF_DEPTH: '1',
    LANG: 'C',
  });
});

it('the store is told no secret and no setting of another program', () => {
  expect(JSON.stringify(storeEnvironment(wiring, 3001))).not.toMatch(/auth secret|sealing keys|postgresql|MINIMART_/);
});
