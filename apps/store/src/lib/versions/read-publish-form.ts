/** What was typed into the form that publishes, as text. */
export type PublishEntered = { version: string; percentage: string; changelog: string };

/** What is wrong with it: a summary that leads to fields, and each field's message. */
export type PublishErrors = { summary: { message: string; href?: string }[]; fields: Record<string, string> };

type PublishBody = { changelog: string; version?: string; percentage: number };

type Read = { entered: PublishEntered; body?: PublishBody; errors?: PublishErrors };

/** Reads the form that publishes a draft; an empty version leaves the choice to the API. */
export function readPublishForm(form: FormData): Read {
  const text = (name: string, most: number) => String(form.get(name) ?? '').slice(0, most);
  const entered = {
    version: text('version', 40).trim(),
    percentage: text('percentage', 20).trim(),
    changelog: text('changelog', 6000).replaceAll('\r\n', '\n'),
  };
  const percentage = entered.percentage === '' ? 100 : Number(entered.percentage);
  if (!/^\d{0,3}$/.test(entered.percentage) || percentage < 1 || percentage > 100) {
    const message = 'Give a whole number from 1 to 100.';
    return { entered, errors: { summary: [{ message, href: '#percentage' }], fields: { percentage: message } } };
  }
  const { version, changelog } = entered;
  return { entered, body: { changelog, percentage, ...(version !== '' && { version }) } };
}
