/** What a text of one line may have to be. */
interface Format {
  /** What would be right, after "must be". */
  words: string;
  fits(text: string): boolean;
  /** The keyboard that a phone shows. */
  inputmode?: 'email' | 'url' | 'tel' | 'numeric';
}

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu;
const addressOf = (text: string, protocols: readonly string[]) =>
  !/\s/u.test(text) && URL.canParse(text) && protocols.includes(new URL(text).protocol);

/** The formats that a manifest may ask for. Each takes time in proportion to the text at most. */
export const formats = {
  email: { words: 'an e-mail address, such as ada@example.com', fits: isEmail, inputmode: 'email' },
  url: {
    words: 'a whole web address, such as https://example.com/shop',
    fits: (text) => addressOf(text, ['https:', 'http:']),
    inputmode: 'url',
  },
  'https-url': {
    words: 'a whole https address, such as https://example.com/shop',
    fits: (text) => addressOf(text, ['https:']),
    inputmode: 'url',
  },
  domain: { words: 'a domain, such as shop.example.com', fits: isDomain, inputmode: 'url' },
  phone: {
    words: 'a phone number with its country, such as +44 20 7946 0958',
    fits: (text) => /^\+[0-9][0-9 ()-]{5,28}$/u.test(text),
    inputmode: 'tel',
  },
  digits: { words: 'digits only', fits: (text) => /^[0-9]+$/u.test(text), inputmode: 'numeric' },
  identifier: {
    words: 'letters, digits, hyphens and underscores only',
    fits: (text) => /^[A-Za-z0-9_-]+$/u.test(text),
  },
  uuid: {
    words: 'a UUID, such as 123e4567-e89b-12d3-a456-426614174000',
    fits: (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu.test(text),
  },
} as const satisfies Record<string, Format>;

/** The name of a format. */
export type FormatId = keyof typeof formats;

/** The names of `formats`, in their order. */
export const formatIds = Object.keys(formats) as [FormatId, ...FormatId[]];

function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  return at > 0 && local.length <= 64 && /^[^\s@<>"]+$/u.test(local) && isDomain(domain);
}

function isDomain(text: string): boolean {
  const labels = text.split('.');
  const last = labels.at(-1) ?? '';
  return text.length <= 253 && labels.length > 1 && /\D/u.test(last) && labels.every((part) => label.test(part));
}
