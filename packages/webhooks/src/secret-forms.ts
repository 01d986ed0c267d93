const shortestEncoded = 8;

// The words that say of a token what it is (`mm_live_`, `whsec_`), before 16 or more characters that make it a secret.
const kind = /^(?:[a-z]+_)+(?=[^]{16})/;

/**
 * The spellings in which a server may echo a secret: plain, JSON-escaped (also with `\/`), percent-encoded (both cases of
 * hex, form encoding), HTML-escaped, hex, and base64 at each of the three byte offsets, in both alphabets. Each also of
 * each other: an echo of our body, in which the secret stands escaped, is escaped once more. What stands after the kind of a token
 * counts as much as the whole: whoever has it can put the kind in front again.
 */
export function secretForms(secret: string): string[] {
  if (secret === '') return [];
  const spelled = [secret, secret.replace(kind, '')].flatMap(textForms);
  const forms = spelled.flatMap((form) => [...textForms(form), ...binaryForms(Buffer.from(form))]);
  return [...new Set(forms)].filter((text) => text !== '');
}

/** A secret, and the strings by which an echo of it is noticed (`secretTraces`). */
export interface TracedSecret {
  value: string;
  traces: readonly string[];
  lowerTraces: readonly string[];
}

/** A secret with its traces, for whoever searches for it again and again. */
export function traceSecret(value: string): TracedSecret {
  return tracedBy(value, value === '' ? [] : secretTraces(value));
}

/** A secret with traces that are known. */
export function tracedBy(value: string, traces: readonly string[]): TracedSecret {
  return { value, traces, lowerTraces: [...new Set(traces.map((trace) => trace.toLowerCase()))] };
}

/**
 * A few strings of which at least one stands in every text that holds a form of the secret: its longest run of ASCII letters and
 * digits, which no spelling of a text touches, and what hex and base64 make of that run. Finding none is cheap, and final.
 */
export function secretTraces(secret: string): string[] {
  const runs = secret.replace(kind, '').match(/[a-z0-9]+/gi) ?? [];
  const run = runs.reduce((longest, next) => (next.length > longest.length ? next : longest), '');
  const bytes = Buffer.from(run);
  const hex = bytes.toString('hex');
  // Whatever stands around the run in the encoded text moves it to one of three offsets.
  const base64 = [0, 1, 2].map((offset) => base64At(bytes, offset));
  return [...new Set([run, hex, hex.toUpperCase(), ...base64, ...base64.map(urlAlphabet)])];
}

function textForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const uri = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams({ s: secret }).toString().slice(2);
  const percent = [uri, form, form.replaceAll('+', '%20')].flatMap((text) => [text, lowerHex(text)]);
  const plain = [secret, secret.trim(), json, json.replaceAll('/', '\\/'), asciiJson(json)];
  return [...new Set([...plain, ...percent, ...htmlForms(secret)])];
}

function asciiJson(json: string): string {
  return json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
}

function htmlForms(secret: string): string[] {
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const quoted = html.replaceAll('"', '&quot;');
  return [html, quoted, quoted.replaceAll("'", '&#39;'), quoted.replaceAll("'", '&#x27;')];
}

// Of two or three bytes an encoding is so short that taking it out would hollow out ordinary text.
function binaryForms(bytes: Buffer): string[] {
  const hex = bytes.toString('hex');
  const base64 = [bytes.toString('base64'), ...[0, 1, 2].map((offset) => base64At(bytes, offset))];
  return [hex, hex.toUpperCase(), ...base64, ...base64.map(urlAlphabet)].filter(
    (text) => text.length >= shortestEncoded,
  );
}

/** The characters that depend on the secret alone when `offset` other bytes stand before it in the encoded text. */
function base64At(bytes: Buffer, offset: number): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
}

function urlAlphabet(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
