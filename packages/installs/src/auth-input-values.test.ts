import { manifestSchema } from '@minimart/app-manifest';
import { createFakePorts, fullManifest } from './testing/index.ts';
import { expect, test } from 'vitest';
import { openInputs, sealInputs } from './auth-input-values.ts';

const { sealer } = createFakePorts();
const manifest = manifestSchema.parse(fullManifest);
const values = { crm_token: 'crm-SECRET-1', list: 'leads', batch: null };

test('opens the values that were sealed, in their types', () => {
  const place = { sealer, installationId: 'ins_one' };
  expect(openInputs(place, sealInputs(place, manifest, values))).toEqual(values);
});

test('opens no sealed value that was moved to another installation or another input', () => {
  const sealed = sealInputs({ sealer, installationId: 'ins_one' }, manifest, values);
  expect(() => openInputs({ sealer, installationId: 'ins_two' }, sealed)).toThrow();
  const renamed = sealed.map((input) => ({ ...input, name: input.name === 'crm_token' ? 'other' : input.name }));
  expect(() => openInputs({ sealer, installationId: 'ins_one' }, renamed)).toThrow();
});
