import { expect, test } from 'vitest';
import { proofPlaceOf, type ProofMethod } from './domain-proof.ts';
import { findProof } from './find-proof.ts';
import type { FileAnswer } from './read-file-proof.ts';
import type { TxtAnswer } from './read-txt-proof.ts';

const claim = (method: ProofMethod) => ({ domain: 'lanternworks.example', method, token: 'Tok3n' });
const { text, recordName, fileUrl } = proofPlaceOf(claim('dns'));

async function look(method: ProofMethod, { txt, file }: { txt?: TxtAnswer; file?: FileAnswer }) {
  const asked: string[] = [];
  const answer = <Answer>(given: Answer | undefined) => {
    return async (place: string): Promise<Answer> => {
      asked.push(place);
      if (given === undefined) throw new Error('This is not to be asked.');
      return given;
    };
  };
  const finding = await findProof({ resolveTxt: answer(txt), fetchFile: answer(file) }, claim(method));
  return { finding, asked };
}

const file = (body: string | null, more: object = {}): FileAnswer => {
  return { ok: true, statusCode: 200, body, truncated: false, ...more };
};

test('the record is looked for at its own name, among others', async () => {
  const { finding, asked } = await look('dns', { txt: { ok: true, texts: ['v=spf1 -all', ` ${text} `] } });
  expect([finding, asked]).toEqual([{ isFound: true }, ['_minimart-verification.lanternworks.example']]);
});

test.each<[string, TxtAnswer, string, RegExp]>([
  ['no record', { ok: true, texts: [] }, 'absent', /no TXT record at _minimart.* Add one with the value minimart-ver/],
  ['another value', { ok: true, texts: ['minimart-verification=tok3n'] }, 'other', /has another value/],
  ['more around it', { ok: true, texts: [`x ${text}`, `${text}x`] }, 'other', /None of the 2 TXT records/],
  ['no name server', { ok: false, error: 'No name server answered.' }, 'unreachable', /No name server answered/],
])('%s is told with what to do', async (_what, txt, reason, words) => {
  const { finding } = await look('dns', { txt });
  expect(finding).toMatchObject({ isFound: false, reason });
  if (!finding.isFound) expect(`${finding.found} ${finding.remedy}`).toMatch(words);
});

test.each([text, `\uFEFF${text}\r\n`, `# ours\n  ${text}\t\nother`])('the file %j has the line', async (body) => {
  const { finding, asked } = await look('file', { file: file(body) });
  expect([finding, asked]).toEqual([{ isFound: true }, [fileUrl]]);
  expect(fileUrl).toBe('https://lanternworks.example/.well-known/minimart-verification.txt');
});

test.each<[string, FileAnswer, string, RegExp]>([
  ['nothing there', file('', { statusCode: 404 }), 'absent', /no file at https.* \(404\)/],
  [
    'a redirect, even with the line',
    file(text, { statusCode: 301 }),
    'other',
    /leads on .*not followed.* this very address/,
  ],
  ['an error', file(text, { statusCode: 500 }), 'unreachable', /answers with 500/],
  ['nothing new', file(text, { statusCode: 206 }), 'unreachable', /answers with 206/],
  ['another text', file(`<html>${text}</html>`), 'other', /does not have the line/],
  ['a body without end', file(`${text}\n`, { truncated: true }), 'other', /longer than 64 KiB/],
  ['a compressed one', file(null), 'other', /compressed/],
  ['no answer', { ok: false, error: 'The host name does not exist.' }, 'unreachable', /does not exist\. See that/],
])('%s is told with what to do', async (_what, answer, reason, words) => {
  const { finding } = await look('file', { file: answer });
  expect(finding).toMatchObject({ isFound: false, reason });
  if (!finding.isFound) expect(`${finding.found} ${finding.remedy}`).toMatch(words);
  expect(recordName).toBe('_minimart-verification.lanternworks.example');
});
