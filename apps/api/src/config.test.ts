import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('all mistakes come in one message that names each variable and repeats no secret', () => {
  const env = {
    MINIMART_ROLE: 'boss',
    DATABASE_URL: 'mysql://x',
    MINIMART_AUTH_SECRET: 'hunter2',
    MINIMART_SEALING_KEYS: 'k1:hunter2',
  };
  const read = () => readConfig(env);
  for (const name of [
    'MINIMART_ROLE',
    'DATABASE_URL',
    'MINIMART_BASE_URL',
    'MINIMART_AUTH_SECRET',
    'MINIMART_SEALING_KEYS',
  ]) {
    expect(read).toThrow(name);
  }
  expect(read).not.toThrow('hunter2');
});
