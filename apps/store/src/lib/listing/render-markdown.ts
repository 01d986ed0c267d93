import MarkdownIt from 'markdown-it';

// `html: false` shows tags as text, links of unsafe schemes stay text, and pictures are dropped: they would load from a third party.
// A reference repeats its address at every use, and quotations within quotations close tag by tag: both make a page many times as large as
// its text, so the first stay text and the second end at a depth that nobody needs. Wide tables are refused before they come here.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable(['image', 'reference']);
markdown.set({ maxNesting: 20 });

// The page has an h1 and h2s of its own, so a developer's highest level becomes h3, and none below is left out.
const highest = 3;
const lowest = 6;

markdown.core.ruler.push('headings_and_links', ({ tokens }) => {
  const top = Math.min(...tokens.filter(({ type }) => type === 'heading_open').map(levelOf));
  let before = highest - 1;
  let level = highest;
  for (const token of tokens) {
    if (token.type === 'heading_open') level = Math.min(levelOf(token) - top + highest, before + 1, lowest);
    if (token.type === 'heading_open' || token.type === 'heading_close') token.tag = `h${level}`;
    if (token.type === 'heading_close') before = level;
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') child.attrSet('rel', 'nofollow ugc noopener noreferrer');
    }
  }
});

function levelOf({ tag }: { tag: string }): number {
  return Number(tag.slice(1));
}

/** The HTML of a developer's Markdown, safe to put into a page: no tags of theirs, no scripts, no pictures; headings start at h3. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}
