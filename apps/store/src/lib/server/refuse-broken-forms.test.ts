import { expect, test } from 'vitest';
import { refuseBrokenForms } from './refuse-broken-forms.ts';

function sent(type: string, body: BodyInit): Request {
  const request = new Request('http://store.test/', {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    duplex: 'half',
  } as RequestInit);
  refuseBrokenForms(request);
  return request;
}

test('reads a form as it is', async () => {
  expect((await sent('application/x-www-form-urlencoded', 'a=1').formData()).get('a')).toBe('1');
});

test.each([
  ['text/plain', 'a=1'],
  ['multipart/form-data', 'a=1'],
  ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1'],
])('answers %s with %j, which is no whole form, with 400 and not with a defect', async (type, body) => {
  await expect(sent(type, body).formData()).rejects.toMatchObject({ status: 400 });
});

test('leaves the error of a body that breaks off as it is', async () => {
  const broken = new ReadableStream({ start: (controller) => controller.error(new RangeError('Too long.')) });
  await expect(sent('multipart/form-data; boundary=x', broken).formData()).rejects.toThrow(RangeError);
});
