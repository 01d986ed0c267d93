import { reasonWords } from './number-words.ts';

type Reason = keyof typeof reasonWords;

const mostOfNote = 2_000;

/** What the uninstall form says of why: `body` for the API, which gets nothing where nothing was said, and `entered` to show again. */
export function readLeaving(form: FormData) {
  const [given, said] = [form.get('reason'), form.get('note')];
  const reason = typeof given === 'string' && Object.hasOwn(reasonWords, given) ? (given as Reason) : undefined;
  // A form sends a line's end as two characters, which the person who wrote it counts as one.
  const note = (typeof said === 'string' ? said : '').replaceAll('\r\n', '\n').slice(0, mostOfNote).trim();
  return {
    body: { ...(reason !== undefined && { reason }), ...(note !== '' && { note }) },
    entered: { reason, note },
  };
}
