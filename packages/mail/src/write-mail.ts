/** What a mail says: paragraphs, a quotation of somebody's words, and the page where one acts. */
export interface MailWords {
  subject: string;
  greeting: string;
  paragraphs: readonly string[];
  /** Somebody's own words, shown as theirs. */
  quote?: string | undefined;
  /** After the quotation. */
  after?: readonly string[];
  action: { label: string; url: string };
  footer: string;
}

/** The mail as plain text and as simple HTML, in the same words. Nothing in the words is read as markup, and the subject is one line. */
export function writeMail(words: MailWords): { subject: string; text: string; html: string } {
  return { subject: toLine(words.subject), text: toText(words), html: toHtml(words) };
}

/** A text on one line: without line breaks, control characters and marks that turn the reading direction. */
export function toLine(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .toWellFormed();
}

function toText({ greeting, paragraphs, quote, after = [], action, footer }: MailWords): string {
  const quoted =
    quote === undefined
      ? []
      : [
          linesOf(quote)
            .map((line) => `> ${line}`)
            .join('\n'),
        ];
  const parts = [toLine(greeting), ...paragraphs.map(toLine), ...quoted, ...after.map(toLine)];
  return `${[...parts, `${toLine(action.label)}:\n${action.url}`, `-- \n${toLine(footer)}`].join('\n\n')}\n`;
}

function toHtml({ subject, greeting, paragraphs, quote, after = [], action, footer }: MailWords): string {
  const paragraph = (text: string) => `<p>${escape(toLine(text))}</p>`;
  const quoted =
    quote === undefined
      ? ''
      : `<blockquote style="margin:0;padding:0 0 0 12px;border-left:3px solid #999">${linesOf(quote).map(escape).join('<br>')}</blockquote>`;
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    `<title>${escape(toLine(subject))}</title></head>`,
    '<body style="font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em">',
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    quoted,
    ...after.map(paragraph),
    `<p><a href="${escape(action.url)}">${escape(toLine(action.label))}</a></p>`,
    `<p style="font-size:13px">${escape(toLine(footer))}</p>`,
    '</body></html>',
  ].join('\n');
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).map(toLine);
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character]!);
}
