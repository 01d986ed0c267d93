import fc from 'fast-check';

/** JSON that says what a value says, with something in it that only a text can have: a name twice, numbers out of every range, depth, escapes. */
export function oddJson(value: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(value, fc.constantFrom(...changes)).map(([one, change]) => change(JSON.stringify(one)));
}

const numbers = ['1e400', '-1e400', '1'.repeat(400), '0.1e-400', '-0', '9007199254740993'];

const changes: readonly ((text: string) => string)[] = [
  // The first field once more, before and after it: which one counts is not said in JSON.
  (text) => text.replace(/^\{("(?:[^"\\]|\\.)*"):/, '{$1:null,$1:'),
  (text) => text.replace(/^\{("(?:[^"\\]|\\.)*"):(.*)\}$/s, '{$1:$2,$1:[]}'),
  ...numbers.map((number) => (text: string) => text.replace(/:(?:"(?:[^"\\]|\\.)*"|\d+)/, `:${number}`)),
  (text) => text.replace(/:(?:"(?:[^"\\]|\\.)*"|\d+)/, `:${'['.repeat(1_000)}${']'.repeat(1_000)}`),
  (text) => text.replace(/:"/, String.raw`:"\u0000`),
  (text) => text.replace(/:"/, String.raw`:"\ud800`),
  (text) => text.replace(/^\{"/, String.raw`{"\u005f_proto__":{"a":1},"`),
  (text) => ` \n\t${text} \n`,
  (text) => text.slice(0, -1),
];
