import { fromMarkdown } from 'mdast-util-from-markdown';

// What a text of several lines has no use for: other control characters, and marks that turn the reading direction of what stands around them.
const unseen = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
const safeSchemes = new Set(['http', 'https', 'mailto', 'tel']);
/** What stood in a tag is Markdown once the tag is text, so it is read again; a text that has more to it after so many passes loses its marks. */
const mostPasses = 5;
/** No honest text has more quotations, lists or brackets in one another; some that do take a parser minutes. */
const deepest = 20;

// Emphasis changes nothing about where tags and links are, and takes the parser seconds in a text that is full of stars.
const withoutEmphasis = { disable: { null: ['attention'] } };

type Node = ReturnType<typeof fromMarkdown> | ReturnType<typeof fromMarkdown>['children'][number];

/** A piece of the text, from its first character to before its last, and what takes its place. */
interface Edit {
  from: number;
  to: number;
  text: string;
}

/**
 * Markdown (CommonMark) that does no harm to whoever renders it, even a renderer that lets HTML through: tags and links to scripts are turned
 * into the text that was written, pictures, which would be loaded from elsewhere, into links, and what cannot be seen is gone. Everything else
 * stays as it was written, so that sanitising again changes nothing.
 */
export function sanitizeMarkdown(text: string): string {
  const seen = text.replace(/\r\n?/gu, '\n').replace(unseen, '');
  let clean = withoutNesting(seen.replace(/^.*$/gmu, withoutDepth));
  for (let pass = 0; pass < mostPasses; pass += 1) {
    const edits = editsOf(clean);
    if (edits.length === 0) return clean;
    clean = apply(clean, edits);
  }
  // No backslashes here: one that stands before a bracket already would take the other's meaning away.
  return clean.replace(/</gu, '&lt;').replace(/\[/gu, '&#91;');
}

/** The marks at the start of a line that open quotations and lists, beyond those that anybody needs, are left out. */
function withoutDepth(line: string): string {
  const [marks = ''] = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/u.exec(line) ?? [];
  const each = marks.match(/[ \t]*(?:>|[-+*]|\d{1,9}[.)])/gu) ?? [];
  return each.length <= deepest ? line : each.slice(0, deepest).join('') + line.slice(marks.length);
}

/** Brackets that open links and pictures within as many others of their paragraph are left out. */
function withoutNesting(text: string): string {
  let depth = 0;
  return text.replace(/\n(?=[ \t>]*\n)|!?\[|\]/gu, (mark) => {
    if (mark === '\n') depth = 0;
    else if (mark === ']') depth = Math.max(0, depth - 1);
    else if (depth >= deepest) return '';
    else depth += 1;
    return mark;
  });
}

function editsOf(text: string): Edit[] {
  const edits: Edit[] = [];
  const waiting: Node[] = [fromMarkdown(text, { extensions: [withoutEmphasis] })];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const from = node.position?.start.offset ?? 0;
    const source = text.slice(from, node.position?.end.offset ?? from);
    edits.push(...editsAt(node, source).map((edit) => ({ ...edit, from: from + edit.from, to: from + edit.to })));
    if ('children' in node) waiting.push(...node.children);
  }
  return edits.toSorted((one, other) => one.from - other.from);
}

function editsAt(node: Node, source: string): Edit[] {
  switch (node.type) {
    case 'html':
      return [...source.matchAll(/</gu)].map(({ index }) => ({ from: index, to: index + 1, text: '&lt;' }));
    case 'image':
    case 'imageReference':
      return [{ from: 0, to: 1, text: '' }];
    case 'link':
    case 'definition':
      return isSafe(node.url) ? [] : [opened(source)];
    default:
      return [];
  }
}

/** A link without what makes it one: `<javascript:...>` or `[...](javascript:...)` as text. */
function opened(source: string): Edit {
  const at = source.search(/[<[]/u);
  return source[at] === '<' ? { from: at, to: at + 1, text: '&lt;' } : { from: at, to: at, text: '\\' };
}

function isSafe(url: string): boolean {
  // Browsers skip white space and control characters in a scheme.
  const [, scheme] = /^([a-z][a-z0-9+.-]*):/iu.exec(url.replace(/[\s\p{Cc}]/gu, '')) ?? [];
  return scheme === undefined || safeSchemes.has(scheme.toLowerCase());
}

/** The text with its edits made; they come in the order of the text, and none within another. */
function apply(text: string, edits: readonly Edit[]): string {
  let done = 0;
  const parts = edits.map(({ from, to, text: part }) => {
    const before = text.slice(done, from);
    done = to;
    return before + part;
  });
  return parts.join('') + text.slice(done);
}
