import { findSecret } from './find-secret.ts';

const shortest = 16;

/** Where any of these secrets, or a half of one with 16 characters or more, can be read in what came out, as `<secret> in <place>`. */
export function sweep(out: ReadonlyMap<string, string>, secrets: ReadonlyMap<string, string>): string[] {
  const places = new Map([...out].map(([place, text]) => [place, [text]]));
  return [...secrets].flatMap(([name, secret]) => {
    if (secret.length < shortest / 2) throw new Error(`${name} is too short to be looked for.`);
    return partsOf(secret).flatMap(([part, text]) =>
      findSecret(places, text).map((place) => `${part}${name} in ${place}`),
    );
  });
}

function partsOf(secret: string): [part: string, text: string][] {
  const half = Math.floor(secret.length / 2);
  const whole: [string, string] = ['', secret];
  if (half < shortest) return [whole];
  return [whole, ['the first half of ', secret.slice(0, half)], ['the second half of ', secret.slice(half)]];
}
