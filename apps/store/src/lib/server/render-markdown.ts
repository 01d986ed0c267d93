import MarkdownIt from 'markdown-it';

// `html: false` shows tags as text, links of unsafe schemes stay text, and pictures are dropped: they would load from a third party.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable('image');

// The page has an h1 and h2s of its own, so a developer's first level starts at h3.
const lowestLevel = 6;

markdown.core.ruler.push('headings_and_links', (state) => {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close') {
      token.tag = `h${Math.min(Number(token.tag.slice(1)) + 2, lowestLevel)}`;
    }
    for (const child of token.children ?? []) {
      if (child.type === 'link_open') child.attrSet('rel', 'nofollow ugc noopener noreferrer');
    }
  }
});

/** The HTML of a developer's Markdown, safe to put into a page: no tags of theirs, no scripts, no pictures; headings start at h3. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}
