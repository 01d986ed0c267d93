/** What was typed into the form that makes a link, as text. */
export type LinkEntered = { label: string; version: string; days: string; cap: string };

type LinkBody = { label: string; version: string | null; days: number; cap: number };

/** Reads the form that makes a link; a number that is none becomes 0, which the API refuses with what would be right. */
export function readLinkForm(form: FormData): { entered: LinkEntered; body: LinkBody } {
  const text = (name: string) =>
    String(form.get(name) ?? '')
      .slice(0, 200)
      .trim();
  const entered = { label: text('label'), version: text('version'), days: text('days'), cap: text('cap') };
  const number = (value: string) => (/^\d{1,5}$/.test(value) ? Number(value) : 0);
  const { label, version, days, cap } = entered;
  return { entered, body: { label, version: version === '' ? null : version, days: number(days), cap: number(cap) } };
}
