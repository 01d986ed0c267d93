import { createEgressGuard } from '@minimart/webhooks';
import { describe, expect, it } from 'vitest';
import { apiEnvironment, storeEnvironment, type Wiring } from './child-environment.ts';
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

it('what the data folder keeps is not told by a file of the surroundings as well', () => {
  const env = {
    MINIMART_AUTH_SECRET_FILE: '/a',
    MINIMART_SEALING_KEYS_FILE: '/b',
    DATABASE_URL_FILE: '/c',
    MINIMART_SMTP_URL_FILE: '/d',
  };
  const told = apiEnvironment('api', { ...wiring, env });
  expect(Object.keys(told).filter((name) => name.endsWith('_FILE'))).toEqual(['MINIMART_SMTP_URL_FILE']);
  expect(told).toMatchObject({ MINIMART_AUTH_SECRET: 'auth secret', DATABASE_URL: wiring.databaseUrl });
});

it('the store is told no secret and no setting of another program', () => {
  expect(JSON.stringify(storeEnvironment(wiring, 3001))).not.toMatch(/auth secret|sealing keys|postgresql|MINIMART_/);
});

describe('what the deliveries of a demo may reach on this machine', () => {
  /** Whether a URL passes the guard of a demo that was started with these settings; its receiver listens on 20001. */
  const mayReach = (settings: Record<string, string>, url: string) => {
    const told = apiEnvironment('api', { ...wiring, config: readConfig(settings, '/project'), receiverPort: 20_001 });
    const allow = told['MINIMART_EGRESS_ALLOW']?.split(',') ?? [];
    return createEgressGuard({ allow }).checkUrl(url).ok;
  };

  it.each([{}, { HOST: '::1' }, { HOST: 'localhost' }, { MINIMART_BASE_URL: 'http://127.0.0.1:8080' }])(
    'is everything while only this machine can reach the system: %j',
    (settings) => {
      expect(mayReach(settings, 'http://127.0.0.1:4000/')).toBe(true);
      expect(mayReach(settings, 'http://[::1]:4000/')).toBe(true);
    },
  );

  it.each([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.7' },
    { MINIMART_BASE_URL: 'https://store.example' },
  ])('is its receiver alone where others can: %j', (settings) => {
    expect(mayReach(settings, 'http://127.0.0.1:20001/hook')).toBe(true);
    for (const url of ['http://127.0.0.1:5432/', 'http://127.0.0.2:20001/', 'http://[::1]:20001/', 'http://localhost/'])
      expect([url, mayReach(settings, url)]).toEqual([url, false]);
  });

  it('is what the operator allows besides', () => {
    const settings = { HOST: '0.0.0.0', MINIMART_EGRESS_ALLOW: '127.0.0.1:4000' };
    expect(mayReach(settings, 'http://127.0.0.1:4000/')).toBe(true);
    expect(mayReach(settings, 'http://127.0.0.1:4001/')).toBe(false);
  });

  it('is nothing without the demo', () => {
    expect(mayReach({ MINIMART_SEED: 'none' }, 'http://127.0.0.1:20001/')).toBe(false);
  });
});

describe('those who run the store', () => {
  const told = (named: Record<string, string>, operators: string[]) =>
    apiEnvironment('api', { ...wiring, env: named, operators })['MINIMART_OPERATORS'];

  it('are whom the settings name, and the operator of the demo', () => {
    expect(told({}, [])).toBeUndefined();
    expect(told({}, ['demo-operator'])).toBe('demo-operator');
    expect(told({ MINIMART_OPERATORS: 'ann-1234,bea-1234' }, ['demo-operator'])).toBe(
      'ann-1234,bea-1234,demo-operator',
    );
  });
});

describe('the mails of a demo', () => {
  const outbox = (settings: Record<string, string>, receiverPort: number | undefined = 20_001) => {
    const config = readConfig(settings, '/project');
    return apiEnvironment('api', { ...wiring, config, receiverPort, env: settings })['MINIMART_MAIL_OUTBOX'];
  };

  it('are kept to be read in the store', () => expect(outbox({})).toBe('on'));

  it.each([{ MINIMART_SMTP_URL: 'smtp://127.0.0.1:2525' }, { MINIMART_SEED: 'none' }])(
    'are not kept with %j',
    (settings) => expect(outbox(settings)).toBeUndefined(),
  );

  it('are kept nowhere when somebody says so', () => expect(outbox({ MINIMART_MAIL_OUTBOX: 'off' })).toBe('off'));
});
