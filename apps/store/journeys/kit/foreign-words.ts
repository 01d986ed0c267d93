import { system } from './system.ts';

// What the store says itself, or marks as English.
const formats = ['CSV', 'JSON'];
const ownKeys = new Set(['categories', 'message', 'detail', 'lastError']);

/**
 * Names, and words of developers and people, that pages show as they are: every text in what the API answers to the demo's owner, in German. In answers
 * from `ofPeople` plain words in small letters are names, too, and no codes.
 */
export async function foreignWords(paths: readonly string[], ofPeople: readonly string[]): Promise<string[]> {
  const [answers, lists] = await Promise.all([Promise.all(paths.map(ask)), Promise.all(ofPeople.map(ask))]);
  const accounts = Object.values(system.accounts).map(({ email }) => email);
  return [
    ...new Set([
      ...answers.flatMap((answer) => textsIn(answer)),
      ...lists.flatMap((list) => textsIn(list, false)),
      ...accounts,
      ...formats,
      'Minimart',
    ]),
  ];
}

const mostPages = 50;

/** What is answered; of a list all pages, since a page of the store may show more of it than the API does at once. */
async function ask(path: string): Promise<unknown> {
  const headers = { 'accept-language': 'de', authorization: `Bearer ${system.accounts.owner.token}` };
  const answers: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null && answers.length < mostPages;) {
    const more: string = cursor === '' ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(system.baseUrl + path + more, { headers });
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}.`);
    const read = (await answer.json()) as { nextCursor?: string | null };
    answers.push(read);
    cursor = read.nextCursor ?? null;
  }
  return answers;
}

function textsIn(value: unknown, hasCodes = true): string[] {
  // A plain word in small letters is a code: `active`, `owner`.
  if (typeof value === 'string')
    return hasCodes && /^[a-z_-]*$/.test(value) ? [] : [value.replaceAll(/\s+/g, ' ').trim()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (ownKeys.has(key) ? [] : textsIn(inner, hasCodes)));
}
